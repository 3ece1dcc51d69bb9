using System.IO.Compression;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>
/// The CSV files and extract.json files in the files, folders and zips that a person gave. A zip is never unpacked to
/// disk: its entries are read where they lie, and their names are only shown, so no name can lead anywhere.
/// </summary>
internal sealed class GivenFiles : IDisposable
{
    /// <summary>More files than any council's export has.</summary>
    private const int MostEntries = 10_000;

    /// <summary>Room for the largest real set: fifty councils are 1.4 GB.</summary>
    private const long MostUnpacked = 8L << 30;

    private static readonly byte[] ZipMark = "PK\u0003\u0004"u8.ToArray();
    private static readonly byte[] EmptyZipMark = "PK\u0005\u0006"u8.ToArray();
    private static readonly byte[] OldOfficeMark = [0xD0, 0xCF, 0x11, 0xE0];

    private readonly List<IDisposable> _open = [];
    private readonly List<GivenFile> _files = [];
    private readonly List<Skipped> _skipped = [];

    private GivenFiles()
    {
    }

    /// <summary>The files found, in the order of the paths, then by name.</summary>
    public IReadOnlyList<GivenFile> All => _files;

    /// <summary>What lay in a folder and was left alone.</summary>
    public IReadOnlyList<Skipped> Left => _skipped;

    /// <summary>Looks at the paths.</summary>
    /// <exception cref="ImportRefused">A path is not there or cannot be what an import needs.</exception>
    public static GivenFiles At(IEnumerable<string> paths, IReadOnlyDictionary<string, string>? names = null)
    {
        var given = new GivenFiles();
        try
        {
            foreach (var path in paths)
            {
                given.Add(path, names?.GetValueOrDefault(path));
            }

            return given;
        }
        catch (Exception e)
        {
            given.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new ImportRefused(ImportTexts.All["CannotRead", e.Message], cause: e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var opened in _open)
        {
            opened.Dispose();
        }

        _open.Clear();
    }

    private void Add(string path, string? shown)
    {
        if (Directory.Exists(path))
        {
            var names = Directory.EnumerateFiles(path).Where(IsWanted).Order(StringComparer.Ordinal).ToList();
            if (names.Count == 0)
            {
                throw new ImportRefused(ImportTexts.All["EmptyFolder", path]);
            }

            var real = OrdinaryFile.RealPath(path);
            names.ForEach(name => AddFrom(real, name, Path.GetFullPath(path)));
            if (_files.Count == 0 && _skipped.Count > 0)
            {
                throw new ImportRefused(ImportTexts.All[_skipped[0].Why, _skipped[0].Name], _skipped[0].Name);
            }
        }
        else if (File.Exists(path))
        {
            if (!OrdinaryFile.Is(path))
            {
                throw new ImportRefused(ImportTexts.All["NotOrdinary", shown ?? path], shown ?? Path.GetFileName(path));
            }

            AddFile(path, shown ?? Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", named: true);
        }
        else
        {
            throw new ImportRefused(ImportTexts.All["NoSuchPath", shown ?? path]);
        }
    }

    /// <summary>A file that lies in a folder; what is read is where its link leads, so that it cannot lead elsewhere later.</summary>
    private void AddFrom(string folder, string path, string place)
    {
        var name = Path.GetFileName(path);
        var real = OrdinaryFile.RealPath(path);
        if (!OrdinaryFile.IsWithin(folder, real))
        {
            _skipped.Add(new Skipped(name, "LinkLeaves"));
        }
        else if (!OrdinaryFile.Is(real))
        {
            _skipped.Add(new Skipped(name, "NotOrdinary"));
        }
        else
        {
            AddFile(real, name, place, named: false);
        }
    }

    private void AddFile(string path, string name, string place, bool named)
    {
        Span<byte> mark = stackalloc byte[4];
        using (var stream = File.OpenRead(path))
        {
            mark = mark[..stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false)];
        }

        if (mark.SequenceEqual(ZipMark) || mark.SequenceEqual(EmptyZipMark))
        {
            AddZip(path, name);
        }
        else if (mark.SequenceEqual(OldOfficeMark))
        {
            throw new ImportRefused(ImportTexts.All["Workbook", name], name);
        }
        else if (mark.IsEmpty)
        {
            throw new ImportRefused(ImportTexts.All["EmptyFile", name], name);
        }
        else
        {
            _files.Add(new GivenFile(name, place, named, new FileInfo(path).Length, () => new FileStream(
                path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.Read })));
        }
    }

    private void AddZip(string path, string name)
    {
        var zip = Opened(path, name);
        _open.Add(zip);
        var entries = zip.Entries;
        if (entries.Count > MostEntries)
        {
            throw new ImportRefused(ImportTexts.All["ZipEntries", name, entries.Count, MostEntries], name);
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long declared = 0;
        foreach (var entry in entries)
        {
            if (IsTrick(entry.FullName))
            {
                throw new ImportRefused(ImportTexts.All["ZipName", name, Shown(entry.FullName)], name);
            }

            if (!names.Add(entry.FullName))
            {
                throw new ImportRefused(ImportTexts.All["ZipTwice", name, Shown(entry.FullName)], name);
            }

            if (entry.FullName == "[Content_Types].xml")
            {
                throw new ImportRefused(ImportTexts.All["Workbook", name], name);
            }

            if (entry.FullName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                throw new ImportRefused(ImportTexts.All["ZipInZip", name, Shown(entry.FullName)], name);
            }

            if (entry.IsEncrypted)
            {
                throw new ImportRefused(ImportTexts.All["ZipLocked", name], name);
            }

            // By what the zip says of itself, before anything is unpacked; what it does not say is met as it unpacks.
            if (entry.Length > MostUnpacked - declared
                || (IsWanted(entry.FullName) && UnpackedStream.IsTooLarge(entry.Length, entry.CompressedLength)))
            {
                throw new ImportRefused(ImportTexts.All["ZipTooLarge", name], name);
            }

            declared += entry.Length;
        }

        var room = new Room(MostUnpacked);
        foreach (var entry in entries.Where(e => IsWanted(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.Length == 0)
            {
                throw new ImportRefused(ImportTexts.All["EmptyFile", entry.Name], entry.Name);
            }

            var folder = path + "|" + entry.FullName[..^entry.Name.Length];
            _files.Add(new GivenFile(
                entry.Name, folder, false, entry.Length, () => new UnpackedStream(entry.Open(), entry.CompressedLength, room, name)));
        }

        if (!_files.Exists(f => f.Place.StartsWith(path + "|", StringComparison.Ordinal)))
        {
            throw new ImportRefused(ImportTexts.All["EmptyFolder", name], name);
        }
    }

    private static ZipArchive Opened(string path, string name)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new ImportRefused(ImportTexts.All["ZipDamaged", name], name, cause: e);
        }
    }

    private static bool IsWanted(string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(name).Equals("extract.json", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrick(string name) =>
        name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal)
        || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl) || name.Split('/').Contains("..");

    private static string Shown(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
