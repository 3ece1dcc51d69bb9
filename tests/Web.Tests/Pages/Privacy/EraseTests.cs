namespace Fairload.Web.Tests.Pages.Privacy;

/// <summary>A site of its own: it erases.</summary>
public sealed class EraseTests : IAsyncLifetime
{
    private const string Form = "/privacy/erase";

    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_child_is_erased_once_the_id_is_typed_twice_and_somebody_answers_for_it()
    {
        var child = _site.Day.Cases.Caseload.Children[_site.Day.Cases.Child[0]].Id;
        using (var empty = await _site.Post(PrivacySite.Administrator, Form, Form))
        {
            Assert.Equal(
                ["Choose whether it is a child or a worker", "Enter the id", "Enter the name of the person who decided it", "Enter why"], await PrivacySite.Errors(empty));
        }

        (string, string)[] answers = [("Input.Kind", "child"), ("Input.Id", child), ("Input.By", "Dana"), ("Input.Why", "Asked for")];
        using (var other = await _site.Post(PrivacySite.Administrator, Form, Form, [.. answers, ("Input.Again", child + "x")]))
        {
            Assert.Equal(["The two ids are not the same"], await PrivacySite.Errors(other));
        }

        using (var nobody = await _site.Post(PrivacySite.Administrator, Form, Form, ("Input.Kind", "child"), ("Input.Id", "zz"), ("Input.Again", "zz"), ("Input.By", "D"), ("Input.Why", "A")))
        {
            Assert.Equal(["No child has the id zz. Use the id of the case system."], await PrivacySite.Errors(nobody));
        }

        using var erased = await _site.Post(PrivacySite.Administrator, Form, Form, [.. answers, ("Input.Again", child)]);
        Assert.Equal("/privacy/erase?done=erased", erased.Headers.Location!.OriginalString);
        Assert.NotNull((await _site.Page(PrivacySite.Administrator, "/privacy/erase?done=erased")).QuerySelector(".govuk-notification-banner--success"));
        await using var db = _site.Store.Db();
        Assert.Empty(db.Identities.Where(one => one.SourceId == child));
        Assert.Contains(db.Audit, entry => entry.Action == "erase child");
    }
}
