using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;

namespace Fairload.Web.Pages.Waiting;

/// <summary>A child in a list: a link to where the person looking may read more, or the words alone.</summary>
internal static class ChildLink
{
    /// <summary>The link; nothing where there is nothing more to read.</summary>
    public static IHtmlContent? Of(ChildNames children, int child) =>
        children.Href(child) is { } href ? Element.Of("a", "govuk-link").Set("href", href).Add(children.Who(child)) : null;
}
