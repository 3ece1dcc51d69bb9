using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;

namespace Fairload.App.Tests.Imports;

public sealed class BadValueTests
{
    /// <summary>Every column of every table that Fairload reads. Of a name any text will do, for only its initial is kept.</summary>
    public static TheoryData<string, string> Columns()
    {
        var columns = new TheoryData<string, string>();
        foreach (var name in SsdTables.All.Select(t => t.Name).Append("staff"))
        {
            foreach (var column in SsdFolder.Definition(name).Columns.Where(c => c.Into is not (Into.Nothing or Into.Initial)))
            {
                columns.Add(name, column.Name);
            }
        }

        return columns;
    }

    [Trait("ASVS", "2.2.1")]
    [Theory, MemberData(nameof(Columns))]
    public async Task A_bad_value_is_reported_with_file_row_and_column(string table, string column)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full().WithStaff();
        var definition = SsdFolder.Definition(table).Columns.Single(c => c.Name == column);
        var bad = Bad(definition);
        // A good row stands before the bad one: the rest must load.
        var last = ssd.Rows(table).Count - 1;
        ssd.Change(table, last, column, bad);
        var report = await store.Import(ssd.Write());

        var problem = Assert.Single(report.Problems, p => p.Column == column && p.File == table + ".csv");
        Assert.Equal(last + 2, problem.Row);
        if (definition.Into is Into.Initial or Into.Address or Into.Postcode)
        {
            // What is not kept of a good row is not kept of a bad one either.
            Assert.Null(problem.Value);
        }
        else
        {
            Assert.NotNull(problem.Value);
            Assert.StartsWith(problem.Value.TrimEnd('…'), bad);
        }

        var file = report.Files.Single(f => f.Table == table);
        Assert.Equal(problem.Severity == Severity.Error ? 1 : 0, file.Rejected);
        var leavesOut = definition.Into is Into.Key or Into.Child || (definition.Required && definition.Into != Into.Worker);
        Assert.Equal(leavesOut, problem.Severity == Severity.Error);
    }

    [Theory, MemberData(nameof(Required))]
    public async Task A_missing_value_that_is_needed_is_reported(string table, string column)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full().WithStaff();
        ssd.Change(table, ssd.Rows(table).Count - 1, column, "NULL");
        var report = await store.Import(ssd.Write());
        Assert.Contains(report.Problems, p => p.Column == column && p.Severity == Severity.Error && p.File == table + ".csv");
    }

    public static TheoryData<string, string> Required()
    {
        var columns = new TheoryData<string, string>();
        foreach (var name in SsdTables.All.Select(t => t.Name).Append("staff"))
        {
            foreach (var column in SsdFolder.Definition(name).Columns.Where(c => c.Required))
            {
                columns.Add(name, column.Name);
            }
        }

        return columns;
    }

    [Theory]
    [InlineData("ssd_involvements", "invo_involvement_end_date", "2024-01-01", "covers no day")]
    [InlineData("ssd_cin_plans", "cinp_cin_plan_start_date", "2026-04-01", "after the extract date")]
    [InlineData("ssd_professionals", "prof_full_time_equivalency", "37", "full-time equivalent")]
    public async Task A_doubtful_row_is_kept_with_a_warning(string table, string column, string value, string says)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full().Change(table, 0, column, value);
        var report = await store.Import(ssd.Write());
        var problem = Assert.Single(report.Problems);
        Assert.Equal(Severity.Warning, problem.Severity);
        Assert.Contains(says, problem.Message);
        Assert.Equal(0, report.Files.Sum(f => f.Rejected));
    }

    [Fact]
    public async Task Bug_no_value_that_a_file_may_hold_is_taken_for_one_that_it_does_not_say()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().Change("ssd_person", 0, "pers_dob", "\u0001").Change("ssd_person", 0, "pers_sex", "\u0001");
        var report = await store.Import(ssd.Write());
        Assert.Equal(("pers_dob", "\u0001"), (Assert.Single(report.Problems).Column, report.Problems[0].Value));
        Assert.Equal("\u0001", store.Find(RecordKind.Child, "P1").Code);
    }

    [Trait("ASVS", "2.2.3")]
    [Fact]
    public async Task The_second_row_of_one_id_is_rejected()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().Add("ssd_involvements", "I1,P2,W2,2026-01-06,,ALLOC,T1,,");
        var report = await store.Import(ssd.Write());
        var problem = Assert.Single(report.Problems);
        Assert.Equal((5, "invo_involvements_id", "I1"), (problem.Row, problem.Column, problem.Value));
        Assert.Equal(1, report.Files.Single(f => f.Table == "ssd_involvements").Rejected);
    }

    [Fact]
    public async Task Every_problem_goes_to_the_file_that_was_asked_for_and_a_thousand_to_the_report()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        for (var i = 0; i < 12_000; i++)
        {
            ssd.Add("ssd_involvements", $"X{i},NOBODY,W1,2026-01-06,,=1+1,T1,,");
        }

        var list = Path.Combine(store.Folder, "problems.csv");
        var report = await store.Import(ssd.Write(), with: r => r with { ProblemsFile = list });
        Assert.Equal((12_000L, 1_000), (report.ProblemCount, report.Problems.Count));
        Assert.Equal(12_001, File.ReadLines(list).Count());
        using var db = store.Data.Db();
        Assert.Equal(10_000, db.Problems.Count());
    }

    private static string Bad(Column column) => column.Into switch
    {
        Into.Key or Into.StaffId => new string('k', 201),
        Into.Child or Into.AssessmentId => "NOBODY",
        Into.CareId when column.Required => "NOBODY",
        Into.Worker or Into.OtherWorker or Into.Manager => "W404",
        Into.From or Into.Until or Into.Due => "31/02/2026",
        Into.Flag or Into.Alone => "perhaps",
        Into.Fte or Into.Miles or Into.ExtraCount or Into.ExtraMinutes => "-1",
        Into.Factors => "[\"1A\"",
        Into.Address => new string('a', 8_001),
        Into.Postcode => new string('P', 21),
        _ => new string('t', 401),
    };
}
