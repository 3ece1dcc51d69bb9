using Fairload.App.Imports;
using Fairload.Web.Access;
using Fairload.Web.Tests.Pages.Imports;

namespace Fairload.Web.Tests.Pages.Start;

/// <summary>When the nightly load of the watched folder did not go through, those who can do something about it read so where they begin.</summary>
public sealed class WatchNoticeTests : IAsyncLifetime
{
    private readonly AccountSite.MovingClock _time = new(CouncilSite.Now);
    private readonly string _watched = Directory.CreateTempSubdirectory("fairload-watched-").FullName;
    private readonly CouncilSite _site;

    public WatchNoticeTests() => _site = new CouncilSite { IsLoaded = false, Watch = _watched };

    public Task InitializeAsync() => _site.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_watched, recursive: true);
    }

    [Fact]
    public async Task A_load_that_failed_is_told_on_the_start_pages_of_managers_and_data_officers_until_one_does_not()
    {
        await SmallFiles.Load(_site, SmallFiles.Sound);
        var folder = new WatchedFolder(_site.Store, _time, _watched, null);
        var (told, others) = (
            new[] { (CouncilSite.Director, "/"), (CouncilSite.ManagerOf("T1"), "/teams/T1"), (CouncilSite.DataOfficer, "/imports") },
            new[] { (CouncilSite.Director, "/unallocated"), (CouncilSite.DataOfficer, "/imports/new"), (CouncilSite.Practitioner("W1"), "/workers/W1") });
        foreach (var (viewer, path) in told)
        {
            Assert.Null(await Notice(viewer, path));
        }

        File.WriteAllText(Path.Combine(_watched, "ssd_person.csv"), SmallFiles.Sound["ssd_person.csv"]);
        File.WriteAllText(Path.Combine(_watched, "extract.json"), """{ "extractDate": "2026-04-01" }""");
        Assert.True(await Night(folder));
        foreach (var (viewer, path) in told)
        {
            var notice = await Notice(viewer, path);
            Assert.Contains("The records were not renewed", notice, StringComparison.Ordinal);
            Assert.Contains("Loading the watched folder did not work on 1 October 2026", notice, StringComparison.Ordinal);
            Assert.Contains("ssd_involvements", notice, StringComparison.Ordinal);
        }

        foreach (var (viewer, path) in others)
        {
            Assert.Null(await Notice(viewer, path));
        }

        foreach (var (name, text) in SmallFiles.Sound)
        {
            File.WriteAllText(Path.Combine(_watched, name), text);
        }

        Assert.True(await Night(folder));
        foreach (var (viewer, path) in told)
        {
            Assert.Null(await Notice(viewer, path));
        }
    }

    /// <summary>A look at what has changed, and another when it has come to rest.</summary>
    private async Task<bool> Night(WatchedFolder folder)
    {
        Assert.False(await folder.Look(default));
        _time.Now += WatchedFolder.Rest;
        return await folder.Look(default);
    }

    private async Task<string?> Notice(Viewer viewer, string path) =>
        (await _site.Page(viewer, path)).QuerySelectorAll("main .govuk-notification-banner").FirstOrDefault(one => one.TextContent.Contains("not renewed", StringComparison.Ordinal))?.TextContent;
}
