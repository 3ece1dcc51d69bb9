using System.IO.Compression;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Store;

namespace Fairload.App.Tests.Imports;

/// <summary>
/// Files made to do harm are refused quickly and in little memory. The bar is 2 seconds; the tests allow three times
/// that, for a slow machine. Alone in their collection, because what the process allocates is measured, and the processor's
/// time that it takes: other programs on the machine take none of that.
/// </summary>
[Collection(nameof(Alone))]
public sealed class HostileTests : IDisposable
{
    private const long MostBytes = 150L << 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(6);
    private readonly SsdFolder _ssd = SsdFolder.Small();

    public static TheoryData<string> Forms() =>
    [
        "one-line", "one-quoted-field", "commas", "nul", "wide-header", "long-header", "twice", "no-newline-header",
        "zip-bomb", "zip-lies", "zip-parent", "zip-absolute", "zip-backslash", "zip-drive", "zip-twice", "zip-in-zip",
        "zip-many", "zip-cut", "zip-empty", "xlsx", "deep-json", "endless-quote", "utf16-odd", "huge-number",
    ];

    [Trait("ASVS", "1.4.3"), Trait("ASVS", "5.4.3"), Trait("ASVS", "15.1.3"), Trait("ASVS", "15.2.2")]
    [Theory, MemberData(nameof(Forms))]
    public async Task It_is_refused_or_read_rightly_in_time_and_memory(string form)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(_ssd.Write(), "2026-03-01");
        var before = store.State();
        var path = Make(form);

        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = Environment.CpuUsage.TotalTime;
        ImportRefused? refused = null;
        try
        {
            await store.Import(path);
        }
        catch (ImportRefused e)
        {
            refused = e;
        }

        var took = Environment.CpuUsage.TotalTime - began;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        var harmless = form is "deep-json" or "huge-number" or "utf16-odd";
        Assert.Equal(harmless, refused is null);
        Assert.True(took < MostTime, $"{form} took {took}");
        Assert.True(bytes < MostBytes, $"{form} allocated {bytes >> 20} MiB");
        if (refused is not null)
        {
            Assert.Equal(before, store.State());
            Assert.EndsWith(".", refused.Message);
        }

        // And the next one is served.
        using var next = SsdFolder.Small();
        await store.Import(next.Write());
    }

    [Trait("ASVS", "5.2.3")]
    [Fact]
    public async Task A_zip_is_refused_by_the_sizes_that_it_declares()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Zip("plain", _ssd.Write());
        Declare(path, 1 << 30);
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(path));
        Assert.Contains("unpacks to more", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_set_that_packs_well_is_not_taken_for_a_bomb()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        _ssd.Write();
        var rows = new StringBuilder("cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\n");
        for (var i = 0; i < 100_000; i++)
        {
            rows.Append('C').Append(i).Append(",P1,2025-12-01,1A\n");
        }

        await File.WriteAllTextAsync(Path.Combine(_ssd.Path, "c.csv"), rows.ToString());
        File.Delete(_ssd.Path + ".zip");
        ZipFile.CreateFromDirectory(_ssd.Path, _ssd.Path + ".zip");
        var report = await store.Import(_ssd.Path + ".zip");
        Assert.Equal(100_000, report.Files.Single(f => f.Table == "ssd_contacts").Added);
    }

    public void Dispose() => _ssd.Dispose();

    private string Make(string form)
    {
        var folder = _ssd.Write();
        var path = Path.Combine(folder, "ssd_contacts.csv");
        const string Header = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code";
        switch (form)
        {
            case "one-line": Fill(path, Header + "\nC1,", (byte)'x', 1L << 30); break;
            case "one-quoted-field": Fill(path, Header + "\nC1,\"", (byte)'\n', 1L << 30); break;
            case "commas": Fill(path, Header + "\n", (byte)',', 1L << 30); break;
            case "no-newline-header": Fill(path, "", (byte)'x', 1L << 30); break;
            case "nul": Fill(path, Header + "\nC1,P1,2025-01-01,", 0, 64 << 20); break;
            case "wide-header": File.WriteAllText(path, Header + string.Concat(Enumerable.Range(0, 600).Select(i => ",c" + i)) + "\n"); break;
            case "long-header": File.WriteAllText(path, Header + "," + new string('c', 5 << 20) + "\n"); break;
            case "twice": File.WriteAllText(path, Header + ",cont_person_id\nC1,P1,2025-01-01,x,P2\n"); break;
            case "endless-quote": File.WriteAllText(path, Header + "\nC1,P1,\"2025-01-01,x\n" + Repeat("C2,P1,2025-01-01,x\n", 400_000)); break;
            case "utf16-odd": File.WriteAllBytes(path, [0xFF, 0xFE, 0x00, 0xD8, 0x41]); break;
            case "deep-json":
                var nested = new string('[', 300) + new string(']', 300);
                File.WriteAllText(Path.Combine(folder, "a.csv"), "addr_table_id,addr_person_id,addr_address_json\nA1,P1,\"" + nested + "\"\n");
                break;
            case "huge-number":
                File.WriteAllText(path, Header + "\n" + new string('9', 150) + ",P1,2025-01-01,1e999999999\n");
                break;
            default: return Zip(form, folder);
        }

        return folder;
    }

    private static string Zip(string form, string folder)
    {
        var path = folder + ".zip";
        File.Delete(path);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            if (form is not ("zip-empty" or "xlsx"))
            {
                foreach (var file in Directory.EnumerateFiles(folder))
                {
                    zip.CreateEntryFromFile(file, Path.GetFileName(file));
                }
            }

            switch (form)
            {
                case "zip-bomb" or "zip-lies":
                    using (var entry = zip.CreateEntry("ssd_contacts.csv", CompressionLevel.Optimal).Open())
                    {
                        entry.Write("cont_contact_id,cont_person_id,cont_contact_date\n"u8);
                        // Blank lines pack a thousand to one, as far as the method goes.
                        var line = Encoding.ASCII.GetBytes(Repeat("\n", 1_000_000));
                        for (var i = 0; i < 300; i++)
                        {
                            entry.Write(line);
                        }
                    }

                    break;
                case "zip-parent": Add(zip, "../../evil.csv"); break;
                case "zip-absolute": Add(zip, "/etc/evil.csv"); break;
                case "zip-backslash": Add(zip, "..\\evil.csv"); break;
                case "zip-drive": Add(zip, "C:evil.csv"); break;
                case "zip-twice": Add(zip, "SSD_PERSON.csv"); break;
                case "zip-in-zip": Add(zip, "more.zip"); break;
                case "zip-many": Enumerable.Range(0, 10_001).ToList().ForEach(i => Add(zip, $"f{i}.txt")); break;
                case "xlsx": Add(zip, "[Content_Types].xml"); Add(zip, "xl/workbook.xml"); break;
            }
        }

        if (form == "zip-cut")
        {
            using var file = File.OpenWrite(path);
            file.SetLength(file.Length / 2);
        }
        else if (form == "zip-lies")
        {
            Declare(path, 100);
        }

        return path;
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

    private static void Add(ZipArchive zip, string name)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write("a,b\n1,2\n"u8);
    }

    /// <summary>A file of one byte repeated. Sparse where the byte is NUL; else written in large pieces.</summary>
    private static void Fill(string path, string head, byte with, long length)
    {
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes(head));
        // What is refused within four megabytes need not be a gigabyte on disk: the length is, the blocks are not.
        var piece = new byte[16 << 20];
        Array.Fill(piece, with);
        file.Write(piece);
        file.SetLength(length);
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}

/// <summary>Tests that must not run beside others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
