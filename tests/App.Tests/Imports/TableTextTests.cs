using Fairload.App.Imports;
using Fairload.App.Imports.Formats.Csww;
using Fairload.App.Imports.Formats.Ssda903;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Tests.Imports.Formats;

namespace Fairload.App.Tests.Imports;

/// <summary>Rows as a spreadsheet counts them, and quotation marks that are never closed, wherever CSV is read.</summary>
public sealed class TableTextTests
{
    private const string Staff = "worker_id,name,start,fte\n";
    private const string Header = "CHILD,SEX,DOB,ETHNIC\n";
    private const string Census = "YearCensus,LEA,AgencyWorker,SWENo,FTE,OrgRole,RoleStartDate,RoleEndDate,FTE30,Cases30\n";

    [Theory]
    [InlineData(Staff, "W1,\"a,2026-01-01,1\n", 2)]
    [InlineData(Staff, "W1,\"a,2026-01-01,1", 2)]
    [InlineData(Staff, "W1,a,2026-01-01,1\r\nW2,b,2026-01-01,\"1\r\n", 3)]
    [InlineData(Staff, "W1,\"a,2026-01-01,1\nW2,\"b\",2026-01-01,1\n", 2)]
    [InlineData(Staff, "W1,\"a\" b,2026-01-01,\"1\n", 2)]
    [InlineData(Staff, "W1,a,2026-01-01,1\n\n\nW2,\"b,2026-01-01,1\n", 5)]
    [InlineData("worker_id,start,\"fte\n", "W1,2026-01-01,1\n", 1)]
    [InlineData(Header, "C1,1,01/02/2012,\"WBRI\n", 2)]
    [InlineData(Header, "C1,1,01/02/2012,WBRI\nC2,\"1,01/02/2012,WBRI\n", 3)]
    [InlineData(Census, "2025,301,0,\"SW1,1,5,2019,,1,12\n", 2)]
    [InlineData(Census, "2025,301,0,SW1,1,5,2019,,1,12\n2025,301,0,SW2,1,5,2019,,1,\"12\n", 3)]
    public async Task A_quotation_mark_that_is_never_closed_refuses_the_file(string header, string rows, int row)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(Written(store, Staff + "W1,Ada,2025-01-01,1\nW2,Bob,2025-01-01,1\n"));
        var before = store.State();
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Written(store, header + rows)));
        Assert.Equal(("file.csv", row), (refused.File, refused.Row));
        Assert.Contains("quotation mark", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, store.State());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_refuses_a_table_of_a_set_and_nothing_of_the_set_is_loaded(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        ssd.Write();
        await File.AppendAllTextAsync(Path.Combine(ssd.Path, "ssd_person.csv"), "P9,\"\n");
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(ssd.Path));
        Assert.Equal(("ssd_person.csv", 4), (refused.File, refused.Row));
        Assert.Empty(store.State());
    }

    [Theory]
    [InlineData("W1,\"a \"\"b\"\" c\",2026-01-01,1\n")]
    [InlineData("W1,\"two\nlines\" ,2026-01-01,1\n")]
    [InlineData("W1,5\" a,2026-01-01,1\n")]
    [InlineData("W1,\"a\"b,2026-01-01,1\n")]
    [InlineData("W1,O\"B,2026-01-01,\"1\"")]
    [InlineData("W1,\"\",2026-01-01,1\n")]
    public async Task One_that_is_closed_or_stands_within_a_value_does_not(string row)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var report = await store.Import(Written(store, Staff + row));
        Assert.Equal((1L, 1L, 0L), (report.Files[0].Rows, report.Files[0].Added, report.ProblemCount));
    }

    [Theory]
    [InlineData("child_id,hearing_date\n\n\nCX,2026-01-01\n", 4)]
    [InlineData("child_id,hearing_date\r\n\r\n\r\nCX,2026-01-01\r\n\r\n", 4)]
    [InlineData("child_id,hearing_date\r\rCX,2026-01-01\r", 3)]
    [InlineData("\n\r\n\nchild_id;hearing_date\nCX;2026-01-01", 5)]
    [InlineData("child_id,hearing_type,hearing_date\n\"P1\",\"two\r\n\r\nlines\",2026-01-01\n\nCX,,2026-01-01", 4)]
    public async Task An_empty_line_is_a_row_and_a_value_of_several_lines_is_in_one(string csv, int row)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        var report = await store.Import(Written(store, csv));
        Assert.Equal((row, "child_id"), (Assert.Single(report.Problems).Row, report.Problems[0].Column));
        Assert.Equal(1, report.Files[0].Rejected);
    }

    [Fact]
    public void In_returns_too()
    {
        var return903 = Translation.OfText(new Ssda903CsvFormat(), Header + "\nC1,1,01/02/2012,WBRI\n\n\n,1,01/02/2012,WBRI\n");
        Assert.Equal(6, Assert.Single(return903.Problems, problem => problem.Severity == Severity.Error).Row);
        Assert.Equal([3], return903.Places("ssd_person"));
        var census = Translation.OfText(new CswwCsvFormat(), Census + "\n\n2025,301,0,SW1,1,77,2019,,1,12\n");
        Assert.Equal(("OrgRole", 4), (Assert.Single(census.Problems).Column, census.Problems[0].Row));
    }

    private static string Written(TestStore store, string csv)
    {
        var path = Path.Combine(store.Folder, "file.csv");
        File.WriteAllText(path, csv);
        return path;
    }
}
