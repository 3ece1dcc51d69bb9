using System.IO.Compression;
using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>A sheet by its name, whether it is hidden or not.</summary>
/// <param name="Name">The name on its tab.</param>
/// <param name="Part">Where in the workbook it lies.</param>
internal sealed record SheetPart(string Name, string Part);

/// <summary>
/// A workbook (.xlsx, .xlsm): its sheets, its texts and which of its numbers are days. Only values are read; macros, links and
/// drawings are never looked at. docs/adr/0015 says why this is our own.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const int MostParts = 10_000;
    private const int MostSheets = 1_000;

    /// <summary>Four times what 600,000 rows in eleven lists unpack to.</summary>
    private const long MostUnpacked = 1L << 30;

    private readonly string _name;
    private readonly Stream _stream;
    private readonly ZipArchive _zip;
    private readonly CancellationToken _cancel;
    private readonly Room _room = new(MostUnpacked);
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SheetPart> _sheets = [];
    private readonly CellPlace[] _cells = new CellPlace[WorkbookSheet.MostColumns];
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private WorkbookTexts? _texts;
    private WorkbookDays? _days;
    private ImportRefused? _broken;
    private string? _textsPart;
    private string? _stylesPart;
    private bool _from1904;

    private Workbook(GivenFile file, CancellationToken cancel)
    {
        (_name, _cancel) = (file.Name, cancel);
        _stream = Seekable(file);
        try
        {
            _zip = new ZipArchive(_stream, ZipArchiveMode.Read, leaveOpen: true);
            if (_zip.Entries.Count > MostParts)
            {
                throw Damaged(_name);
            }

            foreach (var entry in _zip.Entries)
            {
                _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
            }
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The sheets in the order of their tabs.</summary>
    public IReadOnlyList<SheetPart> Sheets => _sheets;

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="ImportRefused">It is damaged, or no workbook.</exception>
    public static Workbook Open(GivenFile file, CancellationToken cancel = default)
    {
        Workbook? workbook = null;
        try
        {
            workbook = new Workbook(file, cancel);
            workbook.ReadPlan();
            return workbook;
        }
        catch (Exception e)
        {
            workbook?.Dispose();
            if (IsDamage(e))
            {
                throw Damaged(file.Name, e);
            }

            throw;
        }
    }

    /// <summary>Begins to read a sheet. Only one at a time.</summary>
    public WorkbookSheet Read(SheetPart sheet)
    {
        // What all sheets share is read once; where that fails, it fails for every sheet, and is not tried again for each.
        if (_broken is not null)
        {
            throw _broken;
        }

        try
        {
            if (_texts is null)
            {
                ReadShared();
            }

            return new WorkbookSheet(Part(sheet.Part) ?? throw Damaged(_name), _name, _texts!, _days!, _room, _cells);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(_name, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _zip.Dispose();
        _stream.Dispose();
    }

    /// <summary>What the zip's own reader throws at bytes that are no zip.</summary>
    private static bool IsDamage(Exception e) =>
        e is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException;

    private static ImportRefused Damaged(string name, Exception? cause = null) =>
        new(ImportTexts.All["WorkbookDamaged", name], name, cause: cause);

    /// <summary>What is packed in a zip cannot be read from its end, as a workbook must be, so it is unpacked first.</summary>
    private static Stream Seekable(GivenFile file)
    {
        var stream = file.Open();
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            var own = new BufferedStream(OwnFile.New(), 128 * 1024);
            try
            {
                stream.CopyTo(own);
                own.Position = 0;
                return own;
            }
            catch
            {
                own.Dispose();
                throw;
            }
        }
    }

    private void ReadPlan()
    {
        var main = MainPart();
        var folder = main[..(main.LastIndexOf('/') + 1)];
        ReadTargets(folder + "_rels/" + main[folder.Length..] + ".rels", folder);
        using var plan = Part(main) ?? throw Damaged(_name);
        for (var piece = plan.Read(); piece != XmlPiece.None; piece = plan.Read())
        {
            if (piece is not (XmlPiece.Start or XmlPiece.Empty))
            {
                continue;
            }

            if (plan.Name.SequenceEqual("workbookPr"u8))
            {
                _from1904 = plan.Attribute("date1904"u8) is [(byte)'1'] or [(byte)'t', ..];
            }
            else if (plan.Name.SequenceEqual("sheet"u8)
                && _targets.GetValueOrDefault(plan.Plain(plan.Attribute("id"u8))) is { } part && _parts.ContainsKey(part))
            {
                _sheets.Add(_sheets.Count < MostSheets ? new SheetPart(plan.Plain(plan.Attribute("name"u8)), part) : throw Damaged(_name));
            }
        }

        if (_sheets.Count == 0)
        {
            throw Damaged(_name);
        }
    }

    private void ReadShared()
    {
        try
        {
            using var styles = Part(_stylesPart);
            _days = WorkbookDays.Read(styles, _from1904);
            using var texts = Part(_textsPart);
            _texts = WorkbookTexts.Read(texts, _name);
        }
        catch (ImportRefused e)
        {
            _broken = e;
            throw;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw _broken = Damaged(_name, e);
        }
    }

    private string MainPart()
    {
        if (_parts.ContainsKey("xl/workbook.bin"))
        {
            throw new ImportRefused(ImportTexts.All["WorkbookBinary", _name], _name);
        }

        ReadTargets("_rels/.rels", "");
        var main = _targets.GetValueOrDefault("/officeDocument") is { } named && _parts.ContainsKey(named) ? named : "xl/workbook.xml";
        _targets.Clear();
        return _parts.ContainsKey(main) ? main : throw new ImportRefused(ImportTexts.All["WorkbookNone", _name], _name);
    }

    /// <summary>Reads where the parts lie that a part refers to: by id, and by the end of its type.</summary>
    private void ReadTargets(string part, string folder)
    {
        using var links = Part(part);
        for (var piece = links?.Read() ?? XmlPiece.None; piece != XmlPiece.None; piece = links!.Read())
        {
            if (piece is not (XmlPiece.Start or XmlPiece.Empty) || !links!.Name.SequenceEqual("Relationship"u8)
                || links.Attribute("TargetMode"u8).SequenceEqual("External"u8) || _targets.Count > MostParts)
            {
                continue;
            }

            var target = Resolved(folder, links.Plain(links.Attribute("Target"u8)));
            var type = links.Plain(links.Attribute("Type"u8));
            _targets.TryAdd(links.Plain(links.Attribute("Id"u8)), target);
            _targets.TryAdd(type[Math.Max(0, type.LastIndexOf('/'))..], target);
            if (type.EndsWith("/sharedStrings", StringComparison.Ordinal))
            {
                _textsPart ??= target;
            }
            else if (type.EndsWith("/styles", StringComparison.Ordinal))
            {
                _stylesPart ??= target;
            }
        }
    }

    private static string Resolved(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (step != ".")
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }

    private WorkbookXml? Part(string? name)
    {
        if (name is null || !_parts.TryGetValue(name, out var entry))
        {
            return null;
        }

        if (entry.IsEncrypted || UnpackedStream.IsTooLarge(entry.Length, entry.CompressedLength) || entry.Length > _room.Left)
        {
            throw new ImportRefused(ImportTexts.All[entry.IsEncrypted ? "ZipLocked" : "ZipTooLarge", _name], _name);
        }

        return new WorkbookXml(new UnpackedStream(entry.Open(), entry.CompressedLength, _room, _name), _name, _cancel);
    }
}
