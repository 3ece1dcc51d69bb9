using System.Net;
using AngleSharp.Dom;
using Fairload.App.Labels;

namespace Fairload.Web.Tests.Pages.Labels;

public sealed class IndexTests : IAsyncLifetime
{
    private readonly CouncilSite _site = new() { IsLoaded = false };

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Without_unknown_labels_it_says_where_they_would_come_from()
    {
        var page = await _site.Page(CouncilSite.DataOfficer, "/labels");
        Assert.Contains("Nothing to answer", Words(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main table"));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Practitioner("W1"), "/labels"));
        Assert.NotNull((await _site.Page(CouncilSite.DataOfficer, "/imports")).QuerySelector("main a[href='/labels']"));
    }

    [Fact]
    public async Task Each_label_has_its_rows_its_suggestion_and_why_it_is_asked_those_in_most_rows_first()
    {
        Unknown(_site, ("Primary Need Code", "N1 - Low income"), ("Case Status", "blue folder"), ("Case Status", "blue folder"));
        var page = await _site.Page(CouncilSite.DataOfficer, "/labels");
        var rows = page.QuerySelectorAll("main table tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(["blue folder", "List 6: Case Status", "2", "None", "Nothing like it is known"], rows[0]);
        Assert.Equal(["N1 - Low income", "List 6: Primary Need Code", "1", "a) Abuse or neglect", "Its code says one thing and its words another"], rows[1]);
        Assert.Contains("2 labels to be answered", Words(page), StringComparison.Ordinal);
        using var client = _site.As(CouncilSite.DataOfficer);
        Assert.Contains("blue folder,List 6: Case Status,2,", await client.GetStringAsync("/labels?format=csv"), StringComparison.Ordinal);
    }

    internal static void Unknown(CouncilSite site, params (string Column, string Label)[] cells)
    {
        using var db = site.Store.Db();
        var reader = LabelBook.Reader(db, 1);
        foreach (var (column, label) in cells)
        {
            reader.Code("List 6", column, label);
        }

        LabelBook.Keep(db, TimeProvider.System, 1, reader);
    }

    private static string Words(IDocument page) => page.QuerySelector("main")!.TextContent;
}
