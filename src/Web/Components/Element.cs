using System.Globalization;
using System.Text.Encodings.Web;

namespace Fairload.Web.Components;

/// <summary>
/// One HTML or SVG element being built: text is always encoded, numbers are always written the same in every language.
/// Components and charts are made of these and of nothing else, so no page joins strings into markup.
/// </summary>
public sealed class Element(string name) : IHtmlContent
{
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "link", "meta"];

    private readonly List<(string Name, string? Value)> _attributes = [];
    private readonly List<object> _children = [];

    /// <summary>Starts an element with its classes; those that are null or empty are left out.</summary>
    public static Element Of(string name, params string?[] classes) => new Element(name).Class(classes);

    /// <summary>The classes, joined.</summary>
    public Element Class(params string?[] classes)
    {
        var all = string.Join(' ', classes.Where(c => !string.IsNullOrEmpty(c)));
        return all.Length == 0 ? this : Set("class", all);
    }

    /// <summary>An attribute: absent when null or false, without a value when true.</summary>
    public Element Set(string attribute, object? value)
    {
        switch (value)
        {
            case null or false:
                break;
            case true:
                _attributes.Add((attribute, null));
                break;
            default:
                _attributes.Add((attribute, Convert.ToString(value, CultureInfo.InvariantCulture)));
                break;
        }

        return this;
    }

    /// <summary>Further attributes, as the page wrote them.</summary>
    public Element Set(IEnumerable<KeyValuePair<string, string?>>? attributes)
    {
        foreach (var (attribute, value) in attributes ?? [])
        {
            _attributes.Add((attribute, value ?? ""));
        }

        return this;
    }

    /// <summary>Puts text (encoded) or elements inside; null adds nothing.</summary>
    public Element Add(params object?[] children)
    {
        foreach (var child in children)
        {
            switch (child)
            {
                case null:
                    break;
                case string or IHtmlContent:
                    _children.Add(child);
                    break;
                case IEnumerable<IHtmlContent> many:
                    _children.AddRange(many);
                    break;
                default:
                    throw new ArgumentException($"A {child.GetType().Name} cannot stand inside an element; format it first.", nameof(children));
            }
        }

        return this;
    }

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write('<');
        writer.Write(name);
        foreach (var (attribute, value) in _attributes)
        {
            writer.Write(' ');
            writer.Write(attribute);
            if (value is not null)
            {
                writer.Write("=\"");
                encoder.Encode(writer, value);
                writer.Write('"');
            }
        }

        writer.Write('>');
        if (Void.Contains(name))
        {
            return;
        }

        foreach (var child in _children)
        {
            if (child is string text)
            {
                encoder.Encode(writer, text);
            }
            else
            {
                ((IHtmlContent)child).WriteTo(writer, encoder);
            }
        }

        writer.Write("</");
        writer.Write(name);
        writer.Write('>');
    }

    /// <summary>The element as markup, for tests and files.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}

/// <summary>Several pieces of markup in a row, without an element around them.</summary>
public sealed class Pieces(params IEnumerable<IHtmlContent?> parts) : IHtmlContent
{
    private readonly IHtmlContent[] _parts = [.. parts.OfType<IHtmlContent>()];

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var part in _parts)
        {
            part.WriteTo(writer, encoder);
        }
    }
}
