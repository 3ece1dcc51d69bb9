using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Joins;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests.Privacy;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Imports;

/// <summary>Who a name stands for depends on which files came, and not on when or in how many commands.</summary>
public sealed class KnownNamesTests
{
    private const string Posts = "worker_id,swe_number,name,team_id,fte,start,until\n";
    private static readonly (string Key, string Name, string Text) Teams = ("teams", "teams.csv", "team_id,name,parent_id\nT1,Team One,S\nT2,Team Two,S\n");
    private static readonly (string Key, string Name, string Text) Staff = ("staff", "staff.csv", Posts + "E1,SW1,Ann Lee,T1,0.5,2024-01-01,\n");

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_name_is_joined_in_whatever_order_teams_staff_and_annex_a_come(StoreEngine engine)
    {
        string[] expected = ["? ann lee @ team two", "E1 0.5: C1 C2", "ann lee @ team two none: C4"];
        foreach (var order in Orders(["teams", "staff", "annex"]))
        {
            await using var store = await TestStore.Open(engine);
            foreach (var file in order)
            {
                await store.Import(File(store, file));
            }

            Assert.Equal((string.Join(' ', order), string.Join('\n', expected)), (string.Join(' ', order), string.Join('\n', await Stands(store))));
            var state = store.State();
            foreach (var file in order)
            {
                await store.Import(File(store, file));
            }

            Assert.Equal(state, store.State());
        }

        await using var together = await TestStore.Open(engine);
        string[] all = [File(together, "annex"), File(together, "staff"), File(together, "teams")];
        await together.Import(all[0], with: request => request with { Paths = all });
        Assert.Equal(expected, await Stands(together));
        using var db = together.Data.Db();
        Assert.Equal("ann lee @ team two", db.JoinQuestions.Single(one => one.State == JoinState.Open).SourceId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_question_that_a_staff_file_answers_is_open_again_when_that_file_is_undone_and_not_when_a_later_one_is(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(File(store, "teams"));
        await store.Import(File(store, "annex"));
        var before = (State(store), await Stands(store));
        await store.Import(File(store, "staff"));
        await store.Import(File(store, "teams"));
        var after = State(store);
        await Undo(store);
        Assert.Equal(after, State(store));

        await using var other = await TestStore.Open(engine);
        await other.Import(File(other, "teams"));
        await other.Import(File(other, "annex"));
        await other.Import(File(other, "staff"));
        await Undo(other);
        Assert.Equal(before.Item1, State(other));
        Assert.Equal(before.Item2, await Stands(other));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_worker_who_moves_team_keeps_the_name_in_whatever_order_the_weeks_come(StoreEngine engine)
    {
        var before = (Day: "2026-03-08", Staff: "E1,SW1,Ann Lee,T1,0.5,2024-01-01,\n", Team: "T1");
        var after = (Day: "2026-03-15", Staff: "E1,SW1,Ann Lee,T1,0.5,2024-01-01,2026-03-10\nE1,SW1,Ann Lee,T2,0.5,2026-03-10,\n", Team: "T2");
        foreach (var order in Orders([0, 1, 2, 3]))
        {
            await using var store = await TestStore.Open(engine);
            foreach (var step in order)
            {
                var week = step < 2 ? before : after;
                await store.Import(step % 2 == 0 ? Csv(store, "staff.csv", Posts + week.Staff) : Annex(store, week.Day, ("C1", week.Team, "Ann Lee")), week.Day);
            }

            Assert.Equal((string.Join(' ', order), "E1 0.5: C1"), (string.Join(' ', order), string.Join('\n', await Stands(store))));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_namesake_who_has_left_makes_nothing_certain_and_both_may_be_the_one(StoreEngine engine)
    {
        await InEitherOrder(
            engine, "E1,SW1,Ann Lee,T1,0.5,2020-01-01,2021-01-01\nE2,SW2,Ann Lee,T2,1,2024-01-01,\n", [("C1", "T1", "Ann Lee")],
            async store =>
            {
                Assert.Equal(["? ann lee @ t1", "ann lee @ t1 none: C1"], await Stands(store));
                Assert.Equal(JoinState.Open, Assert.Single(await new AnswerJoins(store.Data, store.Time).All(1, default)).State);
            });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_initials_in_the_team_of_somebody_they_may_be_of_are_a_question_and_in_another_team_are_none(StoreEngine engine)
    {
        await InEitherOrder(
            engine, "E1,SW1,Ann Lee,T1,0.5,2024-01-01,\n", [("C1", "T1", "A. Lee"), ("C2", "T3", "A. Lee-Moss")],
            async store => Assert.Equal(["? a lee @ t1", "a lee @ t1 none: C1", "a lee moss @ t3 none: C2"], await Stands(store)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_registration_number_or_an_id_in_place_of_a_name_is_the_worker_who_has_it(StoreEngine engine)
    {
        await InEitherOrder(
            engine, "E1,SW1234567,Ann Lee,T1,0.5,2024-01-01,\n", [("C1", "T2", "SW1234567"), ("C2", "T2", "E1"), ("C3", "T2", "E9")],
            async store => Assert.Equal(["E1 0.5: C1 C2", "e9 @ t2 none: C3"], await Stands(store)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_of_one_name_in_one_team_neither_is_certain_whichever_file_came_first(StoreEngine engine)
    {
        await InEitherOrder(
            engine, "E1,SW1,Ann Lee,T1,0.5,2020-01-01,\nE2,SW2,Ann Lee,T1,1,2024-01-01,\n", [("C1", "T1", "Ann Lee")],
            async store => Assert.Equal(["? ann lee @ t1", "ann lee @ t1 none: C1"], await Stands(store)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_rule_joined_after_a_load_is_noted_undone_with_it_and_a_person_may_say_otherwise(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(File(store, "annex"));
        await store.Import(File(store, "staff"));
        var before = (State(store), await Stands(store));
        await store.Import(File(store, "teams"));
        var joins = new AnswerJoins(store.Data, store.Time);
        var noted = (await joins.All(1, default)).Single(one => one.Team == "Team One");
        Assert.Equal((JoinState.Same, JoinQuestion.ByRule, store.Time.Now.UtcDateTime), (noted.State, noted.Who, noted.When));

        await Undo(store);
        Assert.Equal(before.Item2, await Stands(store));
        Assert.Equal(before.Item1, State(store));

        await store.Import(File(store, "teams"));
        noted = (await joins.All(1, default)).Single(one => one.Team == "Team One");
        Assert.Equal(JoinState.Same, noted.State);
        Assert.Empty(await joins.Run(1, [new JoinAnswer(noted.Id, null, noted.Version)], "Davy", default));
        await store.Import(File(store, "teams"));
        await store.Import(File(store, "annex"));
        Assert.Equal("ann lee @ team one none: C1 C2", (await Stands(store)).Single(line => line.Contains("C1", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_whatever_a_rule_joined_is_noted_with_its_rule_and_import_and_the_import_counts_it(StoreEngine engine)
    {
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await TestStore.Open(engine);
            foreach (var file in order)
            {
                await store.Import(file == "annex" ? Annex(store, "2026-03-31", Written) : Csv(store, "staff.csv", Posts + WrittenPosts));
            }

            // Who with whom by which rule: all were joined by the second file, for before it there was nobody to join.
            var joined = (await new AnswerJoins(store.Data, store.Time).All(1, default)).Where(one => one.State == JoinState.Same).ToList();
            Assert.Equal(
                [
                    "1234 > 1234 Id 2", "ann lee @ t1 > E1 NameInTeam 2", "e2 @ t2 > E2 Id 2", "sw1234567 @ t2 > E3 Registration 2",
                ],
                joined.Select(one => $"{one.Id} > {IdOf(store, one.Now)} {one.Rule} {one.Import}").Order(StringComparer.Ordinal));
            Assert.All(joined, one => Assert.Equal((JoinQuestion.ByRule, store.Time.Now.UtcDateTime), (one.Who, one.When)));
            using var db = store.Data.Db();
            Assert.Equal([0, 4], db.Imports.OrderBy(run => run.Id).Select(run => run.Joined));
            Assert.Contains("\"joined\":4", db.Audit.Single(one => one.Action == "import files" && one.SubjectId == "2").After, StringComparison.Ordinal);

            // What stood joined before is joined once.
            await store.Import(Annex(store, "2026-04-01", Written), "2026-04-01");
            Assert.Equal(0, db.Imports.Single(run => run.Id == 3).Joined);
            Assert.Equal(4, db.JoinQuestions.Count(one => one.Import == 2));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_join_by_any_rule_can_be_taken_back_and_given_back_and_following_loads_keep_it(StoreEngine engine)
    {
        string[] together = ["1234 1: C5 C6", "E1 0.5: C1 C2", "E2 1: C3", "E3 1: C4"];
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await TestStore.Open(engine);
            async Task Load(string file, string day) =>
                await store.Import(file == "annex" ? Annex(store, day, Written) : Csv(store, "staff.csv", Posts + WrittenPosts), day);
            foreach (var file in order)
            {
                await Load(file, "2026-03-31");
            }

            Assert.Equal(together, await Stands(store));
            var joins = new AnswerJoins(store.Data, store.Time);
            var whole = (await joins.All(1, default)).ToDictionary(one => one.Id, one => one.Now);
            Assert.Empty(await joins.Run(1, [.. (await joins.All(1, default)).Select(one => new JoinAnswer(one.Id, null, one.Version))], "Davy", default));
            var numbers = Numbers(store);
            Assert.Equal(8, numbers.Values.Distinct().Count());
            var stands = await Stands(store);
            Assert.Equal(["C1 C2", "C3", "C4", "C5 C6"], stands.Select(line => line.Split(": ")[1]).Order(StringComparer.Ordinal));
            Assert.All(stands, line => Assert.Contains(" none: ", line, StringComparison.Ordinal));

            // Each file again, and on a later day, and the last of it undone: nobody is joined again.
            foreach (var (file, day) in new[] { ("staff", "2026-03-31"), ("annex", "2026-03-31"), ("annex", "2026-04-01"), ("staff", "2026-04-01") })
            {
                await Load(file, day);
                Assert.Equal(numbers, Numbers(store));
                Assert.Equal(stands, await Stands(store));
            }

            await Undo(store);
            Assert.Equal(numbers, Numbers(store));
            Assert.All(await joins.All(1, default), one => Assert.Equal((JoinState.Other, "Davy"), (one.State, one.Who)));

            Assert.Empty(await joins.Run(1, [.. (await joins.All(1, default)).Select(one => new JoinAnswer(one.Id, one.With, one.Version))], "Davy", default));
            Assert.Equal(together, await Stands(store));
            Assert.Equal(whole, (await joins.All(1, default)).ToDictionary(one => one.Id, one => one.Now));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_join_that_an_import_made_goes_when_the_import_is_undone_whichever_file_it_was(StoreEngine engine)
    {
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await TestStore.Open(engine);
            async Task Load(string file) =>
                await store.Import(file == "annex" ? Annex(store, "2026-03-31", Written) : Csv(store, "staff.csv", Posts + WrittenPosts));
            await Load(order[0]);
            var before = State(store);
            await Load(order[1]);
            await Undo(store);
            Assert.Equal(before, State(store));
            await Load(order[1]);
            Assert.Equal(4, (await new AnswerJoins(store.Data, store.Time).All(1, default)).Count(one => one.Import == 3));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_join_of_a_time_when_none_were_noted_is_noted_without_an_import(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(Csv(store, "staff.csv", Posts + WrittenPosts));
        await store.Import(Annex(store, "2026-03-31", Written));
        using var db = store.Data.Db();
        db.JoinQuestions.ExecuteDelete();
        await store.Import(Annex(store, "2026-04-01", Written), "2026-04-01");
        Assert.Equal(4, db.JoinQuestions.Count(one => one.State == JoinState.Same && one.Import == null && one.When == null && one.Rule != null));
        Assert.Equal(0, db.Imports.Single(run => run.Id == 3).Joined);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_where_initials_are_kept_an_id_in_place_of_a_name_is_joined_in_either_order_and_nothing_more_is_kept(StoreEngine engine)
    {
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await OfInitials(engine);
            foreach (var file in order)
            {
                await store.Import(file == "annex" ? Annex(store, "2026-03-31", Written) : Csv(store, "staff.csv", Posts + WrittenPosts));
            }

            // With names kept it is the same, but for the name.
            var stands = (await Stands(store)).Where(line => !line.StartsWith('?')).ToList();
            Assert.Equal(["1234 1: C5 C6", "E2 1: C3", "E3 1: C4"], stands.Where(line => !line.Contains("C1", StringComparison.Ordinal)));
            Assert.EndsWith(" none: C1 C2", stands.Single(line => line.Contains("C1", StringComparison.Ordinal)), StringComparison.Ordinal);
            var joins = new AnswerJoins(store.Data, store.Time);
            var joined = (await joins.All(1, default)).Where(one => one.IsByRule).ToList();
            Assert.Equal(
                ["1234 > 1234 Id 3", "E > E2 Id 3", "S > E3 Registration 3"],
                joined.Select(one => $"{one.Name} > {IdOf(store, one.Now)} {one.Rule} {one.Import}").Order(StringComparer.Ordinal));

            // An id in place of a name is kept as a name is: by fingerprint and initial.
            Assert.Empty(await ByteScan.Find(store, "e2 @ t2", "sw1234567 @ t2", "Ann Lee", "ann lee"));

            Assert.Empty(await joins.Run(1, [.. joined.Select(one => new JoinAnswer(one.Id, null, one.Version))], "Davy", default));
            var (numbers, apart) = (Numbers(store), await Stands(store));
            await store.Import(Csv(store, "staff.csv", Posts + WrittenPosts));
            await store.Import(Annex(store, "2026-04-01", Written), "2026-04-01");
            Assert.Equal(numbers, Numbers(store));
            Assert.Equal(apart, await Stands(store));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_initials_are_kept_an_id_that_two_workers_may_have_joins_neither(StoreEngine engine)
    {
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await OfInitials(engine);
            foreach (var file in order)
            {
                await store.Import(file == "annex"
                    ? Annex(store, "2026-03-31", ("C1", "T1", "e.2"))
                    : Csv(store, "staff.csv", Posts + "E-2,SW2,Bea Moss,T1,1,2024-01-01,\nE 2,SW3,Cal Nye,T1,1,2024-01-01,\n"));
            }

            Assert.DoesNotContain(await new AnswerJoins(store.Data, store.Time).All(1, default), one => one.IsByRule);
        }
    }

    /// <summary>A store with the teams, whose council keeps initials.</summary>
    private static async Task<TestStore> OfInitials(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        await store.Import(File(store, "teams"));
        await using var db = store.Data.Db();
        await new KeepNames(store.Data, store.Time).Run(db.Councils.Single(), NamesKept.Initials, "admin", default);
        return store;
    }

    /// <summary>A name in a team, an id and a registration number in place of names, and a number in two teams.</summary>
    private static (string Child, string Team, string Worker)[] Written =>
        [("C1", "T1", "Ann Lee"), ("C2", "T1", "Ann Lee"), ("C3", "T2", "E2"), ("C4", "T2", "SW1234567"), ("C5", "T1", "1234"), ("C6", "T2", "1234")];

    private const string WrittenPosts =
        "E1,SW1,Ann Lee,T1,0.5,2024-01-01,\nE2,SW2,Bea Moss,T1,1,2024-01-01,\nE3,SW1234567,Cal Nye,T1,1,2024-01-01,\n1234,SW4,Dee Orr,T1,1,2024-01-01,\n";

    private static string IdOf(TestStore store, int number)
    {
        using var db = store.Data.Db();
        return db.Identities.Single(one => one.Subject == Subject.Worker && one.System == Identity.Staff && one.Number == number).SourceId;
    }

    private static SortedDictionary<string, int> Numbers(TestStore store)
    {
        using var db = store.Data.Db();
        return new(db.Identities.AsNoTracking().Where(one => one.Subject == Subject.Worker).ToDictionary(one => one.System + " " + one.SourceId, one => one.Number));
    }

    private static async Task Undo(TestStore store)
    {
        await using var db = store.Data.Db();
        await new UndoImport(store.Data, store.Time).Run(db.Councils.Single(), null, "Davy", dryRun: false, default);
    }

    private static IEnumerable<string> State(TestStore store)
    {
        using var db = store.Data.Db();
        return
        [
            .. store.State(), .. db.Identities.AsNoTracking().AsEnumerable().Select(one => $"{one.System} {one.SourceId} {one.Number}").Order(StringComparer.Ordinal),
            .. db.JoinQuestions.AsNoTracking().AsEnumerable().Select(one => $"{one.SourceId} {one.State} {one.Who} {one.Number}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Who holds which children with which full-time equivalent on the latest day, and of whom it is asked who they are.</summary>
    private static async Task<string[]> Stands(TestStore store)
    {
        var caseload = (await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default)).Caseload;
        var workers = caseload.Workers;
        var day = new DateOnly(2026, 3, 31);
        var cases = CaseList.On(caseload, caseload.ExtractDate!.Value);
        var asked = (await new AnswerJoins(store.Data, store.Time).All(1, default)).Where(one => one.State == JoinState.Open).Select(one => "? " + one.Id);
        return
        [
            .. Enumerable.Range(0, cases.Count).GroupBy(line => cases.Worker[line], line => caseload.Children[cases.Child[line]].Id)
                .Select(held => $"{workers[held.Key].Id} {workers[held.Key].On(day).Fte?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}: {string.Join(' ', held.Order(StringComparer.Ordinal))}")
                .Concat(asked).Order(StringComparer.Ordinal),
        ];
    }

    private static string File(TestStore store, string which) => which switch
    {
        "teams" => Csv(store, Teams.Name, Teams.Text),
        "staff" => Csv(store, Staff.Name, Staff.Text),
        _ => Annex(store, "2026-03-31", ("C1", "Team One", "Ann Lee"), ("C2", "Team One", "Ann Lee"), ("C4", "Team Two", "Ann Lee")),
    };

    private static string Annex(TestStore store, string day, params (string Child, string Team, string Worker)[] held) =>
        AnnexAWorkbook.Write(store.Folder, $"annex {day}.xlsx", held, [("C9", "01/02/2026", "", "")]);

    private static string Csv(TestStore store, string name, string text)
    {
        var path = Path.Combine(store.Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Loads posts and a workbook, each first once, and looks at what stands.</summary>
    private static async Task InEitherOrder(StoreEngine engine, string posts, (string Child, string Team, string Worker)[] held, Func<TestStore, Task> look)
    {
        foreach (var order in Orders(["staff", "annex"]))
        {
            await using var store = await TestStore.Open(engine);
            foreach (var file in order)
            {
                await store.Import(file == "annex" ? Annex(store, "2026-03-31", held) : Csv(store, "staff.csv", Posts + posts));
            }

            await look(store);
        }
    }

    private static IEnumerable<T[]> Orders<T>(T[] of) =>
        of.Length < 2 ? [of] : of.SelectMany((one, i) => Orders<T>([.. of[..i], .. of[(i + 1)..]]).Select(rest => (T[])[one, .. rest]));
}
