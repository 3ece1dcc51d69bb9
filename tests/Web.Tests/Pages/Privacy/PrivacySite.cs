using AngleSharp.Html.Parser;
using Fairload.App.Accounts;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Pages.Privacy;

/// <summary>Who may manage privacy, and the reading of a refused form.</summary>
internal static class PrivacySite
{
    public static Viewer Administrator { get; } = Viewer.As("Ada Admin", Role.Administrator, null, null);

    /// <summary>The errors of a refused form, once it is shown that each leads to its field.</summary>
    public static async Task<IReadOnlyList<string>> Errors(HttpResponseMessage response)
    {
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        var links = page.QuerySelectorAll(".govuk-error-summary a");
        Assert.All(links, link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        return [.. links.Select(link => link.Words())];
    }
}
