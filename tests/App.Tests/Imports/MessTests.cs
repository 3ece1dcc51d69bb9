using System.Text;
using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;
using FactAttribute = Xunit.FactAttribute;

namespace Fairload.App.Tests.Imports;

/// <summary>What councils' exports look like, and that it makes no difference.</summary>
public sealed class MessTests
{
    private static readonly Encoding Windows1252 = Latin();

    public static TheoryData<string> Encodings() => ["utf8", "utf8-bom", "utf16", "utf16-be", "1252", "crlf", "quoted", "semicolons"];

    [Trait("ASVS", "1.1.1")]
    [Theory, MemberData(nameof(Encodings))]
    public async Task The_encoding_and_the_line_ends_make_no_difference(string form)
    {
        await using var plain = await TestStore.Open(StoreEngine.Sqlite);
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full().Change("ssd_professionals", 0, "prof_professional_name", "Zoë “Zo” O’Neill €");
        await plain.Import(ssd.Write());
        var report = await store.Import(ssd.Write(encode: csv => form switch
        {
            "utf8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(csv)],
            "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(csv)],
            "utf16-be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(csv)],
            "1252" => To1252(csv),
            "crlf" => Encoding.UTF8.GetBytes(csv.Replace("\n", "\r\n", StringComparison.Ordinal)),
            "quoted" => Encoding.UTF8.GetBytes(Quoted(csv)),
            "semicolons" => Encoding.UTF8.GetBytes(Separated(csv, ';')),
            _ => Encoding.UTF8.GetBytes(csv),
        }));

        Assert.Empty(report.Problems);
        Assert.Equal("Zoë “Zo” O’Neill €", store.Find(RecordKind.Worker, "W1").Detail);
        Assert.Equal(WithoutHomes(plain), WithoutHomes(store));
    }

    [Fact]
    public async Task File_names_and_the_order_of_columns_make_no_difference_and_extra_columns_are_named_once()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        ssd.Write(name: t => $"NMR_{t.ToUpperInvariant()}_20260331.CSV");
        await File.WriteAllTextAsync(
            Path.Combine(ssd.Path, "x.csv"),
            " CINV_PERSON_ID ,local_note,cinv_cin_visit_date,cinv_cin_visit_id\n P1 ,a,31/03/2026 14:05,V1\nP1,b,2026-03-30T09:00:00,V2\n");
        var report = await store.Import(ssd.Path);
        var note = Assert.Single(report.Problems);
        Assert.Contains("local_note", note.Message);
        Assert.Equal(Severity.Warning, note.Severity);
        Assert.Equal(new DateOnly(2026, 3, 31), store.Find(RecordKind.CinVisit, "V1").From);
        Assert.Equal(new DateOnly(2026, 3, 30), store.Find(RecordKind.CinVisit, "V2").From);
    }

    [Theory]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData("31/03/2026", "2026-03-31")]
    [InlineData("1/3/2026", "2026-03-01")]
    [InlineData("2026-03-31 00:00:00.000", "2026-03-31")]
    [InlineData("31/03/2026 23:59", "2026-03-31")]
    [InlineData("2026-03-31T23:59:59Z", "2026-03-31")]
    [InlineData("1900-01-01", null)]
    [InlineData("01/01/1900 00:00", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("null", null)]
    [InlineData("  ", null)]
    public async Task Dates_are_read_as_councils_write_them(string written, string? meant)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().Change("ssd_involvements", 0, "invo_involvement_end_date", written);
        var report = await store.Import(ssd.Write());
        Assert.Empty(report.Problems);
        Assert.Equal(meant, store.Find(RecordKind.Involvement, "I1").Until?.ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("03/31/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("31-03-2026")]
    [InlineData("20260331")]
    [InlineData("0226-03-31")]
    [InlineData("2026-03-31x")]
    [InlineData("1/3/26")]
    [InlineData("45000")]
    public async Task What_is_not_a_date_is_not_guessed_at(string written)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().Change("ssd_involvements", 0, "invo_involvement_end_date", written);
        var problem = Assert.Single((await store.Import(ssd.Write())).Problems);
        Assert.Equal(written, problem.Value);
        Assert.Null(store.Find(RecordKind.Involvement, "I1").Until);
    }

    [Fact]
    public async Task Line_breaks_and_quotes_in_fields_do_not_shift_the_row_numbers()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small()
            .Change("ssd_involvements", 0, "invo_worker_change_reason", "two\r\nlines, \"quoted\"")
            .Change("ssd_involvements", 1, "invo_person_id", "NOBODY");
        var problem = Assert.Single((await store.Import(ssd.Write())).Problems);
        Assert.Equal(3, problem.Row);
        Assert.Equal("two\r\nlines, \"quoted\"", store.Find(RecordKind.Involvement, "I1").Detail);
    }

    [Fact]
    public async Task A_row_with_more_fields_than_the_header_is_left_out_and_a_shorter_one_kept()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        ssd.Write();
        await File.AppendAllTextAsync(
            Path.Combine(ssd.Path, "ssd_involvements.csv"), "I8,P1,W1,2026-01-06,,ALLOC,T1,,R1,oops\nI9,P1,W1,2026-01-06\n");
        var report = await store.Import(ssd.Path);
        Assert.Equal([(5, Severity.Error), (6, Severity.Warning)], report.Problems.Select(p => (p.Row!.Value, p.Severity)));
        Assert.NotNull(store.Find(RecordKind.Involvement, "I9"));
    }

    [Fact]
    public async Task Homes_are_the_same_whatever_the_case_and_spacing_and_differ_between_councils()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full()
            .Add("ssd_address", "A2,P2,2020-01-01,,\"{ \"\"LINE1\"\": \"\"1 High STREET\"\" }\",ab12cd")
            .Add("ssd_address", "A3,P2,2020-01-01,,\"{\"\"uprn\"\":\"\"100\"\",\"\"x\"\":1}\",ab12cd")
            .Add("ssd_address", "A4,P2,2020-01-01,,\"{\"\"x\"\":[{\"\"UPRN\"\":100}]}\",zz1 1zz");
        await store.Import(ssd.Write(), with: r => r with { Council = "A" });
        Assert.Equal(store.Find(RecordKind.Address, "A1").Ref, store.Find(RecordKind.Address, "A2").Ref);
        Assert.Equal(store.Find(RecordKind.Address, "A3").Ref, store.Find(RecordKind.Address, "A4").Ref);
        await store.Import(ssd.Path, with: r => r with { Council = "B" });
        using var db = store.Data.Db();
        Assert.Equal(2, db.Records.Where(r => r.Key == "A1").Select(r => r.Ref).Distinct().Count());
        Assert.DoesNotContain("High", string.Join('\n', store.State()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Rowan", string.Join('\n', store.State()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_extract_note_gives_date_and_council()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        ssd.Write();
        await File.WriteAllTextAsync(
            Path.Combine(ssd.Path, "extract.json"), """{ "extractDate": "2026-03-30", "council": "NMR", "councilName": "North Mere" }""");
        var report = await store.Import(ssd.Path, with: r => r with { ExtractDate = null });
        Assert.Equal((new DateOnly(2026, 3, 30), "NMR"), (report.ExtractDate, report.Council));
    }

    [Fact]
    public async Task The_report_is_the_json_of_the_contract()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().Change("ssd_person", 0, "pers_dob", "x");
        var report = await store.Import(ssd.Write());
        var json = System.Text.Json.JsonDocument.Parse(report.ToJson()).RootElement;
        Assert.Equal("2026-03-31", json.GetProperty("extractDate").GetString());
        Assert.Equal(1, json.GetProperty("problemCount").GetInt32());
        Assert.True(json.GetProperty("applied").GetBoolean());
        var problem = json.GetProperty("problems")[0];
        Assert.Equal(
            ["file", "sheet", "row", "column", "value", "severity", "message"], problem.EnumerateObject().Select(p => p.Name));
        Assert.Equal("warning", problem.GetProperty("severity").GetString());
        Assert.Equal(
            ["file", "table", "kind", "rows", "added", "changed", "unchanged", "withdrawn", "rejected", "outside", "erased"],
            json.GetProperty("files")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(report.ToJson(), ImportReport.FromJson(report.ToJson()).ToJson());
    }

    private static List<string> WithoutHomes(TestStore store) =>
        [.. store.State().Where(l => !l.Contains(" Address ", StringComparison.Ordinal) && !l.Contains(" Placement ", StringComparison.Ordinal))];

    private static byte[] To1252(string text) => Windows1252.GetBytes(text);

    private static Encoding Latin()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }

    private static string Quoted(string csv) => Separated(csv, ',', all: true);

    private static string Separated(string csv, char separator, bool all = false)
    {
        using var reader = CsvHelper.CsvReader.FromText(csv, new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' });
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.AppendJoin(separator, Enumerable.Range(0, reader.FieldCount).Select(i =>
            {
                var value = reader.GetString(i);
                return all || value.Contains(separator, StringComparison.Ordinal) || value.Contains('"', StringComparison.Ordinal)
                    ? "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
                    : value;
            })).Append('\n');
        }

        return text.ToString();
    }
}
