using System.Globalization;
using System.Text;

namespace Fairload.Core.People;

/// <summary>
/// A person's name as a file has it, and as it is compared. Two names are the same person's only inside one team or beside an id:
/// a name alone proves nothing.
/// </summary>
/// <param name="Written">As written, with ordinary single spaces: <c>Dr O’Neill,  Zoë (ASYE)</c> keeps all but a space.</param>
/// <param name="Folded">
/// For comparing: small letters without accents, forenames first, without title, brackets and punctuation: <c>zoe oneill</c>. Empty
/// for a name without a letter.
/// </param>
public readonly record struct PersonName(string Written, string Folded)
{
    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal)
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev", "revd", "reverend",
    };

    // Letters that do not come apart into a letter and an accent.
    private static readonly Dictionary<char, string> Whole = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['þ'] = "th", ['ł'] = "l", ['ħ'] = "h", ['ı'] = "i",
    };

    /// <summary>Reads a name. Nothing is known of names here but their shape.</summary>
    public static PersonName Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var written = Spaced(name);
        return new PersonName(written, Fold(InOrder(WithoutBrackets(written))));
    }

    /// <summary>A text with every run of white space, no-break spaces and invisible marks among it, as one space, and none around.</summary>
    public static string Spaced(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spaced = new StringBuilder(text.Length);
        var due = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                // A zero-width mark inside a word is not a space between words.
                due |= char.GetUnicodeCategory(c) != UnicodeCategory.Format;
                continue;
            }

            if (due && spaced.Length > 0)
            {
                spaced.Append(' ');
            }

            due = false;
            spaced.Append(c);
        }

        return spaced.ToString();
    }

    /// <summary>
    /// Whether one of two names has initials where the other has words: <c>A. Lee</c> and <c>Ann Marie Lee</c>. The first and the last word
    /// count. It proves nothing; it is a reason to ask.
    /// </summary>
    /// <param name="other">The other name.</param>
    public bool IsInitialsBeside(PersonName other)
    {
        var (mine, theirs) = (Folded.Split(' '), other.Folded.Split(' '));
        return mine.Length > 1 && theirs.Length > 1 && Folded != other.Folded
            && Beside(mine[0], theirs[0]) is { } first && Beside(mine[^1], theirs[^1]) is { } last && (first || last);

        // Whether one is the other's initial; nothing where they are different words.
        static bool? Beside(string one, string another) =>
            one == another ? false : (one.Length == 1 || another.Length == 1) && one[0] == another[0] ? true : null;
    }

    /// <summary>Without what stands in brackets: "(ASYE)", "[agency]".</summary>
    private static string WithoutBrackets(string name)
    {
        var kept = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            if (c is '(' or '[')
            {
                depth++;
                kept.Append(' ');
            }
            else if (c is ')' or ']')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0)
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    /// <summary>Forenames first: "QUILL, Ada" and "QUILL Ada" become "Ada QUILL".</summary>
    private static string InOrder(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0)
        {
            return name[(comma + 1)..] + " " + name[..comma];
        }

        // A surname in capitals before forenames that are not: two capitals may be initials, three are a name.
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var capitals = words.TakeWhile(w => w.Count(char.IsLetter) >= 3 && !w.Any(char.IsLower)).Count();
        return capitals > 0 && capitals < words.Length && words[capitals..].All(w => w.Any(char.IsLower))
            ? string.Join(' ', [.. words[capitals..], .. words[..capitals]])
            : name;
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (Whole.TryGetValue(c, out var letters))
            {
                folded.Append(letters);
            }
            else if (char.IsLetterOrDigit(c))
            {
                folded.Append(c);
            }
            else if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c is '.' or ',' or '/')
            {
                folded.Append(' ');
            }
        }

        var words = folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(w => !Titles.Contains(w)).ToList();
        return kept.Exists(w => w.Any(char.IsLetter)) ? string.Join(' ', kept) : "";
    }
}
