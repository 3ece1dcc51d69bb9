using System.IO.Compression;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Tests.Imports;
using Fairload.App.Tests.Imports.Formats;

namespace Fairload.App.Tests.Reading;

/// <summary>
/// Workbooks made to do harm, and workbooks that look so and are real. The bars are 2 seconds for what is refused, 6 for a million empty
/// rows, and 150 MiB; the tests allow three times the time, for a slow machine. The time is the processor's, which other programs do not take,
/// and alone, because that of the whole process is measured.
/// </summary>
[Collection(nameof(Alone))]
public sealed class HostileWorkbookTests : IDisposable
{
    private const long MostBytes = 150L << 20;
    private const string Rows = "xl/worksheets/sheet2.xml";
    private static readonly DateOnly Extract = new(2026, 3, 31);
    private readonly string _path = Path.GetTempFileName();

    /// <summary>What is refused, and what the sentence says.</summary>
    public static TheoryData<string, string> Refused() => new()
    {
        { "bomb", "unpacks to more" },
        { "bomb-lies", "" },
        { "bomb-of-texts", "" },
        { "bomb-of-styles", "" },
        { "endless-attribute", "longer than" },
        { "endless-text", "longer than" },
        { "endless-name", "longer than" },
        { "endless-comment", "longer than" },
        { "wide-row", "longer than" },
        { "many-texts", "" },
        { "shared-again-and-again", "unpacks to more" },
        { "external-entity", "document type" },
        { "laughs", "document type" },
        { "laughs-in-texts", "" },
        { "own-entity", "cannot be read as a workbook" },
        { "deep", "cannot be read as a workbook" },
        { "beyond-last-column", "cannot be read as a workbook" },
        { "beyond-last-row", "cannot be read as a workbook" },
        { "rows-backwards", "cannot be read as a workbook" },
        { "cut", "cannot be read as a workbook" },
        { "cut-inside", "" },
        { "header-twice", "twice" },
        { "nul", "cannot be read as a workbook" },
    };

    /// <summary>What is read, however it looks.</summary>
    public static TheoryData<string> Real() =>
        ["empty-rows", "styled-rows", "styled-cells", "last-cell", "macro", "links-out", "utf16", "many-sheets", "no-places", "slip-names"];

    [Trait("ASVS", "1.5.1"), Trait("ASVS", "5.2.3")]
    [Theory, MemberData(nameof(Refused))]
    public void It_is_refused_with_a_sentence(string form, string says)
    {
        Make(form);
        var (refused, _, bytes, time) = Load();
        Assert.True(refused is not null, $"{form} was read");
        Assert.EndsWith(".", refused.Message);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.True(time < TimeSpan.FromSeconds(6), $"{form} took {time}");
        Assert.True(bytes < MostBytes, $"{form} allocated {bytes >> 20} MiB");
    }

    [Theory, MemberData(nameof(Real))]
    public void It_is_read_rightly(string form)
    {
        Make(form);
        var (refused, children, bytes, time) = Load();
        Assert.Null(refused?.Message);
        Assert.Equal(300, children);
        Assert.True(time < TimeSpan.FromSeconds(18), $"{form} took {time}");
        Assert.True(bytes < MostBytes, $"{form} allocated {bytes >> 20} MiB");
    }

    [Fact]
    public void Any_bytes_end_in_an_answer_or_a_refusal()
    {
        var sample = File.ReadAllBytes(AnnexASampleTests.SamplePath());
        var parts = Unpacked(sample);
        var random = new Random(20260331);
        for (var i = 0; i < 400; i++)
        {
            byte[] bytes;
            if (i % 2 == 0)
            {
                bytes = (byte[])sample.Clone();
                Change(bytes, random);
            }
            else
            {
                // Whole as a zip, so that what is inside is met.
                var name = parts.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(parts.Count));
                var part = (byte[])parts[name].Clone();
                Change(part, random);
                bytes = Packed(parts, name, part);
            }

            File.WriteAllBytes(_path, bytes);
            Load();
        }
    }

    public void Dispose() => File.Delete(_path);

    private static Dictionary<string, byte[]> Unpacked(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var stream = e.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        });
    }

    private static byte[] Packed(Dictionary<string, byte[]> parts, string changed, byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, part) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(name == changed ? bytes : part);
            }
        }

        return memory.ToArray();
    }

    private static void Change(byte[] bytes, Random random)
    {
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.AsSpan(at, Math.Min(random.Next(1, 40), bytes.Length - at)).Fill((byte)"<>\"'&; 0\0"[random.Next(9)]); break;
                default:
                    var from = random.Next(bytes.Length);
                    var length = Math.Min(random.Next(1, 60), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at, length));
                    break;
            }
        }
    }

    private (ImportRefused? Refused, int Children, long Bytes, TimeSpan Time) Load()
    {
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        var children = 0;
        ImportRefused? refused = null;
        try
        {
            using var given = GivenFiles.At([_path], new Dictionary<string, string> { [_path] = "book.xlsx" });
            foreach (var file in given.All)
            {
                if (!AnnexAFile.Is(file))
                {
                    throw new ImportRefused("book.xlsx is none of ours.");
                }

                using var read = AnnexAFile.Read(Extract, file);
                children += read.Of(SsdTables.Person, "pers_person_id").Count;
            }
        }
        catch (ImportRefused e)
        {
            refused = e;
        }

        return (refused, children, GC.GetAllocatedBytesForCurrentThread() - before, Environment.CpuUsage.TotalTime - began);
    }

    /// <summary>
    /// A workbook of which List 9 is good and proves what it is, and List 7 with 300 children follows; the form changes List 7 or a part
    /// that all share.
    /// </summary>
    private void Make(string form)
    {
        var places = form != "no-places";
        var rows = string.Concat(Enumerable.Range(1, 300).Select(i => Row(i + 1, "C" + i, places)));
        var head = Header(AnnexAFile.Layout2024[7], places);
        var book = new BookBuilder().Sheet("List 9", [.. AnnexAFile.Layout2024[9]]);
        Action<Stream>? sheet = null;
        Action<ZipArchive>? more = null;
        switch (form)
        {
            case "bomb" or "bomb-lies": sheet = s => Repeat(s, head + rows, "<x/>            ", 300 << 20); break;
            case "bomb-of-texts": more = z => Entry(z, "xl/sharedStrings.xml", s => Repeat(s, "<sst>", "<x/>            ", 300 << 20)); break;
            case "bomb-of-styles": more = z => Entry(z, "xl/styles.xml", s => Repeat(s, "<styleSheet>", "<x/>            ", 300 << 20)); break;
            case "endless-attribute": sheet = s => Repeat(s, head + rows + "<row r=\"302\" x=\"", "aaaaaaaaaaaaaaaa", 32 << 20); break;
            case "endless-text": sheet = s => Repeat(s, head + rows + "<row r=\"302\"><c r=\"A302\" t=\"str\"><v>", "aaaaaaaaaaaaaaaa", 32 << 20); break;
            case "endless-name": sheet = s => Repeat(s, head + rows + "<row r=\"302\"><", "aaaaaaaaaaaaaaaa", 32 << 20); break;
            case "endless-comment": sheet = s => Repeat(s, head + rows + "<!--", "aaaaaaaaaaaaaaaa", 32 << 20); break;
            case "wide-row":
                sheet = s =>
                {
                    Write(s, Begin + head + rows + "<row r=\"302\">");
                    var long100 = new string('x', 100_000);
                    for (var i = 0; i < 200; i++)
                    {
                        Write(s, $"<c t=\"str\"><v>{long100}</v></c>");
                    }

                    Write(s, "</row></sheetData></worksheet>");
                };
                break;
            case "many-texts": more = z => Entry(z, "xl/sharedStrings.xml", s => Repeat(s, "<sst>", "<si/>", 4_300_000L * 5)); break;
            case "shared-again-and-again":
                book.Parts["xl/sharedStrings.xml"] = "<sst>" + string.Concat(AnnexAFile.Layout2024[9].Select(h => $"<si><t>{h}</t></si>")) + $"<si><t>{new string('x', 1_000_000)}</t></si></sst>";
                var shared = AnnexAFile.Layout2024[9].Length;
                sheet = s =>
                {
                    Write(s, Begin + head + rows);
                    for (var i = 302; i < 20_000; i++)
                    {
                        Write(s, $"<row r=\"{i}\"><c r=\"A{i}\" t=\"s\"><v>{shared}</v></c></row>");
                    }

                    Write(s, "</sheetData></worksheet>");
                };
                break;
            case "external-entity": sheet = s => Write(s, "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + Begin + head + rows + "&e;</sheetData></worksheet>"); break;
            case "laughs": sheet = s => Write(s, Laughs + Begin + head + rows + "<row r=\"302\"><c t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>"); break;
            case "laughs-in-texts": book.Parts["xl/sharedStrings.xml"] = Laughs + "<sst><si><t>&l9;</t></si></sst>"; break;
            case "own-entity": sheet = s => Write(s, Begin + head + rows + "<row r=\"302\"><c t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>"); break;
            case "deep": sheet = s => Repeat(s, head + rows + "<row r=\"302\"><c>", "<v>", 30_000_000); break;
            case "beyond-last-column": sheet = s => Write(s, Begin + head + rows + "<row r=\"302\"><c r=\"XFE302\"><v>1</v></c></row></sheetData></worksheet>"); break;
            case "beyond-last-row": sheet = s => Write(s, Begin + head + rows + "<row r=\"1048577\"><c><v>1</v></c></row></sheetData></worksheet>"); break;
            case "rows-backwards": sheet = s => Write(s, Begin + head + rows + rows + "</sheetData></worksheet>"); break;
            case "nul": sheet = s => Write(s, Begin + head + rows + "\0</sheetData></worksheet>"); break;
            case "cut-inside" or "cut": sheet = s => Write(s, Begin + head + rows + (form == "cut" ? "<row r=\"302\"><c" : "</sheetData></worksheet>")); break;
            case "header-twice": sheet = s => Write(s, Begin + Header([.. AnnexAFile.Layout2024[7], "Allocated Worker"], places) + rows + "</sheetData></worksheet>"); break;
            case "empty-rows": sheet = s => Numbered(s, head + rows, i => $"<row r=\"{i}\" spans=\"1:17\" x14ac:dyDescent=\"0.35\"/>"); break;
            case "styled-rows": sheet = s => Numbered(s, head + rows, i => $"<row r=\"{i}\" s=\"1\" customFormat=\"1\" ht=\"15\" customHeight=\"1\"></row>"); break;
            case "styled-cells": sheet = s => Numbered(s, head + rows, i => $"<row r=\"{i}\"><c r=\"A{i}\" s=\"1\"/><c r=\"B{i}\" s=\"1\"/><c r=\"C{i}\" s=\"1\"/></row>"); break;
            case "last-cell": sheet = s => Write(s, Begin + head + rows + "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row></sheetData></worksheet>"); break;
            case "macro": more = z => Entry(z, "xl/vbaProject.bin", s => s.Write(new byte[100_000])); break;
            case "links-out":
                more = z =>
                {
                    Entry(z, "xl/externalLinks/externalLink1.xml", s => Write(s, "<externalLink/>"));
                    Entry(z, "xl/worksheets/_rels/sheet2.xml.rels", s => Write(s, "<Relationships><Relationship Id=\"a\" Type=\"x\" Target=\"https://example.org/\" TargetMode=\"External\"/></Relationships>"));
                };
                break;
            case "utf16":
                sheet = s =>
                {
                    s.Write([0xFF, 0xFE]);
                    s.Write(Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Begin + head + rows + "</sheetData></worksheet>"));
                };
                break;
            case "many-sheets":
                for (var i = 0; i < 200; i++)
                {
                    book.Sheet("Blank " + i);
                }

                break;
            case "slip-names": more = z => Entry(z, "../../evil.xml", s => Write(s, "<x/>")); break;
        }

        if (form == "many-sheets")
        {
            book.Raw("List 7", head + rows);
        }
        else
        {
            book.Raw("List 7", sheet is null ? head + rows : "");
        }

        File.WriteAllBytes(_path, book.Bytes());
        using (var zip = ZipFile.Open(_path, ZipArchiveMode.Update))
        {
            if (sheet is not null)
            {
                zip.GetEntry(Rows)!.Delete();
                Entry(zip, Rows, sheet);
            }

            if (more is not null)
            {
                if (form.StartsWith("bomb-of", StringComparison.Ordinal) || form == "many-texts")
                {
                    zip.GetEntry(form == "bomb-of-styles" ? "xl/styles.xml" : "xl/sharedStrings.xml")!.Delete();
                }

                more(zip);
            }
        }

        if (form == "bomb-lies")
        {
            Declare(_path, 100_000);
        }
        else if (form == "cut-inside")
        {
            var bytes = File.ReadAllBytes(_path);
            bytes.AsSpan(bytes.Length / 3, 40).Clear();
            File.WriteAllBytes(_path, bytes);
        }
    }

    private const string Begin = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

    private static readonly string Laughs = "<!DOCTYPE lolz [<!ENTITY l0 \"lol\">"
        + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">")) + "]>";

    private static string Header(string[] names, bool places) =>
        "<row r=\"1\">" + string.Concat(names.Select((n, i) => Cell(i, 1, System.Security.SecurityElement.Escape(n)!, places))) + "</row>";

    private static string Row(int row, string child, bool places) =>
        $"<row r=\"{row}\">{Cell(0, row, child, places)}{(places ? "" : string.Concat(Enumerable.Repeat("<c/>", 5)))}<c {(places ? $"r=\"G{row}\" " : "")}s=\"1\"><v>46027</v></c></row>";

    private static string Cell(int column, int row, string text, bool places) =>
        $"<c {(places ? $"r=\"{BookBuilder.Column(column)}{row}\" " : "")}t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static void Numbered(Stream to, string head, Func<int, string> row)
    {
        Write(to, Begin + head);
        var piece = new StringBuilder();
        for (var i = 302; i <= 1_048_576; i++)
        {
            piece.Append(row(i));
            if (i % 5_000 == 0)
            {
                Write(to, piece.ToString());
                piece.Clear();
            }
        }

        Write(to, piece + "</sheetData></worksheet>");
    }

    private static void Repeat(Stream to, string head, string what, long length)
    {
        Write(to, head.StartsWith("<s", StringComparison.Ordinal) ? head : Begin + head);
        var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(what, (1 << 20) / what.Length)));
        for (long written = 0; written < length; written += piece.Length)
        {
            to.Write(piece);
        }
    }

    private static void Write(Stream to, string text) => to.Write(Encoding.UTF8.GetBytes(text));

    private static void Entry(ZipArchive zip, string name, Action<Stream> write)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        write(stream);
    }

    /// <summary>Says in the zip's directory how much every entry unpacks to, true or not.</summary>
    private static void Declare(string path, int size)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i + 46 < bytes.Length; i++)
        {
            if (bytes.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8))
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(i + 24), size);
            }
        }

        File.WriteAllBytes(path, bytes);
    }
}
