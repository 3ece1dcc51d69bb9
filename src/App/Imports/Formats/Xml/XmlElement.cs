namespace Fairload.App.Imports.Formats.Xml;

/// <summary>
/// An element of a record with what is inside it. Text that stands beside elements is stray and not kept. Valid until the next
/// record is read: the objects serve again.
/// </summary>
internal sealed class XmlElement
{
    private readonly List<XmlElement> _inside = [];

    /// <summary>The name without a namespace.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The text, trimmed; empty where elements are inside.</summary>
    public string Text { get; set; } = "";

    /// <summary>The line on which it begins; the first is 1.</summary>
    public int Line { get; private set; }

    /// <summary>The elements inside, in order.</summary>
    public IReadOnlyList<XmlElement> Inside => _inside;

    /// <summary>The text of the first element inside with this name; empty where there is none.</summary>
    public string this[string name] => First(name)?.Text ?? "";

    /// <summary>The first element inside with this name.</summary>
    public XmlElement? First(string name) => _inside.Find(e => e.Name == name);

    /// <summary>All elements inside with this name.</summary>
    public IEnumerable<XmlElement> All(string name) => _inside.Where(e => e.Name == name);

    internal void Begin(string name, int line)
    {
        (Name, Line, Text) = (name, line, "");
        _inside.Clear();
    }

    internal void Add(XmlElement element) => _inside.Add(element);
}
