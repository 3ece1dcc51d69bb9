using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Reading;

namespace Fairload.Bench;

/// <summary>
/// Times a large Annex A: the workbook to the typed rows that are loaded. <c>make</c> writes a workbook of fictional rows over all eleven
/// lists, in the shares that a council's own has, with cells as Excel writes them: shared texts, days as numbers with a format.
/// </summary>
internal static class AnnexA
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly DateOnly Extract = new(2026, 3, 31);

    // Rows of each list in every sixty: contacts and referrals are most of a workbook.
    private static readonly (int List, int Share, string[] Header)[] Lists =
    [
        (1, 14, [.. Base, "Date of Contact", "Contact Source"]),
        (2, 5, [.. Base, "Assessment start date", "Assessment completion date", "Organisation completing assessment"]),
        (3, 11, [.. Base, "Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker"]),
        (4, 10, [.. Base, "Does the Child have a Disability", "Continuous Assessment Start Date", "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation", "Was the child assessed as requiring LA children's social care support?", "Allocated Team", "Allocated Worker"]),
        (5, 3, [.. Base, "Does the Child have a Disability", "Strategy discussion initiating Section 47 Enquiry Start Date", "Was an Initial Child Protection Conference deemed unnecessary?", "Date of Initial Child Protection Conference", "Did the Initial Child Protection Conference Result in a Child Protection Plan", "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", "Allocated Team", "Allocated Worker"]),
        (6, 9, [.. Base, "Does the Child have a Disability", "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", "Allocated Team", "Allocated Worker"]),
        (7, 3, [.. Base, "Does the Child have a Disability", "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference", "Child Protection Plan End Date", "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)", "Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker"]),
        (8, 3, [.. Base, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Does the Child have a Disability", "Date Started to be Looked After", "Child's Category of Need", "Start date of current legal status", "Child's Legal Status", "Date of Latest Statutory Review", "Date of Last Social Work Visit", "Date of Last Health Assessment", "Number of Placements in the Last 12 months", "Date Ceased to be Looked After", "Reason Ceased to be Looked After", "Start Date of Most Recent Placement", "Placement Type", "Placement Provider", "Placement postcode", "Allocated Team", "Allocated Worker"]),
        (9, 1, [.. Base, "Does the Child have a Disability", "Allocated Team", "Allocated Worker", "Allocated Personal Advisor", "Eligibility Category", "LA in Touch", "Latest Date of Contact", "Type of Accommodation"]),
        (10, 1, [Base[0], "Family identifier", .. Base[1..], "Date the Child Entered Care", "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order"]),
        (11, 0, ["Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability", "Date enquiry received", "Date Stage 1 started"]),
    ];

    private static string[] Base => ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"];

    /// <summary>Writes a workbook of about so many rows.</summary>
    public static void Make(string path, int rows)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", w => w.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + string.Concat(Lists.Select(l => $"<Override PartName=\"/xl/worksheets/sheet{l.List}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>"));
        Part(zip, "_rels/.rels", w => w.Write($"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        Part(zip, "xl/workbook.xml", w => w.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(Lists.Select(l => $"<sheet name=\"List {l.List}\" sheetId=\"{l.List}\" r:id=\"rId{l.List}\"/>"))}</sheets></workbook>"));
        Part(zip, "xl/_rels/workbook.xml.rels", w => w.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(Lists.Select(l => $"<Relationship Id=\"rId{l.List}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{l.List}.xml\"/>"))
            + $"<Relationship Id=\"rId90\" Type=\"{Office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId91\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
        Part(zip, "xl/styles.xml", w => w.Write($"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"));
        foreach (var (list, share, header) in Lists)
        {
            Part(zip, $"xl/worksheets/sheet{list}.xml", w => Sheet(w, header, Math.Max(5, rows * share / 60), rows, texts));
        }

        Part(zip, "xl/sharedStrings.xml", w =>
        {
            w.Write($"<sst xmlns=\"{Main}\" uniqueCount=\"{texts.Count}\">");
            foreach (var (text, _) in texts.OrderBy(t => t.Value))
            {
                w.Write($"<si><t>{SecurityElement.Escape(text)}</t></si>");
            }

            w.Write("</sst>");
        });
    }

    /// <summary>Times reading it.</summary>
    public static void Run(string path)
    {
        var format = new AnnexAFormat();
        var file = new GivenFile(Path.GetFileName(path), "", true, new FileInfo(path).Length, () => File.OpenRead(path));
        Dictionary<string, long> counts = [];
        var timing = Timing.Of(
            () =>
            {
                using var problems = new ProblemLog(null);
                using var rows = new TranslatedRows();
                using (var head = file.Open())
                {
                    var bytes = new byte[FileFormat.HeadLength];
                    _ = format.Is(file, bytes.AsSpan(0, head.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
                }

                format.Read(file, rows, new FormatContext(Extract, problems, default));
                counts = rows.Tables.GroupBy(t => t.Table.Name).ToDictionary(g => g.Key, g => g.Sum(t => t.Count));
            },
            budgetSeconds: 4, most: 20);
        Report.Emit("annex-a", "fairload", file.Length, timing, counts);
    }

    /// <summary>Reads it once, and says what the process took at its greatest.</summary>
    public static void Once(string path)
    {
        var file = new GivenFile(Path.GetFileName(path), "", true, new FileInfo(path).Length, () => File.OpenRead(path));
        using var problems = new ProblemLog(null);
        using var rows = new TranslatedRows();
        var clock = Stopwatch.StartNew();
        new AnnexAFormat().Read(file, rows, new FormatContext(Extract, problems, default));
        var count = rows.Tables.Sum(t => t.Count);
        var seconds = clock.Elapsed.TotalSeconds;
        Report.Emit("annex-a-once", "fairload", file.Length, new Timing(seconds, seconds, seconds, seconds, 1), new { rows = count });
    }

    private static void Sheet(StreamWriter w, string[] header, int count, int rows, Dictionary<string, int> texts)
    {
        w.Write($"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1:{Letters(header.Length - 1)}{count + 1}\"/><sheetData>");
        for (var row = 1; row <= count + 1; row++)
        {
            w.Write($"<row r=\"{row}\" spans=\"1:{header.Length}\">");
            for (var column = 0; column < header.Length; column++)
            {
                var place = Letters(column) + row.ToString(CultureInfo.InvariantCulture);
                var value = row == 1 ? header[column] : Value(header[column], row * 31 % Math.Max(7, rows / 3), row);
                w.Write(value switch
                {
                    null => "",
                    string text => $"<c r=\"{place}\" t=\"s\"><v>{Number(texts, text)}</v></c>",
                    DateOnly day => $"<c r=\"{place}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
                    var number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{number}</v></c>"),
                });
            }

            w.Write("</row>");
        }

        w.Write("</sheetData></worksheet>");
    }

    private static object? Value(string column, int child, int row) => column switch
    {
        "Child Unique ID" => 1_000_000 + child,
        "Date of Birth" => Extract.AddDays(-(child % 6500)),
        "Age of Child (Years)" => child % 6500 / 365.25,
        "Gender" => child % 2 == 0 ? "a) Male" : "b) Female",
        "Ethnicity" => $"{(char)('a' + (child % 19))}) {(child % 19) + 1:00}XX",
        "Allocated Team" => $"Locality {child % 30} Team",
        "Allocated Worker" or "Allocated Personal Advisor" => $"Forename{child % 90} Surname{child % 900}",
        "Placement postcode" => $"ZZ{child % 90} {child % 10}ZZ",
        _ when column.Contains("End Date", StringComparison.Ordinal) || column.Contains("Closure Date", StringComparison.Ordinal) || column.Contains("Ceased", StringComparison.Ordinal) =>
            row % 3 == 0 ? null : column.StartsWith("Reason", StringComparison.Ordinal) ? "k) E13: left care" : Extract.AddDays(-(row % 200)),
        _ when column.Contains("Date", StringComparison.OrdinalIgnoreCase) => Extract.AddDays(-(row % 700) - 1),
        _ when column.StartsWith("Number", StringComparison.Ordinal) || column.EndsWith("identifier", StringComparison.Ordinal) => row % 5,
        "Case Status" => row % 4 == 0 ? "e) Closed episode" : "c) Child in need plan",
        _ => $"{(char)('a' + (row % 8))}) {column[..Math.Min(column.Length, 12)]} {row % 8}",
    };

    private static int Number(Dictionary<string, int> texts, string text)
    {
        if (!texts.TryGetValue(text, out var number))
        {
            texts.Add(text, number = texts.Count);
        }

        return number;
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private static void Part(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false), 1 << 16);
        write(writer);
    }
}
