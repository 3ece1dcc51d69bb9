using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Encodings.Web;

namespace Fairload.Web.Words;

/// <summary>
/// The words of one page or part, from the resource file of the same name beside it
/// (<c>Pages/Team/Index.resx</c> for <c>Fairload.Web.Pages.Team.IndexModel</c>).
/// <para>In a text, <c>{0}</c> and <c>{name}</c> are what the page puts in, <c>{term:childInNeed}</c> is the council's
/// own word (see <see cref="PracticeTerms"/>), <c>{Term:childInNeed}</c> the same with a capital, and
/// <c>{term:childInNeed.other}</c> its plural. Braces that are meant are doubled.</para>
/// </summary>
/// <remarks>
/// A key that is not there throws: a page that shows "Team.Title" or nothing where a warning should stand is worse than
/// a page that does not come. Tests hold every key that the code mentions against the files, so it fails there first.
/// </remarks>
public class TextSource(ResourceManager resources, PracticeTerms terms)
{
    private readonly PracticeTerms _terms = terms;

    /// <summary>The text of a key.</summary>
    public string this[string key] => Fill(Find(key), [], [], null);

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c>… filled in.</summary>
    public string this[string key, params object?[] values] => Fill(Find(key), values, [], null);

    /// <summary>The text of a key with <c>{name}</c> filled in: <c>Text["since", ("date", Format.Date(day))]</c>.</summary>
    public string this[string key, params (string Name, object? Value)[] values] => Fill(Find(key), [], values, null);

    /// <summary>
    /// The text that agrees with a number: <c>cases.one</c> or <c>cases.other</c> in English, up to six forms in Welsh.
    /// <c>{0}</c> is the number, and the other values follow from <c>{1}</c>.
    /// </summary>
    public string Count(string key, int number, params object?[] values) =>
        Fill(FindPlural(key, number), [number, .. values], [], null);

    /// <summary>
    /// The text of a key that holds simple tags (<c>strong</c>, <c>span</c>, <c>br</c>, <c>em</c>, <c>p</c>,
    /// <c>ul</c>, <c>ol</c>, <c>li</c>, <c>code</c>, <c>a</c>). What is put in is encoded unless it is HTML already.
    /// </summary>
    public IHtmlContent Html(string key) => new HtmlString(Fill(Find(key), [], [], HtmlEncoder.Default));

    /// <summary>As <see cref="Html(string)"/>, with <c>{0}</c>, <c>{1}</c>… filled in.</summary>
    public IHtmlContent Html(string key, params object?[] values) =>
        new HtmlString(Fill(Find(key), values, [], HtmlEncoder.Default));

    /// <summary>As <see cref="Html(string)"/>, with names.</summary>
    public IHtmlContent Html(string key, params (string Name, object? Value)[] values) =>
        new HtmlString(Fill(Find(key), [], values, HtmlEncoder.Default));

    /// <summary>As <see cref="Count"/>, as HTML.</summary>
    public IHtmlContent CountHtml(string key, int number, params object?[] values) =>
        new HtmlString(Fill(FindPlural(key, number), [number, .. values], [], HtmlEncoder.Default));

    private string Find(string key) =>
        resources.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new MissingTextException(resources.BaseName, key, CultureInfo.CurrentUICulture);

    private string FindPlural(string key, int number) =>
        resources.GetString($"{key}.{Plural.Form(number, CultureInfo.CurrentUICulture)}", CultureInfo.CurrentUICulture)
        ?? Find($"{key}.other");

    private string Fill(string template, object?[] byPosition, (string Name, object? Value)[] byName, HtmlEncoder? encoder)
    {
        var result = new StringBuilder(template.Length + 32);
        for (var at = 0; at < template.Length; at++)
        {
            var letter = template[at];
            if (letter is '{' or '}' && at + 1 < template.Length && template[at + 1] == letter)
            {
                result.Append(letter);
                at++;
            }
            else if (letter == '{')
            {
                var end = template.IndexOf('}', at);
                if (end < 0)
                {
                    throw new FormatException($"An opening brace is never closed in “{template}”.");
                }

                var value = Value(template[(at + 1)..end], template, byPosition, byName);
                result.Append(encoder is null ? Plain(value) : Encoded(value, encoder));
                at = end;
            }
            else
            {
                result.Append(letter);
            }
        }

        return result.ToString();
    }

    private object? Value(string name, string template, object?[] byPosition, (string Name, object? Value)[] byName)
    {
        if (name.StartsWith("term:", StringComparison.Ordinal))
        {
            return _terms[name[5..]];
        }

        if (name.StartsWith("Term:", StringComparison.Ordinal))
        {
            return PracticeTerms.Capital(_terms[name[5..]]);
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position < byPosition.Length
                ? byPosition[position]
                : throw new FormatException($"Nothing was given for {{{name}}} in “{template}”.");
        }

        var index = Array.FindIndex(byName, pair => pair.Name == name);
        return index >= 0
            ? byName[index].Value
            : throw new FormatException($"Nothing was given for {{{name}}} in “{template}”.");
    }

    /// <summary>Dates and numbers that the page has not formatted come out in the house's plain form.</summary>
    private static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        DateOnly day => Format.Date(day),
        int number => Format.Count(number),
        IHtmlContent => throw new FormatException("HTML was put into plain text: read the text with Text.Html."),
        _ => throw new FormatException($"Format a {value.GetType().Name} with Fairload.Web.Words.Format before it is put into a text."),
    };

    private static string Encoded(object? value, HtmlEncoder encoder)
    {
        if (value is not IHtmlContent html)
        {
            return encoder.Encode(Plain(value));
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, encoder);
        return writer.ToString();
    }
}

/// <summary>The words of the page or part <typeparamref name="T"/>; inject it: <c>@inject Text&lt;IndexModel&gt; Text</c>.</summary>
public sealed class Text<T>(PracticeTerms terms)
    : TextSource(new ResourceManager(NameOf(typeof(T)), typeof(T).Assembly), terms)
{
    private static string NameOf(Type type)
    {
        var name = type.FullName!.Replace('+', '.');
        return name.EndsWith("Model", StringComparison.Ordinal) ? name[..^5] : name;
    }
}

/// <summary>A page asked for words that its resource file does not hold.</summary>
public sealed class MissingTextException(string file, string key, CultureInfo culture)
    : Exception($"There is no text “{key}” in {file}.resx ({culture.Name}).");
