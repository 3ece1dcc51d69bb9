using System.Text;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// A column's name as the words that tell it apart: small letters, without brackets, quotation marks and little words, without the
/// "Sum of" that a pivot table adds and the "(Y/N)" that a form adds.
/// </summary>
internal static class HeaderWords
{
    private static readonly HashSet<string> Little =
        new(StringComparer.Ordinal) { "the", "of", "a", "an", "to", "for", "in", "on", "and", "or", "is", "was", "did", "does", "be", "been", "s", "y", "n" };

    private static readonly string[] Pivots = ["sum of ", "count of ", "max of ", "min of ", "average of "];

    /// <summary>The words of a name.</summary>
    public static string[] Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (c is not ('\'' or '’' or '‘'))
            {
                text.Append(' ');
            }
        }

        var plain = text.ToString().TrimStart();
        var pivot = Array.Find(Pivots, p => plain.StartsWith(p, StringComparison.Ordinal));
        return [.. plain[(pivot?.Length ?? 0)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Little.Contains(w)).Distinct()];
    }

    /// <summary>A name without what parts its words: <c>childuniqueid</c>, for names that are written as one word.</summary>
    public static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>Whether words hold all of <paramref name="sought"/>, in any order. One that begins with a minus must not be there; a leading = asks for no others, be they written as one word or not.</summary>
    public static bool Has(string[] words, string sought)
    {
        var alone = sought.StartsWith('=');
        var parts = sought.TrimStart('=').Split(' ');
        if (alone && words is [var only] && only == string.Concat(parts))
        {
            return true;
        }

        return (!alone || parts.Length == words.Length)
            && parts.All(part => part.StartsWith('-') ? !words.Contains(part[1..]) : words.Contains(part));
    }
}
