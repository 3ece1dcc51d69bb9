using System.Collections.ObjectModel;
using System.IO.Compression;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>
/// The files that may be read among the files, folders and zips that a person gave: text (CSV, XML, JSON) and workbooks. A zip's
/// names are only shown, so no name can lead anywhere. What lies in a folder or zip under another ending is read when its beginning
/// shows that it is known, else left aside, so that a stray file costs nothing; a file that was named must be one.
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
    private static readonly byte[] LockedMark = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly string[] Wanted = [".csv", ".xml", ".json", ".xlsx", ".xlsm"];

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
            var real = OrdinaryFile.RealPath(path);
            var strays = new List<string>();
            var isEmpty = true;
            foreach (var name in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
            {
                if (IsWanted(name) || IsZip(name))
                {
                    AddFrom(real, name, Path.GetFullPath(path));
                    isEmpty = false;
                }
                else if (AddIfKnown(real, name, Path.GetFullPath(path)))
                {
                    isEmpty = false;
                }
                else
                {
                    strays.Add(name);
                }
            }

            if (isEmpty)
            {
                throw new ImportRefused(ImportTexts.All["EmptyFolder", path]);
            }

            if (_files.Count == 0 && _skipped.Count > 0)
            {
                throw new ImportRefused(ImportTexts.All[_skipped[0].Why, _skipped[0].Name], _skipped[0].Name);
            }

            LeaveAside(strays);
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

    /// <summary>Adds a file of a folder whose ending says nothing, if its beginning does.</summary>
    private bool AddIfKnown(string folder, string path, string place)
    {
        try
        {
            var name = Path.GetFileName(path);
            var real = OrdinaryFile.RealPath(path);
            return !IsHidden(name) && OrdinaryFile.IsWithin(folder, real) && OrdinaryFile.Is(real)
                && AddIfKnown(new GivenFile(name, place, false, new FileInfo(real).Length, () => Opened(real)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool AddIfKnown(GivenFile file)
    {
        try
        {
            var mark = MarkOf(file);
            var found = file with { IsWorkbook = mark.AsSpan().SequenceEqual(ZipMark) };
            if (mark.Length == 0 || !Recognise.Knows(found))
            {
                return false;
            }

            _files.Add(found);
            return true;
        }
        catch (Exception e) when (e is ImportRefused or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] MarkOf(GivenFile file)
    {
        using var stream = file.Open();
        var mark = new byte[4];
        return mark[..stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false)];
    }

    private static FileStream Opened(string path) =>
        new(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.Read });

    private void AddFile(string path, string name, string place, bool named)
    {
        var file = new GivenFile(name, place, named, new FileInfo(path).Length, () => Opened(path));
        ReadOnlySpan<byte> mark = MarkOf(file);
        if (mark.SequenceEqual(ZipMark) || mark.SequenceEqual(EmptyZipMark))
        {
            AddPacked(path, file);
        }
        else if (mark.SequenceEqual(OldOfficeMark))
        {
            Refuse(file, OldKind(file));
        }
        else if (mark.IsEmpty)
        {
            throw new ImportRefused(ImportTexts.All["EmptyFile", name], name);
        }
        else
        {
            _files.Add(file);
        }
    }

    /// <summary>A file that is none of ours: refused if a person named it, else left aside with a note.</summary>
    private void Refuse(GivenFile file, string why)
    {
        if (file.Named)
        {
            throw new ImportRefused(ImportTexts.All[why, file.Name], file.Name);
        }

        _skipped.Add(new Skipped(file.Name, why));
    }

    private void LeaveAside(IEnumerable<string> paths) =>
        _skipped.AddRange(paths.Select(path => Path.GetFileName(path)).Where(name => !IsHidden(name)).Select(name => new Skipped(name, "OtherFile")));

    /// <summary>A zip of tables, or a workbook or other document, which is a zip of its own.</summary>
    private void AddPacked(string path, GivenFile file)
    {
        try
        {
            var zip = ZipFile.OpenRead(path);
            _open.Add(zip);
            if (!zip.Entries.Any(e => e.FullName is "[Content_Types].xml" or "mimetype"))
            {
                AddZip(path, file.Name, zip.Entries);
                return;
            }
        }
        catch (InvalidDataException)
        {
            Refuse(file, "ZipDamaged");
            return;
        }

        try
        {
            Workbook.Open(file).Dispose();
            _files.Add(file with { IsWorkbook = true });
        }
        catch (ImportRefused) when (!file.Named)
        {
            _skipped.Add(new Skipped(file.Name, "WorkbookDamaged"));
        }
    }

    private void AddZip(string path, string name, ReadOnlyCollection<ZipArchiveEntry> entries)
    {
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

            if (IsZip(entry.FullName))
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

        // Read at most three times: to see what the files are, what days they say, and to load them.
        var room = new Room(MostUnpacked * 3);
        var strays = new List<string>();
        foreach (var entry in entries.Where(e => e.Name.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            var isWanted = IsWanted(entry.FullName);
            if (isWanted && entry.Length == 0)
            {
                throw new ImportRefused(ImportTexts.All["EmptyFile", entry.Name], entry.Name);
            }

            var folder = path + "|" + entry.FullName[..^entry.Name.Length];
            var file = new GivenFile(
                entry.Name, folder, false, entry.Length, () => new UnpackedStream(entry.Open(), entry.CompressedLength, room, name));
            if (isWanted)
            {
                AddEntry(file);
            }
            else if (IsHidden(entry.Name) || UnpackedStream.IsTooLarge(entry.Length, entry.CompressedLength) || !AddIfKnown(file))
            {
                strays.Add(entry.FullName);
            }
        }

        if (!_files.Exists(f => f.Place.StartsWith(path + "|", StringComparison.Ordinal)))
        {
            throw new ImportRefused(ImportTexts.All["EmptyFolder", name], name);
        }

        LeaveAside(strays);
    }

    private void AddEntry(GivenFile file)
    {
        ReadOnlySpan<byte> mark = MarkOf(file);
        if (mark.SequenceEqual(OldOfficeMark))
        {
            _skipped.Add(new Skipped(file.Name, OldKind(file)));
        }
        else
        {
            _files.Add(file with { IsWorkbook = mark.SequenceEqual(ZipMark) || mark.SequenceEqual(EmptyZipMark) });
        }
    }

    private static bool IsWanted(string name) => Wanted.Contains(Path.GetExtension(name).ToLowerInvariant());

    private static bool IsZip(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>What systems and open spreadsheets leave lying about: not worth a note.</summary>
    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal)
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    /// <summary>What an old kind of office file is: a locked new one has this name in its list of parts.</summary>
    private static string OldKind(GivenFile file)
    {
        using var stream = file.Open();
        var head = new byte[(int)Math.Min(file.Length, 8 << 20)];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, read).IndexOf(LockedMark) >= 0 ? "WorkbookLocked" : "WorkbookOld";
    }

    private static bool IsTrick(string name) =>
        name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal)
        || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl) || name.Split('/').Contains("..");

    private static string Shown(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
