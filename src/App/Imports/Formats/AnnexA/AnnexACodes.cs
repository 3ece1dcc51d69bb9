using System.Text;
using System.Text.RegularExpressions;
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

    /// <summary>The same, of a disability: a kind of disability is a yes.</summary>
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
/// The labels of Annex A as codes. Ofsted's own letter before a label ("b) No") says nothing; a code in the label is the code; else a
/// few words decide. What is not known stays as it was found.
/// </summary>
internal sealed partial class AnnexACodes
{
    private const int MostKept = 20_000;

    private readonly IdMap[] _known = [.. Enum.GetValues<AnnexACode>().Select(_ => new IdMap())];
    private readonly List<byte[]> _codes = [[]];

    /// <summary>The code of a label.</summary>
    public ReadOnlySpan<byte> Read(AnnexACode kind, ReadOnlySpan<byte> label)
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

        var code = Encoding.UTF8.GetBytes(Of(kind, Encoding.UTF8.GetString(label[..Math.Min(label.Length, 400)])));
        if (_codes.Count < MostKept)
        {
            known.Set(label, _codes.Count);
            _codes.Add(code);
        }

        return code;
    }

    /// <summary>The code of a label.</summary>
    public static string Of(AnnexACode kind, string label)
    {
        var plain = Letter().Replace(label, "").Trim();
        var small = plain.ToLowerInvariant();
        return kind switch
        {
            AnnexACode.Sex => Sex(small),
            AnnexACode.YesNo => YesNo(small) ?? label,
            AnnexACode.Seen => YesNo(small) ?? (small.Contains("not", StringComparison.Ordinal) ? "N" : small.Contains("seen", StringComparison.Ordinal) ? "Y" : label),
            AnnexACode.Nfa => YesNo(small) ?? (small is "nfa" or "no further action" ? "Y" : small == "further action" ? "N" : label),
            AnnexACode.Disabled => YesNo(small) ?? (small is "none" or "no disability" or "not disabled" ? "N" : "Y"),
            AnnexACode.Status => Status(small),
            AnnexACode.Need => Code(NeedCode(), plain) ?? plain,
            AnnexACode.Closure => Code(ClosureCode(), plain) ?? plain,
            AnnexACode.Legal => Code(LegalCode(), plain) ?? Legal(small) ?? plain,
            AnnexACode.Category => Category(small) ?? plain,
            AnnexACode.Contact => Code(ContactCode(), plain) ?? plain,
            _ => Code(PlainCode(), plain) ?? plain,
        };
    }

    private static string Sex(string label) => label switch
    {
        "m" or "1" => "M",
        "f" or "2" => "F",
        _ when Word("female").IsMatch(label) && !Word("male").IsMatch(label) && !label.Contains("trans", StringComparison.Ordinal) => "F",
        _ when Word("male").IsMatch(label) && !Word("female").IsMatch(label) && !label.Contains("trans", StringComparison.Ordinal) => "M",
        _ => "U",
    };

    private static string? YesNo(string label)
    {
        if (Digit().Match(label) is { Success: true } digit)
        {
            label = label[digit.Length..];
        }

        return label switch
        {
            "yes" or "y" or "true" or "1" => "Y",
            "no" or "n" or "false" or "0" => "N",
            "unknown" or "not known" or "not stated" or "not recorded" or "nobt" or "not applicable" => "",
            _ when label.StartsWith("nobt", StringComparison.Ordinal) || label.Contains("not yet obtained", StringComparison.Ordinal) => "",
            _ => null,
        };
    }

    private static string Status(string label)
    {
        bool Says(params string[] words) => words.Any(w => label.Contains(w, StringComparison.Ordinal));
        bool Word(params string[] words) => words.Any(w => AnnexACodes.Word(w).IsMatch(label));
        return Says("closed", "ended", "step down", "stepdown") ? "CLOSED"
            : Says("looked after", "in care") || Word("cla", "lac", "clac") ? "CLA"
            : Says("protection") || Word("cp", "cpp") ? "CPP"
            : Says("child in need", "children in need") || Word("cin", "chin", "cinp") ? "CIN"
            : Says("assessment", "asmt", "assess") || Word("asst", "caf", "cfa") ? "ASSESSMENT" : "";
    }

    private static string? Legal(string label) =>
        label.Contains("placement order", StringComparison.Ordinal) ? "E1"
        : label.Contains("interim care", StringComparison.Ordinal) || Word("ico").IsMatch(label) ? "C1"
        : label.Contains("freed for", StringComparison.Ordinal) ? "D1"
        : label.Contains("care order", StringComparison.Ordinal) || Word("fco").IsMatch(label) ? "C2"
        : label.Contains("section 20", StringComparison.Ordinal) || Word("s20").IsMatch(label) || label.Contains("s.20", StringComparison.Ordinal) ? "V2"
        : null;

    private static string? Category(string label) =>
        label.Contains("multiple", StringComparison.Ordinal) || Word("mul").IsMatch(label) ? "MUL"
        : label.Contains("neglect", StringComparison.Ordinal) || Word("neg").IsMatch(label) ? "NEG"
        : label.Contains("physical", StringComparison.Ordinal) || Word("phy").IsMatch(label) ? "PHY"
        : label.Contains("sexual", StringComparison.Ordinal) || Word("sab").IsMatch(label) ? "SAB"
        : label.Contains("emotional", StringComparison.Ordinal) || Word("emo").IsMatch(label) ? "EMO" : null;

    private static string? Code(Regex code, string label) =>
        code.Match(label) is { Success: true } found ? found.Groups[1].Value.ToUpperInvariant() : null;

    private static Regex Word(string word) => new($@"\b{word}\b", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^\s*[a-zA-Z]\s*[\)\.]\s*")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^[0-9]\s*[-:]\s*")]
    private static partial Regex Digit();

    [GeneratedRegex(@"\b(N[0-9])\b", RegexOptions.IgnoreCase)]
    private static partial Regex NeedCode();

    [GeneratedRegex(@"\b(RC[0-9])\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClosureCode();

    [GeneratedRegex(@"\b(C[12]|D1|E1|V[1-4]|J[1-3]|L[1-3])\b")]
    private static partial Regex LegalCode();

    [GeneratedRegex(@"^([0-9]{1,2}[A-Z]?)(?=\s*[:\-–.]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ContactCode();

    [GeneratedRegex(@"^([A-Z]{1,2}[0-9]{1,2}[A-Z]?)(?=[\s:\-–.\[\(]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PlainCode();
}
