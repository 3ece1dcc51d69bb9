namespace Fairload.Core.People;

/// <summary>A person's initials, for councils that keep no names.</summary>
public static class Initials
{
    private static readonly char[] Between = [' ', '\t', '.', '-', '\u00A0'];

    /// <summary>
    /// The first letters of the words of a name, parted by spaces, forenames first: <c>A Q</c> for "Ada Quill" and for "Quill, Ada".
    /// The initials of initials are the same again, so that taking them twice does no harm. Empty for a name without a letter.
    /// </summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var inOrder = comma < 0 ? name : name[(comma + 1)..] + " " + name[..comma];
        return string.Join(' ', inOrder.Split(Between, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.EnumerateRunes().FirstOrDefault(System.Text.Rune.IsLetter))
            .Where(letter => letter.Value != 0)
            .Select(letter => System.Text.Rune.ToUpperInvariant(letter).ToString()));
    }
}
