namespace Fairload.Web.Tests.Pages.Privacy;

/// <summary>A site of its own: it changes what may be erased.</summary>
public sealed class HoldsTests : IAsyncLifetime
{
    private const string Form = "/privacy/holds";

    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_hold_is_placed_shown_and_ended()
    {
        Assert.Contains("No hold stands.", (await _site.Page(PrivacySite.Administrator, Form)).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        using (var empty = await _site.Post(PrivacySite.Administrator, Form, Form))
        {
            Assert.Equal(["Choose who is held", "Enter the id", "Enter the name of the person who decided it", "Enter why"], await PrivacySite.Errors(empty));
        }

        var worker = _site.Day.Statements[0].Person.Id;
        using (var placed = await _site.Post(PrivacySite.Administrator, Form, Form, ("Input.Kind", "worker"), ("Input.Id", worker), ("Input.By", "Lara Legal"), ("Input.Why", "A claim")))
        {
            Assert.Equal("/privacy/holds?done=placed", placed.Headers.Location!.OriginalString);
        }

        var row = Assert.Single((await _site.Page(PrivacySite.Administrator, Form)).Rows("table"));
        Assert.Equal(["1", "worker " + worker, "Lara Legal", "A claim"], row[..4]);
        using (var none = await _site.Post(PrivacySite.Administrator, Form, Form + "?handler=End", ("End.Number", "9"), ("End.By", "Lara"), ("End.Why", "Over")))
        {
            Assert.Equal(["There is no hold 9 that stands."], await PrivacySite.Errors(none));
        }

        using var ended = await _site.Post(PrivacySite.Administrator, Form, Form + "?handler=End", ("End.Number", "1"), ("End.By", "Lara"), ("End.Why", "Over"));
        Assert.Equal("/privacy/holds?done=ended", ended.Headers.Location!.OriginalString);
        await using var db = _site.Store.Db();
        Assert.Contains(db.Audit, entry => entry.Action == "end hold");
    }
}
