using System.Net;
using Fairload.App.Accounts;
using Fairload.App.Imports;
using Fairload.App.Privacy;
using Fairload.App.Store.Tables;
using Fairload.App.Tests;
using Fairload.Core.Cases;
using Fairload.Web.Access;
using Fairload.Web.Tests.Pages.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

/// <summary>Entries of the trail cannot be rewritten, and names may have to go: a worker whose only id is a name stands there by its fingerprint.</summary>
public sealed class NamesInAuditTests : EmptySiteTests
{
    private const string Id = "zedekiah quoyle @ team two";

    private static readonly Viewer Auditor = Viewer.As("Ada Auditor", Role.Auditor, null, null);

    [Fact]
    public async Task Bug_a_look_at_a_worker_known_by_a_name_alone_is_noted_without_the_name_and_found_by_it()
    {
        await Load();
        var address = "/workers/" + Uri.EscapeDataString(Id);
        Assert.Equal(HttpStatusCode.OK, await Site.Status(CouncilSite.Director, address));
        Assert.Equal(HttpStatusCode.OK, await Site.Status(CouncilSite.Director, address));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Practitioner("W1"), address));
        // Somebody who has gone, by an address that was kept; and an id that nobody has, which is none.
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Director, "/workers/" + Uri.EscapeDataString("zedekiah quoyle @ team nine")));
        Assert.Equal(HttpStatusCode.NotFound, await Site.Status(CouncilSite.Director, "/workers/W999"));
        Assert.Equal(HttpStatusCode.OK, await Site.Status(CouncilSite.Director, "/workers/W2"));

        // Who looks for the looks types the name, and that is no reason to keep it either.
        Assert.Equal(3, await Found("worker", Id));
        Assert.Equal(3, await Found("worker", "Zedekiah Quoyle @ Team Two"));
        Assert.Equal(1, await Found("worker", "W2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Site.Status(Auditor, "/audit?subject=" + Uri.EscapeDataString(Id)));

        using var db = Site.Store.Db();
        var looks = db.Audit.AsNoTracking().Where(entry => entry.SubjectKind == "worker").OrderBy(entry => entry.Id).ToList();
        Assert.Equal(["view statement", "view statement", "refused look", "refused look", "refused look", "view statement"], looks.Select(entry => entry.Action));
        Assert.Equal(["W999", "W2"], looks.Skip(4).Select(entry => entry.SubjectId));
        Assert.All(looks.Take(4), entry => Assert.Matches("^[0-9a-f]{32}$", entry.SubjectId));
        Assert.Equal(2, looks.Take(4).Select(entry => entry.SubjectId).Distinct().Count());
        NothingHasTheName(db);

        // Once initials alone are kept, the fingerprint is the id, and the name finds the looks as before.
        await Site.Services.GetRequiredService<KeepNames>().Run(db.Councils.Single(), NamesKept.Initials, "admin", default);
        Assert.Contains(looks[0].SubjectId, db.Identities.Where(one => one.System == Identity.Named).Select(one => one.SourceId).ToList());
        Assert.Equal(3, await Found("worker", looks[0].SubjectId));
        Assert.Equal(3, await Found("worker", Id));
        NothingHasTheName(db);
    }

    [Fact]
    public async Task What_is_done_for_a_worker_known_by_a_name_alone_is_noted_without_the_name_and_found_whoever_it_turns_out_to_be()
    {
        await Load();
        using var db = Site.Store.Db();
        var council = db.Councils.Single();
        var holds = Site.Services.GetRequiredService<Holds>();
        var hold = await holds.Place(council, Subject.Worker, Id, "Dana", "Inquiry", "admin", default);
        await holds.End(council, hold, "Dana", "Over", "admin", default);
        await new SubjectAccess(Site.Store, Site.Services.GetRequiredService<App.Workloads.Workloads>(), Site.Services.GetRequiredService<TimeProvider>()).Run(council, Subject.Worker, Id, "Asked", "admin", default);
        Assert.Equal(3, await Found("worker", Id));
        NothingHasTheName(db);

        // It is Ben Nib: what was done under the name is found under his id.
        var number = db.Identities.Single(one => one.Subject == Subject.Worker && one.SourceId == "W2").Number;
        db.Identities.Where(one => one.System == Identity.Named).ExecuteUpdate(set => set.SetProperty(one => one.Number, number));
        Assert.Equal(3, await Found("worker", "W2"));
    }

    private async Task<int> Found(string kind, string subject) =>
        (await Site.Page(Auditor, $"/audit?kind={kind}&subject={Uri.EscapeDataString(subject)}")).QuerySelectorAll("main table tbody tr").Length;

    private static void NothingHasTheName(App.Store.FairloadDb db) =>
        Assert.DoesNotContain(
            db.Audit.AsNoTracking().AsEnumerable(),
            entry => (entry.SubjectId + entry.Before + entry.After).Contains("quoyle", StringComparison.OrdinalIgnoreCase));

    private async Task Load()
    {
        await SmallFiles.Load(Site, SmallFiles.Sound);
        await using (var db = Site.Store.Db())
        {
            db.Settings.Add(new Setting { Council = 1, Key = Leads.SettingKey, Value = "[\"annex-a\"]" });
            await db.SaveChangesAsync();
        }

        var path = AnnexAWorkbook.Write(Site.Folder, "annex.xlsx", [("P1", "Team Two", "Zedekiah Quoyle"), ("P2", "Team Two", "W2")], []);
        await new ImportFiles(Site.Store, Site.Services.GetRequiredService<TimeProvider>()).Run(
            new ImportRequest([path]) { ExtractDate = new DateOnly(2026, 4, 1), Who = "Davy Data" }, null, default);
    }
}
