using Fairload.App.Privacy;
using Fairload.App.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.Privacy;

/// <summary>A site of its own: it erases.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string Form = "/privacy/retention";

    private const string Rules =
        """
        { "retention": "short", "title": "Short", "source": "A test", "effectiveFrom": "2026-01-01",
          "children": [{ "code": "closed", "title": "Closed two years", "years": 2, "from": "closure" }] }
        """;

    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_is_due_is_looked_at_first_and_erased_when_its_number_is_typed()
    {
        Assert.Contains("no retention rules", (await _site.Page(PrivacySite.Administrator, Form)).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        var council = await _site.Services.GetRequiredService<Workloads>().Council(null, default);
        var retention = _site.Services.GetRequiredService<Retention>();
        await retention.SetRules(council, Rules, "admin", default);
        var due = (await retention.Plan(council, default)).Due;
        Assert.True(due > 0);

        var row = Assert.Single((await _site.Page(PrivacySite.Administrator, Form)).Rows("table"));
        Assert.Equal("Closed two years", row[0]);
        Assert.Equal(due, long.Parse(row[1], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture));
        using (var empty = await _site.Post(PrivacySite.Administrator, Form, Form))
        {
            Assert.Equal(["Enter how many are due, as a number", "Enter the name of the person who decided it"], await PrivacySite.Errors(empty));
        }

        using (var wrong = await _site.Post(PrivacySite.Administrator, Form, Form, ("Input.Count", "1000000"), ("Input.By", "Dana")))
        {
            Assert.Contains("look at the list again", Assert.Single(await PrivacySite.Errors(wrong)), StringComparison.Ordinal);
        }

        using var done = await _site.Post(PrivacySite.Administrator, Form, Form, ("Input.Count", row[1]), ("Input.By", "Dana"));
        Assert.Equal("/privacy/retention?done=erased", done.Headers.Location!.OriginalString);
        Assert.Contains("Nothing is due.", (await _site.Page(PrivacySite.Administrator, Form)).QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }
}
