namespace Fairload.Core.People;

/// <summary>Lists of people stand in order of surname, because nobody is ranked.</summary>
public static class Surname
{
    /// <summary>The surname, then the whole name: what a list is ordered by. The last word of a name is taken for the surname.</summary>
    public static string First(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        return trimmed[(trimmed.LastIndexOf(' ') + 1)..] + " " + trimmed;
    }
}
