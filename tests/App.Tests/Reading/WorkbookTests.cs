using System.Text;
using Fairload.App.Imports;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Reading;

/// <summary>What a cell says, as a spreadsheet would show it. Expected days are from Excel's own table of serial numbers.</summary>
public sealed class WorkbookTests
{
    [Theory]
    [InlineData("<c r='A1'><v>9212044</v></c>", "9212044")]
    [InlineData("<c r='A1'><v>9212044.0</v></c>", "9212044")]
    [InlineData("<c r='A1'><v>9.212044E6</v></c>", "9212044")]
    [InlineData("<c r='A1'><v>6.138261464750171</v></c>", "6.138261464750171")]
    [InlineData("<c r='A1'><v>-3</v></c>", "-3")]
    [InlineData("<c r='A1'><v>007</v></c>", "007")]
    [InlineData("<c r='A1' t='s'><v>0</v></c>", "shared & text")]
    [InlineData("<c r='A1' t='s'><v>1</v></c>", "rich text")]
    [InlineData("<c r='A1' t='inlineStr'><is><t>in</t></is></c>", "in")]
    [InlineData("<c r='A1' t='inlineStr'><is><r><t>in </t></r><rPh><t>aid</t></rPh><r><t>parts</t></r></is></c>", "in parts")]
    [InlineData("<c r='A1' t='str'><f>B1&amp;C1</f><v>cached</v></c>", "cached")]
    [InlineData("<c r='A1'><f>H2+5</f><v>41</v></c>", "41")]
    [InlineData("<c r='A1'><f>H2+5</f></c>", null)]
    [InlineData("<c r='A1' t='b'><v>1</v></c>", "TRUE")]
    [InlineData("<c r='A1' t='b'><v>0</v></c>", "FALSE")]
    [InlineData("<c r='A1' t='e'><v>#N/A</v></c>", null)]
    [InlineData("<c r='A1' t='e'><f>VLOOKUP(1,2,3)</f><v>#REF!</v></c>", null)]
    [InlineData("<c r='A1' t='str'><v>#N/A</v></c>", null)]
    [InlineData("<c r='A1' t='str'><v>#1 High Street</v></c>", "#1 High Street")]
    [InlineData("<c r='A1' t='d'><v>2020-09-16T00:00:00</v></c>", "2020-09-16T00:00:00")]
    [InlineData("<c r='A1' t='str'><v>a&lt;b&gt;&quot;&apos;&#233;&#x20AC;</v></c>", "a<b>\"'é€")]
    [InlineData("<c r='A1' t='str'><v><![CDATA[a<b&c]]></v></c>", "a<b&c")]
    [InlineData("<c r='A1' t='str'><v>a_x000D_b_x00zz_c</v></c>", "a\rb_x00zz_c")]
    [InlineData("<c r='A1' t='str'><!-- > <v>no</v> --><v>yes</v></c>", "yes")]
    [InlineData("<c t='str'><v>no place</v></c>", "no place")]
    [InlineData("<c r='A1' s='1'/>", null)]
    [InlineData("<c r='A1' s='1'><v></v></c>", null)]
    [InlineData("<c r='A1' t=\"str\" x='a>b'><v>q</v></c>", "q")]
    public void A_cell_says_what_it_shows(string cell, string? value)
    {
        var book = new BookBuilder().Raw("S", $"<row r='1'>{cell}</row>");
        book.Parts["xl/sharedStrings.xml"] = "<sst><si><t>shared &amp; text</t></si><si><r><rPr><b/></rPr><t>rich</t></r><r><t xml:space='preserve'> text</t></r></si></sst>";
        Assert.Equal(value is null ? [] : [$"1: {value}"], Rows(book));
    }

    [Theory]
    [InlineData("44090", "2020-09-16")]
    [InlineData("44090.75", "2020-09-16")]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("60", "60")]
    [InlineData("61", "1900-03-01")]
    [InlineData("2958465", "9999-12-31")]
    [InlineData("2958466", "2958466")]
    [InlineData("0", null)]
    [InlineData("0.5", null)]
    [InlineData("-1", "-1")]
    [InlineData("soon", "soon")]
    public void A_number_with_a_format_of_days_is_a_day(string number, string? value) =>
        Assert.Equal(value is null ? [] : [$"1: {value}"], Rows(new BookBuilder().Raw("S", $"<row r='1'><c r='A1' s='1'><v>{number}</v></c></row>")));

    [Theory]
    [InlineData("42628", "2020-09-16")]
    [InlineData("1", "1904-01-02")]
    [InlineData("2957003", "9999-12-31")]
    [InlineData("2957004", "2957004")]
    public void Days_may_be_counted_from_1904(string number, string value) =>
        Assert.Equal([$"1: {value}"], Rows(new BookBuilder { From1904 = true }.Raw("S", $"<row r='1'><c r='A1' s='1'><v>{number}</v></c></row>")));

    [Theory]
    [InlineData("14", true)]
    [InlineData("22", true)]
    [InlineData("47", true)]
    [InlineData("0", false)]
    [InlineData("1", false)]
    [InlineData("9", false)]
    [InlineData("49", false)]
    [InlineData("dd/mm/yyyy;@", true)]
    [InlineData("[$-809]d mmmm yyyy", true)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true)]
    [InlineData("yyyy-mm-dd hh:mm:ss", true)]
    [InlineData("General", false)]
    [InlineData("General\" days\"", false)]
    [InlineData("0.00", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("[Red]#,##0;[Blue]-#,##0", false)]
    [InlineData("\"day\" 0", false)]
    [InlineData("0 \\d", false)]
    [InlineData("#,##0_d", false)]
    [InlineData("@", false)]
    [InlineData("0;dd", false)]
    public void A_format_says_whether_it_shows_days(string format, bool isDay)
    {
        var book = new BookBuilder();
        book.Formats[0] = format;
        Assert.Equal([isDay ? "1: 2020-09-16" : "1: 44090"], Rows(book.Raw("S", "<row r='1'><c r='A1' s='1'><v>44090</v></c></row>")));
    }

    [Fact]
    public void Rows_and_columns_stand_where_they_say() => Assert.Equal(
        ["2: |b", "5: a||c", "6: x|y", "1048576: ||||||||||||||||||||||||||aa"],
        Rows(new BookBuilder().Raw(
            "S",
            "<row r='2'><c r='B2'><v>b</v></c></row><row r='3'/><row r='4'><c r='A4' s='1'/></row><row r='5'><c r='A5' t='str'><v>a</v></c><c r='C5' t='str'><v>c</v></c></row>"
            + "<row><c t='str'><v>x</v></c><c t='str'><v>y</v></c></row><row r='1048576'><c r='AA1048576' t='str'><v>aa</v></c></row>")));

    [Fact]
    public void The_last_column_is_read()
    {
        using var book = Workbook.Open(new BookBuilder().Raw("S", "<row r='1'><c r='XFD1'><v>7</v></c></row>").Given());
        using var sheet = book.Read(book.Sheets[0]);
        Assert.True(sheet.Read());
        Assert.Equal("7", Encoding.UTF8.GetString(sheet[WorkbookSheet.MostColumns - 1]));
    }

    [Fact]
    public void Sheets_are_seen_whatever_they_are_called_and_whether_they_are_hidden()
    {
        using var book = Workbook.Open(new BookBuilder().Sheet("Überblick & Co", ["a"]).Raw("Hidden", "", "state=\"veryHidden\"").Given());
        Assert.Equal(["Überblick & Co", "Hidden"], book.Sheets.Select(s => s.Name));
    }

    [Fact]
    public void Names_may_have_a_prefix_and_parts_other_places()
    {
        var book = new BookBuilder().Sheet("S", ["x"]);
        const string Prefix = "xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"";
        book.Parts["_rels/.rels"] = "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/book/main.xml'/></Relationships>";
        book.Parts["book/main.xml"] = $"<?xml version='1.0'?><x:workbook {Prefix}><x:sheets><x:sheet name='S' sheetId='1' q:id='r1'/></x:sheets></x:workbook>";
        book.Parts["book/_rels/main.xml.rels"] = "<Relationships><Relationship Id='r1' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet' Target='../data/one.xml'/></Relationships>";
        book.Parts["data/one.xml"] = $"<x:worksheet {Prefix}><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>found</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
        Assert.Equal(["1: found"], Rows(book));
    }

    [Fact]
    public void A_part_in_sixteen_bit_characters_is_read()
    {
        var bytes = new BookBuilder().Sheet("S", ["x"]).Bytes();
        using var memory = new MemoryStream();
        memory.Write(bytes);
        using (var zip = new System.IO.Compression.ZipArchive(memory, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            entry.Write([0xFF, 0xFE]);
            entry.Write(Encoding.Unicode.GetBytes("<?xml version='1.0' encoding='UTF-16'?><worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Zoë</t></is></c></row></sheetData></worksheet>"));
        }

        Assert.Equal(["1: Zoë"], Rows(BookBuilder.Given(memory.ToArray())));
    }

    [Theory]
    [InlineData("<row r='2'/><row r='1'/>")]
    [InlineData("<row r='0'/>")]
    [InlineData("<row r='1048577'/>")]
    [InlineData("<row r='1'><c r='XFE1'><v>1</v></c></row>")]
    [InlineData("<row r='1'><c r='1'><v>1</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='s'><v>9</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='s'><v>-1</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='str'><v>&xxe;</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='str'><v>&#0;</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='str'><v>a</v>")]
    [InlineData("<row r='1'><c r=A1><v>1</v></c></row>")]
    public void What_no_spreadsheet_writes_is_refused(string rows)
    {
        var book = new BookBuilder().Raw("S", "");
        book.Parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + rows;
        var refused = Assert.Throws<ImportRefused>(() => Rows(book));
        Assert.Contains("book.xlsx", refused.Message, StringComparison.Ordinal);
    }

    private static List<string> Rows(BookBuilder book) => Rows(book.Given());

    private static List<string> Rows(GivenFile file)
    {
        using var book = Workbook.Open(file);
        using var sheet = book.Read(book.Sheets[0]);
        var rows = new List<string>();
        while (sheet.Read())
        {
            rows.Add($"{sheet.Row}: {string.Join('|', Enumerable.Range(0, sheet.Columns).Select(c => Encoding.UTF8.GetString(sheet[c])))}");
        }

        return rows;
    }
}
