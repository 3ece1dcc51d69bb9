using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Reading;

/// <summary>
/// Writes workbooks for tests, part by part as XML, so that a test may put anything into them. Texts are shared, days are numbers with a
/// format of days (style 1).
/// </summary>
public sealed class BookBuilder
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string Body, string State)> _sheets = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Parts that replace or join those that are made.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public bool From1904 { get; init; }

    /// <summary>The number formats of styles 1 and up; a number is the id of one that is built in.</summary>
    public List<string> Formats { get; } = ["14"];

    /// <summary>Adds a sheet of rows; a null cell is left out.</summary>
    public BookBuilder Sheet(string name, params object?[][] rows) => Raw(name, string.Concat(rows.Select(Row)));

    /// <summary>Adds a sheet of rows as XML.</summary>
    public BookBuilder Raw(string name, string rows, string state = "")
    {
        _sheets.Add((name, $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>", state));
        return this;
    }

    /// <summary>Writes it to a file.</summary>
    public string Save(string path)
    {
        File.WriteAllBytes(path, Bytes());
        return path;
    }

    /// <summary>Writes it to memory.</summary>
    public byte[] Bytes()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in All())
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }

    /// <summary>A file in memory as one that a person gave.</summary>
    internal static GivenFile Given(byte[] bytes, string name = "book.xlsx") => new(name, "", true, bytes.Length, () => new MemoryStream(bytes));

    internal GivenFile Given() => Given(Bytes());

    private Dictionary<string, string> All()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{Links}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr{(From1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" {s.State} r:id=\"rId{i + 1}\"/>"))
                + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"{Links}\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"rIdS\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rIdT\" Type=\"{Office}/styles\" Target=\"/xl/styles.xml\"/></Relationships>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(_texts.Select(t => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>",
            ["xl/styles.xml"] = Styles(),
        };
        for (var i = 0; i < _sheets.Count; i++)
        {
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = _sheets[i].Body;
        }

        foreach (var (name, text) in Parts)
        {
            parts[name] = text;
        }

        return parts;
    }

    private string Styles()
    {
        var own = Formats.Where(f => !int.TryParse(f, out _)).ToList();
        return $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(own.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))}</numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
            + string.Concat(Formats.Select(f => $"<xf numFmtId=\"{(int.TryParse(f, out var id) ? id : 164 + own.IndexOf(f))}\" applyNumberFormat=\"1\"/>"))
            + "</cellXfs></styleSheet>";
    }

    private string Row(object?[] cells, int index)
    {
        var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<row r=\"{index + 1}\">");
        for (var i = 0; i < cells.Length; i++)
        {
            var place = Column(i) + (index + 1).ToString(CultureInfo.InvariantCulture);
            row.Append(cells[i] switch
            {
                null => "",
                string text => $"<c r=\"{place}\" t=\"s\"><v>{Shared(text)}</v></c>",
                bool yes => $"<c r=\"{place}\" t=\"b\"><v>{(yes ? 1 : 0)}</v></c>",
                DateOnly day => $"<c r=\"{place}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
                IFormattable number => $"<c r=\"{place}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
                var other => throw new ArgumentException(other.ToString()),
            });
        }

        return row.Append("</row>").ToString();
    }

    public static string Column(int index) => index < 26 ? ((char)('A' + index)).ToString() : Column((index / 26) - 1) + (char)('A' + (index % 26));

    private int Shared(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            _numbers[text] = number = _texts.Count;
            _texts.Add(text);
        }

        return number;
    }
}
