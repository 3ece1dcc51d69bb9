using System.Text;
using System.Text.RegularExpressions;
using Fairload.App.Labels;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>What a label of Annex A is read as.</summary>
internal enum AnnexACode
{
    /// <summary><c>M</c>, <c>F</c> or <c>U</c>.</summary>
    Sex,

    /// <summary><c>Y</c>, <c>N</c>, nothing where it says that it is not known, or the label as found.</summary>
    YesNo,

    /// <summary>The same, of whether a child was seen.</summary>
    Seen,

    /// <summary>The same, of whether nothing further was done.</summary>
    Nfa,

    /// <summary><c>Y</c>, <c>N</c> or nothing, of a disability: a kind of disability is a yes.</summary>
    Disabled,

    /// <summary><c>CLA</c>, <c>CPP</c>, <c>CIN</c>, <c>ASSESSMENT</c> or <c>CLOSED</c>, else nothing.</summary>
    Status,

    /// <summary>The code of a primary need, <c>N0</c> to <c>N9</c>, else the label.</summary>
    Need,

    /// <summary>The code of a closure, <c>RC1</c> to <c>RC9</c>, else the label.</summary>
    Closure,

    /// <summary>A legal status, <c>C1</c>, else the label.</summary>
    Legal,

    /// <summary>A category of abuse as the dataset writes it, <c>NEG</c>, else the label.</summary>
    Category,

    /// <summary>A contact's source, <c>1A</c> or <c>6</c>, else the label.</summary>
    Contact,

    /// <summary>The code that the label begins with, <c>U6</c>, else the label.</summary>
    Plain,
}

/// <summary>
/// The labels of Annex A as the codes of the dataset. What a label means is for <see cref="LabelReader"/> to say: where it knows, the
/// code that the label itself has is the code, else the code of that meaning. What is not known stays as it was found.
/// </summary>
internal sealed partial class AnnexACodes(LabelReader labels)
{
    private const int MostKept = 20_000;

    private readonly IdMap[] _known = [.. Enum.GetValues<AnnexACode>().Select(_ => new IdMap())];
    private readonly List<byte[]> _codes = [[]];

    /// <summary>The code of a label.</summary>
    /// <param name="kind">What it is read as.</param>
    /// <param name="list">The list it stands in.</param>
    /// <param name="column">The column, by its name of 2024.</param>
    /// <param name="label">The label.</param>
    public ReadOnlySpan<byte> Read(AnnexACode kind, string list, string column, ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty)
        {
            return [];
        }

        var known = _known[(int)kind];
        if (known[label] is > 0 and var number)
        {
            return _codes[number];
        }

        var words = Encoding.UTF8.GetString(label[..Math.Min(label.Length, 400)]);
        var value = labels.Code(list, column, words);
        var code = Encoding.UTF8.GetBytes(Of(kind, value, words));
        // Only what is known: the reader counts how often it meets what it does not know.
        if (value is not null && _codes.Count < MostKept)
        {
            known.Set(label, _codes.Count);
            _codes.Add(code);
        }

        return code;
    }

    /// <summary>The code of a label that means a canonical value; nothing where it is not known what it means.</summary>
    public static string Of(AnnexACode kind, string? value, string label)
    {
        var plain = Letter().Replace(label, "").Trim();
        var letter = value?[0];
        return kind switch
        {
            AnnexACode.Sex => value switch { "a) Male" => "M", "b) Female" => "F", _ => "U" },
            AnnexACode.YesNo or AnnexACode.Seen or AnnexACode.Nfa => YesNo(value) ?? label,
            // A disability is one of the child, whom several lists name: what one of them says in unknown words says nothing.
            AnnexACode.Disabled => YesNo(value) ?? "",
            AnnexACode.Status => letter switch { 'a' => "CLA", 'b' => "CPP", 'c' => "CIN", 'd' => "ASSESSMENT", 'e' => "CLOSED", _ => "" },
            AnnexACode.Legal when value is null => Code(ShortBreakCode(), plain) ?? plain,
            _ when value is null => plain,
            AnnexACode.Need => Code(NeedCode(), plain) ?? "N" + "1234567890"[Place(letter)],
            AnnexACode.Closure => Code(ClosureCode(), plain) ?? "RC" + "12345678"[Place(letter)],
            AnnexACode.Legal => Code(LegalCode(), plain) ?? letter switch { 'a' => "C1", 'b' => "C2", 'c' => "D1", 'd' => "E1", 'e' => "V2", _ => plain },
            AnnexACode.Category => letter switch { 'a' => "NEG", 'b' => "PHY", 'c' => "SAB", 'd' => "EMO", _ => "MUL" },
            AnnexACode.Contact => Code(ContactCode(), plain)
                ?? letter switch { 'b' => "2A", 'c' => "2B", 'e' => "4", 'g' => "6", 'h' => "7", 'i' => "8", 'j' => "9", 'k' => "10", _ => plain },
            _ => Code(PlainCode(), plain) ?? plain,
        };
    }

    private static string? YesNo(string? value) => value switch { "True" => "Y", "False" => "N", "Unknown" => "", _ => null };

    private static int Place(char? letter) => letter!.Value - 'a';

    private static string? Code(Regex code, string label) =>
        code.Match(label) is { Success: true } found ? found.Groups[1].Value.ToUpperInvariant() : null;

    [GeneratedRegex(@"^\s*[a-zA-Z]\s*[\)\.]\s*")]
    private static partial Regex Letter();

    [GeneratedRegex(@"\b(N[0-9])\b", RegexOptions.IgnoreCase)]
    private static partial Regex NeedCode();

    [GeneratedRegex(@"\b(RC[0-9])\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClosureCode();

    [GeneratedRegex(@"\b(C[12]|D1|E1|V2|J[1-3]|L[1-3])\b")]
    private static partial Regex LegalCode();

    /// <summary>Short breaks are no legal status to Ofsted, and are one in the dataset.</summary>
    [GeneratedRegex(@"\b(V[34])\b")]
    private static partial Regex ShortBreakCode();

    [GeneratedRegex(@"^([0-9]{1,2}[A-Z]?)(?=\s*[:\-–.]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ContactCode();

    [GeneratedRegex(@"^([A-Z]{1,2}[0-9]{1,2}[A-Z]?)(?=[\s:\-–.\[\(]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PlainCode();
}
