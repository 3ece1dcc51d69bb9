using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Tests.Imports.Formats;
using Fairload.App.Tests.Reading;

namespace Fairload.App.Tests.Imports;

/// <summary>
/// Of each file the rows are those added, changed, the same and rejected, and each row that is told as an error is rejected once: sound files of
/// every format, of which some rows lose what says whom they are about.
/// </summary>
public sealed partial class CountsTests
{
    private const string Census = "2021-03-16";

    /// <summary>A format, a day that its files may describe, and how they are written into a folder: each row's id as the function gives it.</summary>
    private static readonly (string Format, string Day, Action<string, Func<string, string>> Write)[] Sound =
    [
        ("ssd", "2026-03-31", WriteSsd),
        ("annex-a", Census, WriteAnnexA),
        ("cin", "2022-07-21", (folder, id) => Replace(folder, "cin-census/fake_CIN_data.xml", ChildId(), id)),
        ("ssda903-csv", "2026-03-31", WriteParts),
        ("ssda903-xml", "2026-03-31", WriteReturn),
        ("csc-api", "2026-03-31", WriteFeed),
        ("csww-xml", "2022-09-30", (folder, id) => Replace(folder, "csww/social_work_workforce_2022.xml", WorkerNumber(), id)),
        ("csww-csv", "2024-09-30", (folder, id) => Write(folder, "csww.csv", "YearCensus,AgencyWorker,SWENo,FTE,OrgRole", Numbers.Select(n => $"2024,0,{id($"W{n}")},1,5"))),
    ];

    private static IEnumerable<int> Numbers => Enumerable.Range(1, 12);

    [Theory, OnSqlite, OnPostgres]
    public async Task The_counts_of_every_file_add_up_whichever_rows_do_not_say_whom_they_are_about(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        foreach (var (format, day, write) in Sound)
        {
            for (var seed = 0; seed < 4; seed++)
            {
                var random = new Random(seed);
                var blanked = 0;
                var folder = Directory.CreateDirectory(Path.Combine(store.Folder, $"{format} {seed}")).FullName;
                write(folder, id => seed > 0 && random.Next(4) == 0 && ++blanked > 0 ? "" : id);
                var report = await Load(store, folder, day, format, seed);
                AddUp(report, $"{format}, seed {seed}");
                Assert.Equal((format, seed, blanked), (format, seed, report.Problems.Count(problem =>
                    problem.Severity == Severity.Error && (problem.Message.StartsWith("A value is needed", StringComparison.Ordinal) || problem.Message.Contains("has no id", StringComparison.Ordinal)))));
            }
        }
    }

    /// <summary>Where not a row of a small table is left, the table is refused beside what is on record: then it is loaded for a council that has nothing.</summary>
    private static async Task<ImportReport> Load(TestStore store, string folder, string day, string format, int seed)
    {
        try
        {
            return await store.Import(folder, day, request => request with { Council = format });
        }
        catch (ImportRefused refused) when (refused.Message.Contains("what is on record of it would be withdrawn", StringComparison.Ordinal))
        {
            return await store.Import(folder, day, request => request with { Council = $"{format}-{seed}" });
        }
    }

    [Fact]
    public async Task A_row_of_annex_a_without_a_child_is_counted_in_the_table_of_its_list()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var book = new BookBuilder();
        foreach (var (list, header) in AnnexAFile.Layout2024.Where(layout => layout.Key < 10))
        {
            book.Sheet($"{list}", [.. header], AnnexAFile.Row(list, null, ("Ethnicity", "WBRI")));
        }

        var report = await store.Import(book.Save(Path.Combine(store.Folder, "a.xlsx")));
        AddUp(report, "annex-a");
        Assert.Equal(
            ["List 1: 1", "List 2: 1", "List 4: 1", "List 5: 1", "List 7: 1", "List 8: 1", "List 9: 1", "Lists 3 and 6: 2"],
            report.Files.Where(file => file.Rejected > 0).Select(file => $"{file.Table}: {file.Rejected}").Order(StringComparer.Ordinal));
    }

    /// <summary>A part of the looked-after return, sound rows of it, and the table that they become first.</summary>
    [Theory]
    [InlineData("CHILD,SEX,DOB,ETHNIC", ",1,02/02/2012,WBRI", "Header", false)]
    [InlineData("CHILD,DECOM,RNE,LS,PLACE,DEC,REC", ",01/02/2026,S,C2,U1,,", "Episodes", true)]
    [InlineData("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", ",02/02/2012,SW1,01/02/2026,,", "SWEpisodes", true)]
    [InlineData("CHILD,DOB,MISSING,MIS_START,MIS_END", ",02/02/2012,M,01/02/2026,", "Missing", true)]
    [InlineData("CHILD,SEX,DOB,DUC", ",1,02/02/2012,02/02/2030", "UASC", true)]
    [InlineData("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", ",02/02/2005,YES,F2,B1", "OC3", true)]
    [InlineData("CHILD,DOB,SDQ_SCORE,SDQ_REASON", ",02/02/2012,9,", "Header", false)]
    public async Task Every_row_of_the_looked_after_return_that_cannot_be_used_is_counted_in_the_table_of_its_part(string header, string row, string table, bool isTwiceTold)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Path.Combine(store.Folder, "part.csv");
        Write(store.Folder, "part.csv", header, ["C1" + row, "C2" + row, row, new string('9', 201) + row, "C3" + row + ",moved", "C1" + row]);
        var report = await store.Import(path);
        AddUp(report, table);
        var counted = report.Files.Single(file => file.Table == table);
        Assert.Equal((2L, isTwiceTold ? 4L : 3L), (counted.Added, counted.Rejected));
    }

    [Fact]
    public async Task Reviews_without_episodes_make_no_table_and_their_bad_rows_count_with_the_children()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        Write(store.Folder, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE", ["C1,02/02/2012,15/02/2026,PN4", ",02/02/2012,15/02/2026,PN4"]);
        var report = await store.Import(Path.Combine(store.Folder, "reviews.csv"));
        AddUp(report, "reviews");
        Assert.Equal(("Header", 2L, 1L), (report.Files.Single().Table, report.Files.Single().Rows, report.Files.Single().Rejected));
    }

    [Fact]
    public async Task A_row_of_the_workforce_census_with_too_many_fields_is_counted_and_a_file_of_nothing_else_is_refused()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        const string header = "YearCensus,AgencyWorker,SWENo,FTE,OrgRole";
        Write(store.Folder, "csww.csv", header, ["2024,0,W1,1,5", "2024,0,W2,1,5,moved"]);
        var report = await store.Import(Path.Combine(store.Folder, "csww.csv"), "2024-09-30");
        AddUp(report, "csww");
        Assert.Equal(1, report.Files.Single().Rejected);

        Write(store.Folder, "csww.csv", header, ["2024,0,W1,1,5,moved"]);
        await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Path.Combine(store.Folder, "csww.csv"), "2024-09-30"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_counts_of_who_holds_whom_add_up_in_whatever_order_workbooks_come(int seed)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var random = new Random(seed);
        var days = Numbers.Select(n => $"2026-02-{n:00}").ToArray();
        random.Shuffle(days);
        foreach (var day in days)
        {
            var held = Numbers.Where(_ => random.Next(2) == 0).Append(1).Distinct().Select(n => ($"C{n}", "North", random.Next(2) == 0 ? "Ada Quill" : "Ben Nib")).ToList();
            var report = await store.Import(AnnexAWorkbook.Write(store.Folder, "a.xlsx", held, []), day);
            AddUp(report, $"seed {seed}, {day}");
            Assert.Equal(held.Count, report.Files.Single(file => file.Table == "ssd_involvements").Rows);
        }
    }

    private static void AddUp(ImportReport report, string what)
    {
        Assert.All(report.Files, file => Assert.Equal(
            $"{what}, {file.Table}: {file.Rows}", $"{what}, {file.Table}: {file.Added + file.Changed + file.Unchanged + file.Rejected}"));
        Assert.Equal(
            (what, report.Problems.Count(problem => problem.Severity == Severity.Error)), (what, (int)report.Files.Sum(file => file.Rejected)));
    }

    private static void WriteSsd(string folder, Func<string, string> id)
    {
        using var ssd = SsdFolder.Full().Add("ssd_department", "S1,Service One,,");
        foreach (var table in ssd.Tables)
        {
            var rows = ssd.Rows(table);
            for (var i = 0; i < rows.Count; i++)
            {
                // A placement and a visit name the child by the period of care, too.
                if (rows[i].Keys.FirstOrDefault(column => column.EndsWith("_person_id", StringComparison.Ordinal)) is { } column
                    && table is not ("ssd_cla_placement" or "ssd_cla_visits"))
                {
                    ssd.Change(table, i, column, id(rows[i][column]));
                }
            }

            File.WriteAllText(Path.Combine(folder, table + ".csv"), ssd.Csv(table));
        }
    }

    private static void WriteAnnexA(string folder, Func<string, string> id)
    {
        var path = Path.Combine(folder, "annex-a.xlsx");
        File.Copy(AnnexASampleTests.SamplePath(), path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        foreach (var list in Enumerable.Range(1, 9))
        {
            var part = zip.GetEntry($"xl/worksheets/sheet{list}.xml")!;
            string text;
            using (var from = new StreamReader(part.Open()))
            {
                text = from.ReadToEnd();
            }

            part.Delete();
            using var to = new StreamWriter(zip.CreateEntry(part.FullName).Open());
            to.Write(FirstCell().Replace(text, cell => id(cell.Value)));
        }
    }

    private static void WriteParts(string folder, Func<string, string> id)
    {
        Write(folder, "header.csv", "CHILD,SEX,DOB,ETHNIC", Numbers.Select(n => $"{id($"C{n}")},1,02/02/2012,WBRI"));
        Write(folder, "episodes.csv", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC", Numbers.SelectMany(n => (string[])
            [$"{id($"C{n}")},01/02/2024,S,C2,U1,01/03/2024,X1", $"{id($"C{n}")},01/03/2024,P,C2,U4,,"]));
        Write(folder, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE", Numbers.Select(n => $"{id($"C{n}")},02/02/2012,15/02/2024,PN4"));
        Write(folder, "missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END", Numbers.Select(n => $"{id($"C{n}")},02/02/2012,M,05/02/2024,06/02/2024"));
        Write(folder, "uasc.csv", "CHILD,SEX,DOB,DUC", Numbers.Select(n => $"{id($"C{n}")},1,02/02/2012,02/02/2030"));
        Write(folder, "oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", Numbers.Select(n => $"{id($"L{n}")},02/02/2005,YES,F2,B1"));
        Write(folder, "sw.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", Numbers.Select(n => $"{id($"C{n}")},02/02/2012,SW{n % 3},01/02/2024,,"));
        Write(folder, "oc2.csv", "CHILD,DOB,SDQ_SCORE,SDQ_REASON", Numbers.Select(n => $"{id($"C{n}")},02/02/2012,9,"));
    }

    private static void WriteReturn(string folder, Func<string, string> id) => File.WriteAllText(
        Path.Combine(folder, "return.xml"),
        $"<EXPSSDA903>{string.Concat(Numbers.Select(n => string.Create(CultureInfo.InvariantCulture, $"""
            <CHILD><HEADER><CHILDID>{id($"C{n}")}</CHILDID><SEX>2</SEX><DOB>02/02/2012</DOB><UASC>1</UASC><DUC>02/02/2030</DUC><IN_TOUCH>YES</IN_TOUCH>
            <AMISSING><MIS_START>03/01/2026</MIS_START></AMISSING><AREVIEW><REVIEW>15/02/2024</REVIEW></AREVIEW></HEADER>
            <EPISODE><DECOM>01/01/2024</DECOM><RNE>S</RNE><LS>V2</LS><PL>U1</PL><DEC>01/03/2024</DEC><REC>X1</REC></EPISODE></CHILD>
            """)))}</EXPSSDA903>");

    private static void WriteFeed(string folder, Func<string, string> id)
    {
        var example = JsonNode.Parse(File.ReadAllText(Translation.Sample("dfe-csc-api/dfe_csc_api_example_payload.json")))![0]!;
        File.WriteAllLines(Path.Combine(folder, "feed.json"), Numbers.Select(n =>
        {
            var child = example.DeepClone();
            child["la_child_id"] = id($"C{n}");
            return child.ToJsonString();
        }));
    }

    private static void Replace(string folder, string sample, Regex ids, Func<string, string> id) => File.WriteAllText(
        Path.Combine(folder, Path.GetFileName(sample)), ids.Replace(File.ReadAllText(Translation.Sample(sample)), found => id(found.Value)));

    private static void Write(string folder, string name, string header, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(folder, name), rows.Prepend(header));

    [GeneratedRegex("(?<=<LAchildID>)[^<]+")]
    private static partial Regex ChildId();

    [GeneratedRegex("(?<=<SWENo>)[^<]+")]
    private static partial Regex WorkerNumber();

    /// <summary>The first cell of each row below the header, where something is in it.</summary>
    [GeneratedRegex("<c r=\"A(?!1\")[0-9]+\"[^>/]*>.*?</c>")]
    private static partial Regex FirstCell();
}
