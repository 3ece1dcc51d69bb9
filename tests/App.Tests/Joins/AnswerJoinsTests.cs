using Fairload.App.Caseloads;
using Fairload.App.Joins;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Time;

namespace Fairload.App.Tests.Joins;

public sealed class AnswerJoinsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_of_the_same_team_is_joined_and_one_of_another_team_is_asked_about(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var asked = Assert.Single(await Asked(store));
        Assert.Equal(("Quill, Ada", "Team Two", JoinState.Open), (asked.Name, asked.Team, asked.State));
        Assert.Equal(["ada quill @ team two: P9", "W1: P8"], await Held(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_gives_the_cases_to_the_worker_and_the_next_workbook_keeps_it(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var (asked, version) = (Assert.Single(await Asked(store)), store.Version());
        Assert.Empty(await Joins(store).Run(1, [new JoinAnswer(asked.Id, Number(store, "W1"), asked.Version)], "Davy", default));
        Assert.Equal(version + 1, store.Version());
        Assert.Equal(["W1: P8 P9"], await Held(store));
        Assert.Equal((JoinState.Same, "Davy"), Assert.Single(await Asked(store)) is var now ? (now.State, now.Who) : default);

        await Workbook(store, "2026-04-01");
        Assert.Equal(["W1: P8 P9"], await Held(store));
        using var db = store.Data.Db();
        var entry = db.Audit.Single(one => one.Action == "answer join");
        Assert.Contains("Open", entry.Before, StringComparison.Ordinal);
        Assert.Contains("E1", entry.After, StringComparison.Ordinal);
        Assert.Equal(JoinState.Same, db.JoinQuestions.Single(one => one.SourceId == asked.Id).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_the_audit_entry_of_an_answer_holds_no_name_and_is_found_and_erased_all_the_same(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await Workbook(store, "2026-03-31");
        var asked = await Joins(store).All(1, default);
        await Joins(store).Run(1, [new JoinAnswer(asked[1].Id, asked[0].Own, asked[1].Version)], "Davy", default);
        using (var db = store.Data.Db())
        {
            var entry = db.Audit.Single(one => one.Action == "answer join");
            Assert.DoesNotContain("quill", entry.SubjectId + entry.Before + entry.After, StringComparison.OrdinalIgnoreCase);
            var access = new SubjectAccess(store.Data, new Fairload.App.Workloads.Workloads(new CaseloadCache(new CaseloadLoader(store.Data)), store.Data), store.Time);
            var file = await access.Run(db.Councils.Single(), Subject.Worker, asked[1].Id, "Asked", "admin", default);
            Assert.Contains(file.Audit, one => one.What == "answer join" && one.Values.Any(value => value.Value == entry.SubjectId && value.About == SubjectAccess.ThePerson));

            // It is the id that the name has once only initials are kept.
            await new KeepNames(store.Data, store.Time).Run(db.Councils.Single(), NamesKept.Initials, "admin", default);
            Assert.Contains(entry.SubjectId, db.Identities.Select(one => one.SourceId).ToList());
        }

        await using var other = await TestStore.Open(engine);
        await Workbook(other, "2026-03-31");
        asked = await Joins(other).All(1, default);
        await Joins(other).Run(1, [new JoinAnswer(asked[1].Id, asked[0].Own, asked[1].Version)], "Davy", default);
        using var after = other.Data.Db();
        await new ErasePeople(other.Data, other.Time).Run(after.Councils.Single(), Subject.Worker, asked[0].Id, "Dana", "Left", "admin", default);
        Assert.DoesNotContain(after.Audit, one => one.Action == "answer join");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_is_taken_back_gives_the_name_its_own_cases_again(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var asked = Assert.Single(await Asked(store));
        var before = store.State();
        await Joins(store).Run(1, [new JoinAnswer(asked.Id, Number(store, "W1"), asked.Version)], "Davy", default);
        Assert.Empty(await Joins(store).Run(1, [new JoinAnswer(asked.Id, null, asked.Version + 1)], "Davy", default));
        Assert.Equal(["ada quill @ team two: P9", "W1: P8"], await Held(store));
        Assert.Equal(before, store.State());

        await Workbook(store, "2026-04-01");
        Assert.Equal(["ada quill @ team two: P9", "W1: P8"], await Held(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_people_who_answer_the_second_changes_nothing_unseen(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var asked = Assert.Single(await Asked(store));
        await Joins(store).Run(1, [new JoinAnswer(asked.Id, null, asked.Version)], "Davy", default);
        var version = store.Version();
        var conflict = Assert.Single(await Joins(store).Run(1, [new JoinAnswer(asked.Id, Number(store, "W1"), asked.Version)], "Dana", default)).Value;
        Assert.Equal((JoinState.Other, "Davy"), (conflict.State, conflict.Who));
        Assert.Equal(version, store.Version());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_worker_who_is_not_known_is_refused_and_nothing_changes(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var asked = Assert.Single(await Asked(store));
        var before = (store.Version(), store.State());
        await Assert.ThrowsAsync<Refused>(() => Joins(store).Run(1, [new JoinAnswer(asked.Id, 9999, asked.Version)], "Davy", default));
        Assert.Equal(before.Item1, store.Version());
        Assert.Equal(before.Item2, store.State());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_that_somebody_said_is_nobody_else_is_no_finding_any_more(StoreEngine engine)
    {
        await using var store = await Council(engine);
        var asked = Assert.Single(await Asked(store));
        Assert.Equal([asked.Id], (await Load(store)).Workers.Where(worker => worker.IsNameOnly).Select(worker => worker.Id));
        await Joins(store).Run(1, [new JoinAnswer(asked.Id, null, asked.Version)], "Davy", default);
        Assert.DoesNotContain((await Load(store)).Workers, worker => worker.IsNameOnly);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_names_that_only_a_workbook_knows_may_be_one_worker_and_the_next_workbook_loads(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await Workbook(store, "2026-03-31");
        var asked = await Joins(store).All(1, default);
        Assert.Equal(["Team One", "Team Two"], asked.Select(one => one.Team));
        await Joins(store).Run(1, [new JoinAnswer(asked[1].Id, asked[0].Own, asked[1].Version)], "Davy", default);
        await Workbook(store, "2026-04-01");
        Assert.Equal("P8 P9", Assert.Single(await Held(store)).Split(": ")[1]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_does_not_matter_whether_the_workbook_or_the_staff_file_came_first(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await Workbook(store, "2026-03-31");
        using var ssd = SsdFolder.Small().WithStaff().Add("ssd_department", "T2,Team Two,,");
        await store.Import(ssd.Write());
        Assert.Contains((await Joins(store).All(1, default)).Where(one => one.State == JoinState.Open), one => one.Team == "Team Two");
    }

    /// <summary>Ada Quill (W1, E1) is in Team One. The workbook has a child P8 with her there, and P9 with an Ada Quill of Team Two.</summary>
    private static async Task<TestStore> Council(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small().WithStaff().Add("ssd_department", "T2,Team Two,,");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            ssd.Remove("ssd_involvements", 0);
        }

        await store.Import(ssd.Without("ssd_involvements").Add("ssd_involvements", "I9,P1,W2,2020-01-01,2020-02-01,ALLOC,T1,,", "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team,invo_worker_change_reason,invo_referral_id").Write());
        using (var db = store.Data.Db())
        {
            db.Settings.Add(new Setting { Council = 1, Key = Leads.SettingKey, Value = "[\"annex-a\"]" });
            db.SaveChanges();
        }

        await Workbook(store, "2026-03-31");
        return store;
    }

    private static Task<Fairload.App.Imports.ImportReport> Workbook(TestStore store, string day) => store.Import(
        AnnexAWorkbook.Write(store.Folder, $"annex {day}.xlsx", [("P8", "Team One", "Ada Quill")], [("P9", "01/02/2026", "Team Two", "Quill, Ada")]), day);

    private static AnswerJoins Joins(TestStore store) => new(store.Data, store.Time);

    /// <summary>What no rule has said: the questions, and the answers of people.</summary>
    private static async Task<IEnumerable<NamedWorker>> Asked(TestStore store) => (await Joins(store).All(1, default)).Where(one => !one.IsByRule);

    private static int Number(TestStore store, string id)
    {
        using var db = store.Data.Db();
        return db.Identities.Single(one => one.Subject == Subject.Worker && one.System == Identity.Ssd && one.SourceId == id).Number;
    }

    private static async Task<Caseload> Load(TestStore store) =>
        (await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default)).Caseload;

    private static async Task<IEnumerable<string>> Held(TestStore store)
    {
        var caseload = await Load(store);
        var cases = CaseList.On(caseload, caseload.ExtractDate!.Value);
        return Enumerable.Range(0, cases.Count)
            .GroupBy(line => caseload.Workers[cases.Worker[line]].Id, line => caseload.Children[cases.Child[line]].Id)
            .Select(held => $"{held.Key}: {string.Join(' ', held.Order(StringComparer.Ordinal))}").Order(StringComparer.OrdinalIgnoreCase);
    }
}
