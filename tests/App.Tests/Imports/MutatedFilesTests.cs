using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Tests.Imports.Formats;

namespace Fairload.App.Tests.Imports;

/// <summary>
/// Files of every kind that is read, spoilt at random: each ends in rows and problems or in one sentence, never in a fault, and none
/// takes long. <c>./test --long</c> spoils a million of them.
/// </summary>
public sealed class MutatedFilesTests
{
    private const int Parts = 8;
    private const int Longest = 24 * 1024;

    /// <summary>The bar is 2 seconds, and a file takes some thousandths; a machine that does much other work besides is given more.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(40);

    private static readonly int Each = (Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 } ? 1_000_000 : 20_000) / Parts;

    private static readonly string[] Telling =
    [
        "\"", ",", ";", "\n", "\r\n", "\0", "<", ">", "</", "&", "&amp;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.1\"?>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "{", "}", "[", "]", ":", "null", "true", "1e999", "-1", "99999999999999999999", "0000-00-00", "2026-02-30", "31/12/9999",
        "\uFEFF", "\u00A0", "\u202E", "\uD83D", "é", "#N/A", "=1+1", "9999-12-31", "0001-01-01", "T24:00:00", "\t", " ", "xmlns=\"\"", "xsi:nil=\"true\"", "\u001A",
    ];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, Parts)];

    [Trait("ASVS", "16.5.3")]
    [Theory, MemberData(nameof(Seeds))]
    public async Task No_spoilt_file_ends_in_a_fault_or_takes_long(int seed)
    {
        var random = new Random(seed);
        var originals = Originals().ToList();
        var folder = Directory.CreateTempSubdirectory("fairload-spoilt-").FullName;
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        for (var i = 0; i < Each; i++)
        {
            var (name, bytes, packed) = originals[random.Next(originals.Count)];
            var spoilt = packed is null ? Spoil(bytes, random) : Pack(packed, random);
            var clock = Stopwatch.StartNew();
            try
            {
                if (i % 100 == 0)
                {
                    // The whole way, down to the store.
                    var path = Path.Combine(folder, name);
                    await File.WriteAllBytesAsync(path, spoilt);
                    try
                    {
                        await store.Import(path, with: request => request with { DryRun = i % 200 == 0 });
                    }
                    finally
                    {
                        File.Delete(path);
                    }
                }
                else
                {
                    Read(Translation.FromBytes(name, spoilt) with { IsWorkbook = packed is not null });
                }
            }
            catch (Refused refused)
            {
                Assert.False(string.IsNullOrWhiteSpace(refused.Message));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}, file {i}, {name}: {e}");
            }

            Assert.True(clock.Elapsed < MostTime, $"Seed {seed}, file {i}, {name} took {clock.Elapsed}.");
        }

        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_format_is_among_the_files_that_are_spoilt()
    {
        var known = Originals().Select(one => Translation.FromBytes(one.Name, one.Bytes))
            .Select(file => FileFormats.All.FirstOrDefault(format => format.Is(file, Translation.Head(file)))).OfType<FileFormat>().Distinct();
        Assert.Equal(FileFormats.All.Select(format => format.GetType().Name).Order(StringComparer.Ordinal), known.Select(format => format.GetType().Name).Order(StringComparer.Ordinal));
    }

    private static void Read(GivenFile file)
    {
        using var problems = new ProblemLog(null);
        if (Recognise.IsExtract(file))
        {
            ExtractNote.Of([file], [file], needsDate: true);
            return;
        }

        var found = Recognise.In([file with { Named = false }], null, problems);
        foreach (var (given, format) in found.Formatted)
        {
            format.ExtractDate(given);
            using var rows = new TranslatedRows();
            format.Read(given, rows, new FormatContext(new DateOnly(2026, 3, 31), problems, default));
            Assert.All(rows.Tables, table => Assert.Equal(table.Count, table.Rows().LongCount()));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes, IReadOnlyDictionary<string, string>? Packed)> Originals()
    {
        foreach (var path in Samples())
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length > Longest)
            {
                // A whole number of lines of a long one: what matters is that its beginning tells what it is.
                bytes = bytes[..(Array.LastIndexOf(bytes, (byte)'\n', Longest) + 1)];
            }

            yield return (Path.GetFileName(path), bytes, null);
        }

        using var ssd = SsdFolder.Full().WithStaff();
        foreach (var table in ssd.Tables)
        {
            yield return (table + ".csv", Encoding.UTF8.GetBytes(ssd.Csv(table)), null);
        }

        yield return ("extract.json", """{ "extractDate": "2026-03-31", "council": "NORTH", "councilName": "North" }"""u8.ToArray(), null);
        yield return ("return.xml", """
            <EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><UPN/><SEX>2</SEX><DOB>02/02/2012</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>02/02/2030</DUC>
            <AREVIEW><REVIEW>15/02/2024</REVIEW><REVIEW_CODE>PN4</REVIEW_CODE></AREVIEW></HEADER>
            <EPISODE><DECOM>01/01/2024</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U1</PL><PL_POST>AB1 2CD</PL_POST><DEC>01/03/2024</DEC><REC>X1</REC></EPISODE>
            </CHILD></EXPSSDA903>
            """u8.ToArray(), null);
        yield return ("all.zip", File.ReadAllBytes(ssd.WriteZip()), null);
        yield return ("lists.xlsx", Pack(Workbook, null), Workbook);
        yield return ("lists.xlsx", Pack(Workbook, null), null);
    }

    private static IEnumerable<string> Samples()
    {
        var at = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(at, "tests", "samples")))
        {
            at = Path.GetDirectoryName(at)!;
        }

        return ((string[])["cin-census", "csww", "dfe-csc-api", "ssda903"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(at, "tests", "samples", folder)))
            .Where(path => Path.GetExtension(path) is ".xml" or ".csv" or ".json").Order(StringComparer.Ordinal);
    }

    /// <summary>Two lists of Annex A as the parts of a workbook.</summary>
    private static IReadOnlyDictionary<string, string> Workbook { get; } = new Dictionary<string, string>
    {
        ["[Content_Types].xml"] = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""",
        ["_rels/.rels"] = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
        ["xl/_rels/workbook.xml.rels"] = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>""",
        ["xl/workbook.xml"] = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List 6" sheetId="1" r:id="r1"/><sheet name="List 7" sheetId="2" r:id="r2"/></sheets></workbook>""",
        ["xl/worksheets/sheet1.xml"] = Sheet(
            ["Child Unique ID", "Gender", "Date of Birth", "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", "Allocated Team", "Allocated Worker"],
            ["A1", "F", "2015-04-02", "46023", "N1", "31/03/2026", "", "", "CIN Plan", "Team One", "Ada Quill"]),
        ["xl/worksheets/sheet2.xml"] = Sheet(
            ["Child Unique ID", "Gender", "Date of Birth", "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference", "Child Protection Plan End Date", "Allocated Team", "Allocated Worker"],
            ["A1", "F", "2015-04-02", "2026-02-01", "Neglect", "Emotional", "2026-03-01", "Yes", "2026-03-01", "", "Team One", "Ada Quill"]),
    };

    private static string Sheet(params string[][] rows) =>
        """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""" + string.Concat(rows.Select((row, i) =>
            $"<row r=\"{i + 1}\">" + string.Concat(row.Select((cell, j) => $"<c r=\"{(char)('A' + j)}{i + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")) + "</row>")) + "</sheetData></worksheet>";

    /// <summary>Packs the parts; with chance, one of them spoilt.</summary>
    private static byte[] Pack(IReadOnlyDictionary<string, string> parts, Random? random)
    {
        var which = random?.Next(parts.Count);
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, i) in parts.Select((part, i) => (part, i)))
            {
                using var entry = zip.CreateEntry(part.Key, CompressionLevel.Fastest).Open();
                var bytes = Encoding.UTF8.GetBytes(part.Value);
                entry.Write(i == which ? Spoil(bytes, random!) : bytes);
            }
        }

        return made.ToArray();
    }

    private static byte[] Spoil(byte[] from, Random random)
    {
        var bytes = new List<byte>(from);
        for (var n = random.Next(1, 9); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(10))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2 + 1), Math.Min(bytes.Count / 2, random.Next(200)))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(32, 127), random.Next(2000))); break;
                case 6: Swap(bytes, random); break;
                case 7: Number(bytes, at, random); break;
                default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Telling[random.Next(Telling.Length)])); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts a piece between two telling signs in another's place.</summary>
    private static void Swap(List<byte> bytes, Random random)
    {
        var sign = (byte)",<>\n\""[random.Next(5)];
        var start = bytes.IndexOf(sign, random.Next(bytes.Count));
        var end = start < 0 ? -1 : bytes.IndexOf(sign, start + 1);
        if (end > start && end - start < 4000)
        {
            var piece = bytes.GetRange(start, end - start);
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(random.Next(bytes.Count + 1), piece);
        }
    }

    /// <summary>Makes a digit another one, so that dates and ids change and the form stays.</summary>
    private static void Number(List<byte> bytes, int from, Random random)
    {
        var at = bytes.FindIndex(from, b => b is >= (byte)'0' and <= (byte)'9');
        if (at >= 0)
        {
            bytes[at] = (byte)('0' + random.Next(10));
        }
    }
}
