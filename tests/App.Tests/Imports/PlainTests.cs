using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Imports.Plain;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using FactAttribute = Xunit.FactAttribute;

namespace Fairload.App.Tests.Imports;

public sealed class PlainTests
{
    internal static readonly string Samples = Path.Combine(Root(), "tests/samples/plain");

    public static TheoryData<string> Kinds => [.. PlainTables.All.Select(table => table.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_kind_loads_changes_nothing_the_second_time_and_withdraws_what_is_gone(string kind)
    {
        await using var store = await Small();
        var report = await store.Import(Sample(kind));
        // S1, the parent of a team in the sample, has no row of its own there and is made.
        var rows = File.ReadAllLines(Sample(kind)).Length - 1;
        var made = kind == "teams" ? 1 : 0;
        Assert.DoesNotContain(report.Problems, problem => problem.Severity == Severity.Error);
        Assert.Equal((kind, rows, rows + made, 0L), (report.Kind, report.Files[0].Rows, report.Files[0].Added, report.Files[0].Rejected));

        var before = store.State();
        var again = await store.Import(Sample(kind));
        Assert.False(again.ChangedAnything);
        Assert.Equal(before, store.State());

        var fewer = Path.Combine(store.Folder, "fewer.csv");
        File.WriteAllLines(fewer, File.ReadAllLines(Sample(kind))[..^1]);
        Assert.Equal(1, (await store.Import(fewer)).Files[0].Withdrawn);
    }

    [Fact]
    public async Task Rows_hold_what_the_documentation_says()
    {
        await using var store = await Small();
        foreach (var kind in PlainTables.All)
        {
            await store.Import(Sample(kind.Name));
        }

        using var db = store.Data.Db();
        var (ada, ben) = (db.Identities.Single(one => one.SourceId == "W1").Number, db.Identities.Single(one => one.SourceId == "W2").Number);
        var (faye, gwen) = (db.Identities.Single(one => one.SourceId == "P1").Number, db.Identities.Single(one => one.SourceId == "P2").Number);
        IEnumerable<string> Of(RecordKind kind, Source source) => db.Records.Where(one => one.Kind == kind && one.Source == source).AsEnumerable()
            .Select(one => FormattableString.Invariant($"{one.Child}/{one.Worker} {one.Team} {one.From:O} {one.Until:O} {one.Due:O} {one.Code} {one.Detail} {one.Ref}")).Order(StringComparer.Ordinal);

        // Ada is E1 to the staff file, W1 to the case system; Ben's Social Work England number is SW200.
        Assert.Equal(
            [$"/ T9 2026-01-05   short-break  H3", $"/{ada} T9 2025-01-06  2019-05-01 mainstream  H1", $"/{ada} T9 2026-02-01  2024-11-15 connected  H2", $"/{ben} T9 2024-11-15 2026-02-01 2024-11-15 connected  H2"],
            Of(RecordKind.CarerHousehold, Source.Carers));
        Assert.Equal(
            [$"{faye}/  2026-03-10   case management  AB26C00001", $"{faye}/  2026-07-14   final  AB26C00001"],
            Of(RecordKind.Hearing, Source.Hearings));
        Assert.Equal(
            [$"{faye}/{ada}    2026-03-30 core group  ", $"{faye}/{ada}  2026-02-16  2026-02-15 core group  ", $"{gwen}/    2026-04-20 CIN review  "],
            Of(RecordKind.Meeting, Source.Meetings));
        // A last day that somebody typed is the last one covered, so the next is kept.
        Assert.Equal([$"/{ada}  2026-04-06 2026-04-11  leave  ", $"/{ben}  2026-03-02   sickness  "], Of(RecordKind.Absence, Source.Absences));
        Assert.Equal([$"{faye}/{ada}  2026-03-02 2026-03-05  CP visit  ", $"{gwen}/{ben}  2026-03-20   CLA visit  "], Of(RecordKind.Recording, Source.Recording));
        Assert.Equal([$"{faye}/{ada}  2026-02-27   Good  ", $"{gwen}/{ben}  2026-03-13   Requires improvement  "], Of(RecordKind.Audit, Source.Audits));
        Assert.Equal(["/      Care services ", "/      Fostering S2", "/      S1 ", "/      Safeguarding North S1"], Of(RecordKind.Team, Source.Teams));
        Assert.Equal(["/     co-worker Second Social Worker ", "/     none Advocate ", "/     social-work Key Worker "], Of(RecordKind.Role, Source.Roles));
    }

    [Fact]
    public async Task Carers_are_cases_and_roles_and_teams_say_what_the_case_system_means()
    {
        await using var store = await Small();
        using (var ssd = SsdFolder.Small()
            .Add("ssd_involvements", "I4,P1,W2,2026-02-10,,key worker,T1,,")
            .Add("ssd_involvements", "I5,P1,W1,2026-02-10,,Advocate,T1,,")
            .Add("ssd_involvements", "I6,P1,W1,2026-02-10,,Panel Adviser,T1,,"))
        {
            await store.Import(ssd.Write());
        }

        Assert.Equal(["W1 P1 social-work", "W1 P2 social-work"], Lines(await On(store, new DateOnly(2026, 3, 31))));
        foreach (var kind in new[] { "teams", "roles", "carers" })
        {
            await store.Import(Sample(kind));
        }

        // A key worker leads by the council's word, and started last; an advocate is nobody's holder and no question; H2 changed hands on
        // 1 February, H3 has nobody.
        var march = await On(store, new DateOnly(2026, 3, 31));
        Assert.Equal(["W1 H1 carer", "W1 H2 carer", "W1 P2 social-work", "W2 P1 social-work"], Lines(march));
        Assert.Equal(["Panel Adviser 1"], march.OtherRoles.Select(role => $"{march.Caseload.Codes[role.Key]} {role.Value}"));
        Assert.Equal(["W1 H1 carer", "W1 P1 social-work", "W2 H2 carer", "W2 P2 social-work"], Lines(await On(store, new DateOnly(2026, 1, 31))));
        Assert.Equal(
            ["S1: S1 in -", "S2: Care services in -", "T1: Safeguarding North in S1", "T9: Fostering in S2"],
            march.Caseload.Teams.Select(team => $"{team.Id}: {team.Name} in {(team.Parent < 0 ? "-" : march.Caseload.Teams[team.Parent].Id)}"));
    }

    [Fact]
    public async Task A_role_that_the_file_no_longer_names_means_what_it_usually_means()
    {
        await using var store = await Small();
        await store.Import(Written(store, "role,function\nALLOC,none\nX,student"));
        Assert.Empty(Lines(await On(store, new DateOnly(2026, 3, 31))));
        await store.Import(Written(store, "role,function\nX,student"));
        Assert.Equal(["W1 P1 social-work", "W1 P2 social-work"], Lines(await On(store, new DateOnly(2026, 3, 31))));
    }

    [Theory]
    [InlineData("carers", "household_id,start\n,2026-01-01", "household_id", true)]
    [InlineData("carers", "household_id,start\nH1,soon", "start", true)]
    [InlineData("hearings", "child_id,hearing_date\nNOBODY,2026-01-01", "child_id", true)]
    [InlineData("meetings", "child_id,meeting_type,held_date\nP1,,2026-01-01", "meeting_type", true)]
    [InlineData("absences", "worker_id,first_day,last_day\nE1,2026-01-31,2026-01-30", "last_day", false)]
    [InlineData("recording", "child_id,visit_date,written_up_date\nP1,2026-01-31,2026-01-30", "written_up_date", false)]
    [InlineData("audits", "child_id,audit_date,audit_outcome,worker_id\nP1,2026-01-31,Good,Q7", "worker_id", false)]
    [InlineData("roles", "role,function\nKey Worker,social worker", "function", true)]
    [InlineData("teams", "team_id,name,parent_id\n,North,S1", "team_id", true)]
    public async Task A_bad_value_is_told_in_one_sentence_with_its_row_and_column(string kind, string csv, string column, bool isLeftOut)
    {
        await using var store = await Small();
        var report = await store.Import(Written(store, csv));
        var problem = Assert.Single(report.Problems);
        Assert.Equal((kind, 2, column, isLeftOut), (report.Kind, problem.Row, problem.Column, problem.Severity == Severity.Error));
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.Equal(isLeftOut ? 1 : 0, report.Files[0].Rejected);
    }

    [Fact]
    public async Task A_visit_that_was_written_up_before_it_was_made_is_said_to_be_so()
    {
        await using var store = await Small();
        var report = await store.Import(Written(store, "child_id,visit_date,written_up_date\nP1,2026-01-31,2026-01-30"));
        Assert.Equal("The visit was written up before it was made: one of the two days is wrong.", Assert.Single(report.Problems).Message);
    }

    [Fact]
    public async Task Why_somebody_is_away_is_neither_kept_nor_shown()
    {
        await using var store = await Small();
        var report = await store.Import(Written(store, "worker_id,first_day,absence_type,notes\nE1,2026-01-05,bereavement,her mother\nE1,2026-02-02,Sickness,"));
        Assert.DoesNotContain("bereavement", report.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("mother", report.ToJson(), StringComparison.Ordinal);
        using var db = store.Data.Db();
        Assert.Equal([null, "sickness"], db.Records.Where(one => one.Kind == RecordKind.Absence).OrderBy(one => one.From).Select(one => one.Code));
    }

    [Theory]
    [InlineData("child_id,hearing_type,court_reference\nP1,final,X", "hearings", "hearing_date")]
    [InlineData("worker_id,absence_type,last_day\nE1,leave,2026-01-01", "absences", "first_day")]
    [InlineData("household_type,approved_date,worker_id\nmainstream,2026-01-01,E1", "carers", "household_id")]
    public async Task A_file_without_a_column_that_is_needed_is_refused_by_its_name(string csv, string kind, string column)
    {
        await using var store = await Small();
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Written(store, csv)));
        Assert.Contains(kind, refused.Message, StringComparison.Ordinal);
        Assert.Contains(column, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker_id,start", "W1,2026-01-01", "staff")]
    [InlineData("worker_id,start,fte", "W1,2026-01-01,0.5", "staff")]
    [InlineData("worker_id,start,name", "W1,2026-01-01,Ann Lee", "staff")]
    [InlineData("team_id", "T1", "teams")]
    [InlineData("worker_id,first_day", "W1,2026-01-01", "absences")]
    [InlineData("household_id,start", "H1,2026-01-01", "carers")]
    public async Task A_file_with_the_columns_that_are_needed_and_no_other_is_known(string header, string row, string kind)
    {
        await using var store = await Small();
        var report = await store.Import(Written(store, header + "\n" + row + "\n"));
        Assert.Equal((kind, 1L, 0L), (report.Kind, report.Files[0].Rows, report.Files[0].Rejected));
    }

    [Theory]
    [InlineData("name,start,until\nCornwall,2026-08-01,2026-08-15\n")]
    [InlineData("name,role\nAnn,cook\n")]
    [InlineData("worker_id,hotel\nW1,Grand\n")]
    public async Task A_file_of_everyday_words_is_nobodys_unless_a_person_says_what_it_is(string csv)
    {
        await using var store = await Small();
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Written(store, csv)));
        Assert.Contains("is not a file that Fairload knows", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Written(store, csv), with: request => request with { Kind = "staff" }));
        Assert.Contains("looks like staff but has no column ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whom_no_file_names_yet_is_the_one_that_the_staff_file_brings_later()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(Written(store, "worker_id,first_day,last_day\nE1,2026-01-05,2026-01-06\nSW200,2026-01-05,2026-01-06"));
        using var ssd = SsdFolder.Small().WithStaff();
        await store.Import(ssd.Write());
        using var db = store.Data.Db();
        var posts = db.Records.Where(one => one.Kind == RecordKind.Post).Select(one => one.Worker).Order().ToList();
        Assert.Equal(posts, db.Records.Where(one => one.Kind == RecordKind.Absence).Select(one => one.Worker).Order());
    }

    private static async Task<TestStore> Small()
    {
        var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().WithStaff();
        await store.Import(ssd.Write());
        return store;
    }

    private static async Task<CaseList> On(TestStore store, DateOnly day) =>
        CaseList.On((await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default)).Caseload, day);

    private static IEnumerable<string> Lines(CaseList cases) => Enumerable.Range(0, cases.Count)
        .Select(line => $"{cases.Caseload.Workers[cases.Worker[line]].Id} {cases.Caseload.Children[cases.Child[line]].Id} {cases.Function[line].Word()}").Order(StringComparer.Ordinal);

    private static string Sample(string kind) => Path.Combine(Samples, kind + ".csv");

    private static string Written(TestStore store, string csv)
    {
        var path = Path.Combine(store.Folder, "given.csv");
        File.WriteAllText(path, csv + "\n");
        return path;
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Fairload.slnx")))
        {
            at = Path.GetDirectoryName(at)!;
        }

        return at;
    }
}
