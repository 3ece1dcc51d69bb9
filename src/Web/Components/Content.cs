using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;

namespace Fairload.Web.Components;

/// <summary>What a component shows: words, which are encoded, or markup made elsewhere. A string converts by itself.</summary>
public sealed class Content : IHtmlContent
{
    private readonly string? _text;
    private readonly IHtmlContent? _html;

    private Content(string? text, IHtmlContent? html) => (_text, _html) = (text, html);

    /// <summary>Words.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Content?(string? text) => text is null ? null : new Content(text, null);

    /// <summary>Markup.</summary>
    public static Content Of(IHtmlContent html) => html as Content ?? new Content(null, html);

    /// <summary>True for words: some components put a paragraph around words and nothing around markup.</summary>
    public bool IsText => _text is not null;

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (_text is not null)
        {
            encoder.Encode(writer, _text);
        }
        else
        {
            _html!.WriteTo(writer, encoder);
        }
    }
}
