using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>Notification banner: what was just done, or what everyone must know.</summary>
public sealed record NotificationBanner
{
    public required Content Content { get; init; }
    public required Content Title { get; init; }
    public bool Success { get; init; }
    public int TitleHeadingLevel { get; init; } = 2;
    public string TitleId { get; init; } = "govuk-notification-banner-title";
    public string? Role { get; init; }
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public Element Html() =>
        Element.Of("div", "govuk-notification-banner", Success ? "govuk-notification-banner--success" : null, Classes)
            .Set("role", Role ?? (Success ? "alert" : "region")).Set("aria-labelledby", TitleId)
            .Set("data-module", "govuk-notification-banner")
            .Set("data-disable-auto-focus", DisableAutoFocus switch { null => null, true => "true", false => "false" })
            .Set(Attributes)
            .Add(
                Element.Of("div", "govuk-notification-banner__header").Add(
                    Element.Of($"h{TitleHeadingLevel}", "govuk-notification-banner__title").Set("id", TitleId).Add(Title)),
                Element.Of("div", "govuk-notification-banner__content").Add(
                    Content.IsText ? Element.Of("p", "govuk-notification-banner__heading").Add(Content) : Content));
}

/// <summary><c>&lt;govuk-notification-banner success="true" words="Saved." /&gt;</c>, or markup between the tags.</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper(Text<ComponentText> text) : ComponentTagHelper(text)
{
    public bool Success { get; set; }
    public string? Words { get; set; }

    protected override async Task<IHtmlContent?> Render(TagHelperOutput output) => new NotificationBanner
    {
        Content = Words is null ? await Inner(output) : Words,
        Title = Text[Success ? "banner.success" : "banner.important"],
        Success = Success,
        Classes = Classes,
        Attributes = Rest(output),
    }.Html();
}
