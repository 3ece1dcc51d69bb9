namespace Fairload.App;

/// <summary>Keeps a text that is written into a CSV file from running as a formula in a spreadsheet.</summary>
public static class FormulaGuard
{
    /// <summary>What starts a formula in one spreadsheet or another, with the full-width forms that some fold together (OWASP, CSV injection).</summary>
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// The text, with an apostrophe before it where it would start a formula. Space before a sign does not make it harmless: some programs
    /// trim it first. The figures of a page (its minus is not a hyphen) cannot start a formula and stay as they are.
    /// </summary>
    public static string Safe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.AsSpan().TrimStart(" \u00a0\ufeff\u200b");
        return (first.Length > 0 && Starts.Contains(first[0], StringComparison.Ordinal))
            || (text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal))
                ? "'" + text
                : text;
    }
}
