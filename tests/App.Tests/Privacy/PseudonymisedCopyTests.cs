using Fairload.App.Caseloads;
using Fairload.App.Demo;
using Fairload.App.Imports;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Privacy;

public sealed class PseudonymisedCopyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task No_id_or_name_of_the_council_is_in_the_copy(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        ssd.Change("ssd_involvements", 1, "invo_worker_change_reason", "ZQREASON").Change("ssd_early_help_episodes", 0, "earl_episode_organisation", "ZQSCHOOL");
        ssd.Change("ssd_department", 0, "dept_team_name", "ZQTEAM").Change("ssd_professionals", 0, "prof_professional_job_title", "ZQTITLE");
        await CanaryCouncil.Load(store, ssd);
        string[] canaries =
        [
            .. CanaryCouncil.OfChild, .. CanaryCouncil.OfWorker, CanaryCouncil.Care, "ZQREASON", "ZQSCHOOL", "ZQTEAM", "ZQTITLE", "amina", "FAM1", "Service One",
        ];
        Assert.Equal(canaries.Length, (await ByteScan.Find(store, canaries)).Select(found => found[..found.LastIndexOf(" in ", StringComparison.Ordinal)]).Distinct().Count());
        var path = Path.Combine(store.Folder, "copy.db");

        var made = await Copy(store).Run(CanaryCouncil.Council(store), path, "admin", default);

        Assert.Equal((2, 2), (made.Children, made.Workers));
        Assert.Empty(ByteScan.FindInFile(path, canaries));
        Assert.Empty(ByteScan.FindInFile(path, ["2015-04-02", "2010-09-09", "2026-02-21"]));
        Assert.Equal(["copy.db"], Directory.EnumerateFiles(store.Folder, "copy*").Select(Path.GetFileName));
        var copy = await DataStore.Open(path, create: false);
        using var db = copy.Db();
        Assert.Empty(db.Audit);
        Assert.Empty(db.Accounts);
        Assert.Empty(db.Problems);
        Assert.True((await StoreVerify.Run(copy, default)).IsSound, string.Join(' ', (await StoreVerify.Run(copy, default)).Findings));
        await Assert.ThrowsAsync<Refused>(() => Copy(store).Run(CanaryCouncil.Council(store), path, "admin", default));
        await Assert.ThrowsAsync<Refused>(() => Copy(store).Run(CanaryCouncil.Council(store), "Host=somewhere", "admin", default));
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_kind_of_record_is_in_the_copy_with_the_same_figures_and_nothing_that_a_council_wrote(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await CanaryCouncil.Load(store, ssd);
        var folder = Path.Combine(store.Folder, "plain");
        Directory.CreateDirectory(folder);
        foreach (var (name, header, row) in new[]
        {
            ("carers", "household_id,household_type,approved_date,worker_id,team_id,start,until", $"ZQHOUSE,ZQHOUSETYPE,2019-05-03,{CanaryCouncil.Worker},ZQFOSTER,2025-01-09,"),
            ("hearings", "hearing_id,child_id,hearing_date,hearing_type,court_reference", $"ZQHEARING,{CanaryCouncil.Child},2026-03-10,ZQHEARTYPE,ZQCASE26"),
            ("meetings", "meeting_id,child_id,meeting_type,due_date,held_date,worker_id", $"ZQMEETING,{CanaryCouncil.Child},ZQMEETTYPE,2026-02-15,2026-02-16,{CanaryCouncil.Staff}"),
            ("absences", "worker_id,first_day,last_day,until,absence_type", $"{CanaryCouncil.Registration},2026-03-12,2026-03-20,,leave"),
            ("recording", "visit_id,child_id,worker_id,visit_date,visit_type,written_up_date", $"ZQVISIT,{CanaryCouncil.Child},{CanaryCouncil.Worker},2026-03-02,ZQVISITTYPE,2026-03-05"),
            ("audits", "audit_id,child_id,worker_id,audit_date,audit_outcome", $"ZQAUDIT,{CanaryCouncil.Child},{CanaryCouncil.Worker},2026-02-27,Good; see Zqada Zqquill"),
            ("roles", "role,function", "Joint Worker,co-worker"),
        })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".csv"), $"{header}\n{row}\n");
        }

        Assert.Equal(0, (await store.Import(folder)).Files.Sum(file => file.Rejected));
        string[] canaries =
        [
            "ZQHOUSE", "ZQHOUSETYPE", "ZQFOSTER", "ZQHEARING", "ZQHEARTYPE", "ZQCASE26", "ZQMEETING", "ZQMEETTYPE", "ZQVISIT", "ZQVISITTYPE", "ZQAUDIT",
            "Good; see", CanaryCouncil.Child, CanaryCouncil.Worker, CanaryCouncil.Staff, CanaryCouncil.Registration, "Zqquill", "2019-05-03",
        ];
        Assert.Equal(canaries.Length, (await ByteScan.Find(store, canaries)).Select(found => found[..found.LastIndexOf(" in ", StringComparison.Ordinal)]).Distinct().Count());
        var path = Path.Combine(store.Folder, "copy.db");
        await Copy(store).Run(CanaryCouncil.Council(store), path, "admin", default);

        Assert.Empty(ByteScan.FindInFile(path, canaries));
        var copy = await DataStore.Open(path, create: false);
        using var from = store.Data.Db();
        using var to = copy.Db();
        static List<string> Kinds(FairloadDb db) => [.. db.Records.AsNoTracking().AsEnumerable().GroupBy(one => one.Kind).OrderBy(of => of.Key).Select(of => $"{of.Key} {of.Count()}")];
        Assert.Equal(Enum.GetValues<RecordKind>().Length, Kinds(from).Count);
        Assert.Equal(Kinds(from), Kinds(to));
        Assert.Equal(Statements(await Day(store.Data)), Statements(await Day(copy)));
        Assert.Contains((await Day(copy)).Statements, one => one.Lines.Any(line => line.IsHousehold));

        // No word of any column of a record or an id is one of the source's, but days, codes of the standards and words that mean a role.
        static IEnumerable<string> Words(FairloadDb db) => db.Records.AsNoTracking().AsEnumerable().Where(one => (int)one.Kind is >= 30 and not 36 and not 33)
            .SelectMany(one => new[] { one.Key, one.Team, one.Code, one.Detail, one.Ref, one.Extra }).OfType<string>();
        Assert.NotEmpty(Words(from));
        Assert.Empty(Words(from).Intersect(Words(to)));
        SqliteConnection.ClearPool((SqliteConnection)to.Database.GetDbConnection());
    }

    [Fact]
    public async Task The_copy_of_the_synthetic_council_has_its_figures_and_no_row_that_can_be_joined()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var folder = Path.Combine(store.Folder, "files");
        SyntheticCouncil.Write(folder);
        store.Time.Now = new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);
        await new ImportFiles(store.Data, store.Time).Run(new ImportRequest([folder]), null, default);
        var path = Path.Combine(store.Folder, "copy.db");
        await Copy(store).Run(CanaryCouncil.Council(store), path, "admin", default);

        var copy = await DataStore.Open(path, create: false);
        var (before, after) = (await Day(store.Data), await Day(copy));
        Assert.True(before.Totals.Cases > 500);
        Assert.Equal(
            (before.Totals.Workers, before.Totals.Cases, before.Totals.Children, before.Totals.Points, before.Totals.Percent, before.Unallocated),
            (after.Totals.Workers, after.Totals.Cases, after.Totals.Children, after.Totals.Points, after.Totals.Percent, after.Unallocated));
        Assert.Equal(before.Totals.Levels, after.Totals.Levels);
        Assert.Equal(Statements(before), Statements(after));
        Assert.NotEqual(before.Day, after.Day);

        // One who has the source joins the copy on all that should tell people apart.
        using var from = store.Data.Db();
        using var to = copy.Db();
        Assert.Empty(Both(from, to, db => db.Identities.Select(one => one.SourceId)));
        Assert.Empty(Both(from, to, db => db.Records.Select(one => one.Key)));
        Assert.Empty(Both(from, to, db => db.Records.Where(one => one.Team != null).Select(one => one.Team!)));
        Assert.Empty(Both(from, to, db => db.Records.Where(one => one.Kind != RecordKind.CinEpisode && one.Ref != null).Select(one => one.Ref!)));
        Assert.Empty(Both(from, to, db => db.Records.Where(one => (one.Kind == RecordKind.Worker || one.Kind == RecordKind.Post || one.Kind == RecordKind.Team) && one.Detail != null).Select(one => one.Detail!)));

        // The dates of many records of a child together are as good as an id (few may be another's by chance); so would be a birthday with the rank of the id.
        static IEnumerable<string> Histories(FairloadDb db) => db.Records.AsNoTracking().Where(one => one.Child != null && one.Kind != RecordKind.Child && one.From != null)
            .Select(one => new { one.Child, one.From }).AsEnumerable().GroupBy(one => one.Child).Where(one => one.Count() > 20)
            .Select(one => string.Join(',', one.Select(row => row.From!.Value.DayNumber).Order()));
        Assert.Empty(Histories(from).Intersect(Histories(to)));
        static List<(string Id, DateOnly? Born)> Births(FairloadDb db) => [.. db.Records.AsNoTracking().Where(one => one.Kind == RecordKind.Child)
            .Join(db.Identities, one => one.Child, id => id.Number, (one, id) => new { id.SourceId, one.From }).AsEnumerable()
            .OrderBy(one => one.SourceId, StringComparer.Ordinal).Select(one => (one.SourceId, one.From))];
        var (births, copied) = (Births(from), Births(to));
        var shift = after.Day.DayNumber - before.Day.DayNumber;
        Assert.Equal(births.Count, copied.Count);
        Assert.True(births.Zip(copied).Count(pair => Near(pair.First.Born, pair.Second.Born, shift)) < births.Count / 20);
        Assert.True(births.Select(one => one.Born?.AddDays(shift)).Zip(copied.Select(one => one.Born)).Count(pair => pair.First == pair.Second) < births.Count / 20);
        SqliteConnection.ClearPool((SqliteConnection)to.Database.GetDbConnection());
    }

    private static bool Near(DateOnly? born, DateOnly? copied, int shift) =>
        born is { } one && copied is { } other && Math.Abs(one.DayNumber + shift - other.DayNumber) <= 31;

    private static IEnumerable<string> Both(FairloadDb from, FairloadDb to, Func<FairloadDb, IQueryable<string>> values) => values(from).ToHashSet().Intersect(values(to).ToHashSet());

    private static IEnumerable<string> Statements(WorkloadDay day) => day.Statements
        .Select(one => $"{one.Cases} {one.Workload.Hundredths} {one.Capacity?.Hundredths} {one.Families} {one.Exception} {string.Join(',', one.Levels.Values)}").Order(StringComparer.Ordinal);

    private static async Task<WorkloadDay> Day(DataStore store)
    {
        var workloads = Workloads(store);
        return await workloads.Day(await workloads.Council(null, default), null, null, default);
    }

    private static PseudonymisedCopy Copy(TestStore store) => new(store.Data, Workloads(store.Data), store.Time);

    private static Fairload.App.Workloads.Workloads Workloads(DataStore store) => new(new CaseloadCache(new CaseloadLoader(store)), store);
}
