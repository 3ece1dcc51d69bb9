using System.Xml;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.Xml;

/// <summary>
/// Reads a statutory return's XML record by record, whatever its namespace and encoding, with a bound on everything that a hostile
/// file could make large. Elements that are not known are passed over and counted by name. What is not XML is refused with its place.
/// </summary>
internal sealed class XmlRecords : IDisposable
{
    /// <summary>The deepest nesting: the returns have seven levels.</summary>
    private const int Deepest = 32;

    /// <summary>The longest piece between two marks (a text, an attribute, a comment), in characters.</summary>
    private const int LongestPiece = 1 << 20;

    /// <summary>The most elements in one record.</summary>
    private const int MostElements = 20_000;

    /// <summary>The longest text of an element, in characters: what is kept of any is shorter by far.</summary>
    private const int LongestText = 32 * 1024;

    /// <summary>The most unknown names that are counted one by one.</summary>
    private const int MostUnknown = 50;

    private readonly GivenFile _file;
    private readonly IReadOnlySet<string> _containers;
    private readonly IReadOnlySet<string> _known;
    private readonly BoundedText _text;
    private readonly XmlReader _reader;
    private readonly List<XmlElement> _pool = [];
    private readonly List<XmlElement> _open = [];
    private readonly Dictionary<string, (int Line, long Count)> _unknown = new(StringComparer.Ordinal);
    private int _used;

    /// <param name="file">The file.</param>
    /// <param name="containers">Elements that only hold records: they are entered, and every known element in them is a record.</param>
    /// <param name="known">Every other name that the schemas have had.</param>
    /// <exception cref="ImportRefused">The file cannot be opened.</exception>
    public XmlRecords(GivenFile file, IReadOnlySet<string> containers, IReadOnlySet<string> known)
    {
        (_file, _containers, _known) = (file, containers, known);
        _text = Guarded(() => new BoundedText(file, LongestPiece));
        _reader = XmlReader.Create(_text, Settings(DtdProcessing.Prohibit));
    }

    /// <summary>How a file of unknown origin is read: no document type, nothing fetched, no comments.</summary>
    /// <param name="dtd">Whether a document type is refused, or passed over where only the beginning is looked at.</param>
    public static XmlReaderSettings Settings(DtdProcessing dtd) => new()
    {
        DtdProcessing = dtd,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        NameTable = new BoundedNames(),
        CloseInput = true,
    };

    /// <summary>The records, one after another.</summary>
    /// <exception cref="ImportRefused">The file is not XML, or beyond what a return can be.</exception>
    public IEnumerable<XmlElement> Read()
    {
        while (Guarded(Next) is { } record)
        {
            yield return record;
        }
    }

    /// <summary>Names what was passed over, once for each name.</summary>
    public void TellUnknown(ProblemLog problems)
    {
        foreach (var (name, (line, count)) in _unknown)
        {
            problems.Add(_file.Name, line, name, [], Severity.Warning, "UnknownElement", name, count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private XmlElement? Next()
    {
        _used = 0;
        _open.Clear();
        while (Step())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element when _open.Count == 0 && _containers.Contains(_reader.LocalName):
                    break;
                case XmlNodeType.Element when !_known.Contains(_reader.LocalName):
                    PassOver();
                    break;
                case XmlNodeType.Element:
                    var element = Begin();
                    if (!_reader.IsEmptyElement)
                    {
                        _open.Add(element);
                    }
                    else if (_open.Count == 0)
                    {
                        return element;
                    }

                    break;
                case XmlNodeType.EndElement when _open.Count > 0:
                    var ended = _open[^1];
                    _open.RemoveAt(_open.Count - 1);
                    ended.Text = ended.Inside.Count > 0 ? "" : ended.Text.Trim();
                    if (_open.Count == 0)
                    {
                        return ended;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when _open.Count > 0:
                    TakeText();
                    break;
            }
        }

        return null;
    }

    private XmlElement Begin()
    {
        if (_used == MostElements)
        {
            throw TooLarge();
        }

        if (_used == _pool.Count)
        {
            _pool.Add(new XmlElement());
        }

        var element = _pool[_used++];
        element.Begin(_reader.LocalName, Line);
        if (_open.Count > 0)
        {
            _open[^1].Add(element);
        }

        return element;
    }

    private void TakeText()
    {
        var element = _open[^1];
        element.Text += _reader.Value;
        if (element.Text.Length > LongestText)
        {
            throw TooLarge();
        }
    }

    private void PassOver()
    {
        var name = _reader.LocalName;
        name = _unknown.Count < MostUnknown || _unknown.ContainsKey(name) ? name : "…";
        _unknown.TryGetValue(name, out var known);
        _unknown[name] = (known.Count == 0 ? Line : known.Line, known.Count + 1);
        if (!_reader.IsEmptyElement)
        {
            for (var depth = _reader.Depth; Step() && (_reader.NodeType != XmlNodeType.EndElement || _reader.Depth > depth);)
            {
            }
        }
    }

    private bool Step()
    {
        _text.Begin();
        if (!_reader.Read())
        {
            return false;
        }

        return _reader.Depth <= Deepest
            ? true
            : throw new ImportRefused(ImportTexts.All["XmlTooDeep", _file.Name, Line, Deepest], _file.Name, Line);
    }

    private int Line => (_reader as IXmlLineInfo)?.LineNumber ?? 0;

    private ImportRefused TooLarge() => new(ImportTexts.All["XmlTooLarge", _file.Name, Line], _file.Name, Line);

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new ImportRefused(ImportTexts.All["NotXml", _file.Name, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition)], _file.Name, Math.Max(1, e.LineNumber), cause: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ImportRefused(ImportTexts.All["CannotRead", _file.Name], _file.Name, cause: e);
        }
    }

    /// <summary>Names of elements and attributes are kept once each: a file in which every name differs would fill the memory.</summary>
    private sealed class BoundedNames : NameTable
    {
        private const int Most = 10_000;
        private int _count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known)
            {
                return known;
            }

            return ++_count <= Most ? base.Add(key, start, len) : throw new XmlException();
        }
    }
}
