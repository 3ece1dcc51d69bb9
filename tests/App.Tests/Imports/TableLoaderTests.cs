using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;

namespace Fairload.App.Tests.Imports;

/// <summary>What a table may do to what is on record.</summary>
public sealed class TableLoaderTests
{
    private const string Staff = "worker_id,swe_number,name,team_id,fte,band,role,start,until\n";
    private const string Census = "YearCensus,LEA,AgencyWorker,SWENo,FTE,OrgRole,RoleStartDate,RoleEndDate,FTE30,Cases30\n";
    private const string Episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_of_which_no_row_can_be_used_withdraws_nothing(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(Written(store, Staff + "W0,,Ada,T1,1,asye,case-holder,2025-01-01,\nW1,,Bob,T1,0.5,experienced,case-holder,2025-01-01,\n"));
        var before = store.State();
        var bad = Written(store, Staff + "W0,,Ada,T1,1,asye,case-holder,,\nW1,,Bob,T1,0.5,experienced,case-holder,soon,\n", "march.csv");
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(bad));
        Assert.Equal(("march.csv", 2, "start"), (refused.File, refused.Row, refused.Column));
        Assert.Equal(
            "march.csv (staff) has 2 rows, and none of them can be used: what is on record of it would be withdrawn. Mend the file and load it again; "
            + "the first is wrong in row 2, start: A value is needed here: the row was left out.",
            refused.Message);
        Assert.Equal(before, store.State());
        await Assert.ThrowsAsync<ImportRefused>(() => store.Import(bad, with: request => request with { DryRun = true }));

        // With one row that can be used, the file is what it says.
        var mended = await store.Import(Written(store, Staff + "W0,,Ada,T1,1,asye,case-holder,,\nW1,,Bob,T1,0.5,experienced,case-holder,2025-01-01,\n"));
        Assert.Equal((1L, 1L), (mended.Files[0].Rejected, mended.Files[0].Withdrawn));
    }

    [Theory]
    [InlineData("team_id,name\nT1,North", "team_id,name\n,North", "team_id")]
    [InlineData("role,function\nKey Worker,student", "role,function\nAdvocate,bogus", "function")]
    [InlineData("household_id,start\nH1,2026-01-01", "household_id,start\nH1,soon", "start")]
    [InlineData("child_id,hearing_date\nP1,2026-01-01", "child_id,hearing_date\nCX,2026-01-01", "child_id")]
    [InlineData("child_id,meeting_type,held_date\nP1,core group,2026-01-01", "child_id,meeting_type,held_date\nP1,,2026-01-01", "meeting_type")]
    [InlineData("worker_id,first_day\nE1,2026-01-31", "worker_id,first_day\nE1,31", "first_day")]
    [InlineData("child_id,visit_date,written_up_date\nP1,2026-01-01,2026-01-01", "child_id,visit_date,written_up_date\nP1,,2026-01-01", "visit_date")]
    [InlineData("child_id,audit_date,audit_outcome\nP1,2026-01-01,Good", "child_id,audit_date,audit_outcome\nP7,2026-01-01,Good", "child_id")]
    [InlineData(Census + "2025,301,0,SW1,1,5,2019,,1,12", Census + "2025,301,0,,1,5,2019,,1,12", "SWENo")]
    public async Task That_holds_for_every_kind_of_file(string good, string bad, string column)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        // Where nothing is on record there is nothing to lose: the row is told.
        var first = await store.Import(Written(store, bad));
        Assert.Contains(first.Problems, problem => problem.Severity == Severity.Error && problem.Column == column);
        await store.Import(Written(store, good));
        var before = store.State();
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Written(store, bad)));
        Assert.Equal(("file.csv", 2, column), (refused.File, refused.Row, refused.Column));
        Assert.Contains("has one row, and it cannot be used", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, store.State());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public async Task And_for_a_part_of_a_return_with_ten_rows_while_fewer_are_told(int rows)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(Written(store, Episodes + "C1,01/02/2026,S,C2,N1,U1,PR1,,,,,,"));
        var before = store.State();
        var bad = Written(store, Episodes + string.Join('\n', Enumerable.Range(1, rows).Select(child => $"C{child},soon,S,C2,N1,U1,PR1,,,,,,")));
        if (rows < 10)
        {
            Assert.Equal(rows, (await store.Import(bad)).Problems.Count(problem => problem is { Severity: Severity.Error, Column: "DECOM" }));
            return;
        }

        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(bad));
        Assert.Equal(("file.csv", 2, "DECOM"), (refused.File, refused.Row, refused.Column));
        Assert.Equal(before, store.State());
    }

    [Fact]
    public async Task And_for_a_table_of_a_set()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var before = store.State();
        var path = Path.Combine(ssd.Path, "ssd_contacts.csv");
        await File.WriteAllTextAsync(path, "cont_contact_id,cont_person_id,cont_contact_date\nC77,NOBODY,2025-12-01\n"
            + string.Concat(Enumerable.Range(78, 9).Select(contact => $"C{contact},P1,\n")));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(ssd.Path));
        Assert.Equal(("ssd_contacts.csv", 2, "cont_person_id"), (refused.File, refused.Row, refused.Column));
        Assert.Equal(before, store.State());
    }

    [Theory]
    [InlineData("child_id,worker_id,visit_date,visit_type,written_up_date\nP1,W1,01/03/2026,cin,\nP1,W1,01/03/2026,cin,05/03/2026", "child_id, worker_id, visit_date, visit_type", "P1, W1, 01/03/2026, cin", "says the same in these columns")]
    [InlineData("child_id,visit_date,written_up_date\nP1,01/03/2026,\nP1,01/03/2026,", "child_id, visit_date", "P1, 01/03/2026", "says the same in these columns")]
    [InlineData("visit_id,child_id,visit_date,written_up_date\nV1,P1,01/03/2026,\nV1,P1,02/03/2026,", "visit_id", "V1", "has the same id")]
    [InlineData("worker_id,start,team_id,fte\nE1,01/03/2026,T1,1\nE1,01/03/2026,T1,0.5", "worker_id, start, team_id", "E1, 01/03/2026, T1", "says the same in these columns")]
    public async Task A_row_that_stands_twice_is_told_by_what_stands_in_the_file(string csv, string column, string value, string says)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        var report = await store.Import(Written(store, csv));
        var problem = Assert.Single(report.Problems, problem => problem.Severity == Severity.Error);
        Assert.Equal((3, column, value), (problem.Row, problem.Column, problem.Value));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bands_and_roles_are_read_without_regard_to_case_and_others_are_told()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var report = await store.Import(Written(store, Staff
            + "W1,,A,T1,1,ASYE,Case-Holder,2025-01-01,\nW2,,B,T1,1,Asye,Social Worker,2025-01-01,\nW3,,C,T1,1,grade 9,Social Worker,2025-01-01,\nW4,,D,T1,1,,,2025-01-01,\n"));
        using var db = store.Data.Db();
        Assert.Equal(
            ["asye role=case-holder", "asye role=Social Worker", "grade 9 role=Social Worker", " "],
            db.Records.Where(row => row.Kind == RecordKind.Post).OrderBy(row => row.Key).AsEnumerable().Select(row => $"{row.Code} {row.Extra}".TrimEnd('\n')));
        Assert.Equal([(3, "role", "Social Worker"), (4, "band", "grade 9")], report.Problems.Select(problem => (problem.Row!.Value, problem.Column!, problem.Value!)));
        Assert.All(report.Problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
        Assert.Contains("asye, experienced, senior", report.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("senior-manager, middle-manager, first-line-manager, senior-practitioner, case-holder, no-cases", report.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E1,T1,2026-01-01,\nE1,T2,2026-02-01,", 3, "row 2")]
    [InlineData("E1,T2,2026-02-01,\nE1,T1,2026-01-01,", 2, "row 3")]
    [InlineData("E1,T1,2026-01-01,2026-03-01\nE1,T2,2026-02-01,2026-02-02", 3, "row 2")]
    [InlineData("E1,T1,2026-01-01,2026-02-01\nE1,T2,2026-02-01,", 0, "")]
    [InlineData("E1,T1,2026-01-01,2026-01-01\nE1,T2,2026-01-01,", 0, "")]
    [InlineData("E1,T1,2026-01-01,\nE2,T2,2026-02-01,", 0, "")]
    public async Task Two_posts_of_one_worker_at_once_are_told_and_the_one_that_started_last_counts(string rows, int row, string other)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var report = await store.Import(Written(store, "worker_id,team_id,start,until\n" + rows));
        Assert.Equal((2L, 0L), (report.Files[0].Added, report.Files[0].Rejected));
        Assert.Equal(row == 0 ? 0 : 1, report.Problems.Count);
        if (row > 0)
        {
            Assert.Equal((row, "start", Severity.Warning), (report.Problems[0].Row, report.Problems[0].Column, report.Problems[0].Severity));
            Assert.Contains($"here and in {other}: this one, which started last, counts", report.Problems[0].Message, StringComparison.Ordinal);
        }
    }

    private static string Written(TestStore store, string csv, string name = "file.csv")
    {
        var path = Path.Combine(store.Folder, name);
        File.WriteAllText(path, csv);
        return path;
    }
}
