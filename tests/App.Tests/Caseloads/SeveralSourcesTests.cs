using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Time;
using Fairload.Core.Workload;

namespace Fairload.App.Tests.Caseloads;

/// <summary>Two sources tell of the same children, plans and people.</summary>
public sealed class SeveralSourcesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_plan_that_two_sources_give_counts_once_and_of_the_one_that_leads(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var caseload = await Load(store);
        var plan = Assert.Single(caseload[RecordKind.CpPlan].All.ToArray());
        Assert.Equal(("PL1", new DateOnly(2026, 2, 5)), (plan.Key, plan.FromDay));
        Assert.Equal(Source.Ssd, caseload.Supplies.Single(supply => supply.Kind == RecordKind.CpPlan).Source);

        Assert.Null(await new SetLead(store.Data, store.Time).Run(1, Source.AnnexA, null, "Davy", default));
        plan = Assert.Single((await Load(store))[RecordKind.CpPlan].All.ToArray());
        Assert.Equal(new DateOnly(2026, 2, 1), plan.FromDay);
        Assert.Equal(4, store.Version());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_said_of_a_child_comes_from_the_first_source_that_knows_the_child(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var caseload = await Load(store);
        // P1 is in both and born on the dataset's day; P9 is in the workbook alone.
        Assert.Equal(["P1", "P2", "P9"], caseload.Children.Select(child => child.Id));
        Assert.Equal(new DateOnly(2015, 4, 2), caseload.Children[caseload.FindChild("P1")!.Value].BornOn);
        Assert.Equal("FR", caseload.Children[caseload.FindChild("P1")!.Value].Initials);
        Assert.Null(caseload.Children[caseload.FindChild("P9")!.Value].Initials);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Before_the_first_workbook_a_child_is_held_by_whom_another_source_says(StoreEngine engine)
    {
        await using var store = await Council(engine);
        Assert.Null(await new SetLead(store.Data, store.Time).Run(1, Source.AnnexA, null, "Davy", default));
        var caseload = await Load(store);

        // The dataset has I1 of P1 from 6 January 2026; the workbook is of 31 March, and knows no day before.
        var child = caseload.FindChild("P1")!.Value;
        var held = caseload[RecordKind.Involvement].All.ToArray().Where(row => row.Child == child).OrderBy(row => row.FromDay).ToList();
        Assert.Equal(
            [("I1", new DateOnly(2026, 1, 6), new DateOnly(2026, 3, 31)), ("of the workbook", new DateOnly(2026, 3, 31), (DateOnly?)null)],
            held.Select(row => (IsOfWorkbook(row.Key) ? "of the workbook" : row.Key, row.FromDay!.Value, row.UntilDay)));
        Assert.All(caseload[RecordKind.Involvement].All.ToArray().Where(row => !IsOfWorkbook(row.Key)), row => Assert.True(row.UntilDay <= new DateOnly(2026, 3, 31)));

        static bool IsOfWorkbook(string? key) => key!.Contains('|', StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_child_whom_only_a_source_that_does_not_lead_says_is_held_is_named_in_data_quality(StoreEngine engine)
    {
        await using var store = await Council(engine);
        // The dataset leads and knows no P9; the workbook, a day newer, says that Ada Quill holds P9, and P1 whom the dataset has too.
        var caseload = await Load(store);
        var found = Assert.Single(Elsewhere(caseload).Rows);
        Assert.Equal(
            ("P9", "annex-a", "Ada Quill"), (caseload.Children[found.Child].Id, found.Name, caseload.Workers[found.Worker].Name));

        // Where the workbook leads, the dataset is older: what only it says may be closed since.
        Assert.Null(await new SetLead(store.Data, store.Time).Run(1, Source.AnnexA, null, "Davy", default));
        Assert.Empty(Elsewhere(await Load(store)).Rows);

        static QualityFinding Elsewhere(Caseload caseload) => DataQuality.Of(WorkloadDay.On(
            caseload, new DateOnly(2026, 3, 31), SchemeReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemes", "hundred-point.json")))))[QualityIssue.HeldElsewhere];
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_people_who_set_the_leading_source_the_second_changes_nothing_unseen(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var set = new SetLead(store.Data, store.Time);
        Assert.Null(await set.Run(1, Source.AnnexA, null, "Davy", default));
        var version = store.Version();
        Assert.Equal(Source.AnnexA, (await set.Run(1, Source.Ssd, null, "Dana", default))!.Source);
        Assert.Equal(version, store.Version());
        var now = await set.Now(1, default);
        Assert.Null(await set.Run(1, null, now.Version, "Dana", default));
        Assert.Null((await set.Now(1, default)).Source);
    }

    /// <summary>The dataset has a plan of P1 from 5 February; a later workbook has one from 1 February, and a child in need P9.</summary>
    private static async Task<TestStore> Council(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-30");
        var path = AnnexAWorkbook.Write(store.Folder, "annex.xlsx", [("P9", "Team One", "Ada Quill")], [("P1", "01/02/2026", "Team One", "Ada Quill")]);
        await store.Import(path, "2026-03-31");
        await store.Import(path, "2026-03-31");
        await store.Import(ssd.Change("ssd_cp_plans", 0, "cppl_referral_id", "R2").Write(), "2026-03-30");
        return store;
    }

    private static async Task<Caseload> Load(TestStore store) =>
        (await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default)).Caseload;
}
