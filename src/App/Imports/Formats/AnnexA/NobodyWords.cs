using Fairload.Core.People;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// Whether what stands where a worker's name should is somebody. Councils write that a case waits in a hundred ways ("UNALLOCATED - North",
/// "Duty tray", "Pending allocation"), so it is told by words and not by a list of phrases. A word that no person is called decides by itself; words that
/// a person may be called ("Duty, Jane") only where no other word stands beside them.
/// </summary>
internal static class NobodyWords
{
    /// <summary>Nobody is called that: wherever one stands, nobody is named.</summary>
    private static readonly HashSet<string> Decisive = new(StringComparer.Ordinal)
    {
        "unallocated", "unassigned", "nonallocated", "deallocated", "allocation", "allocations", "reallocation", "assignment", "reassignment", "vacant", "vacancy",
        "vacancies", "tbc", "tba", "tbd", "awaiting", "worktray", "intray",
    };

    /// <summary>With one of <see cref="Done"/> behind it: "not yet allocated", "to be assigned", "no allocated worker".</summary>
    private static readonly HashSet<string> Lacking = new(StringComparer.Ordinal) { "un", "not", "non", "no", "de", "be", "being", "never", "awaiting", "pending", "needs", "yet" };

    private static readonly HashSet<string> Done = new(StringComparer.Ordinal) { "allocated", "allocate", "allocating", "assigned", "assign", "assigning", "reallocated" };

    /// <summary>Say that nobody is named, where all words beside them are of these or of <see cref="Filling"/>.</summary>
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
    {
        "awaited", "waiting", "wait", "pending", "tray", "trays", "inbox", "duty", "queue", "none", "nobody", "noone", "no", "not", "null",
        "nil", "na", "nk", "unknown", "confirmed", "confirm", "closed", "ended", "allocated", "assigned", "blank", "missing",
    };

    private static readonly HashSet<string> Filling = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "any", "applicable", "as", "at", "be", "been", "being", "box", "by", "case", "cases", "caseworker", "caseworkers", "child", "children", "current", "currently", "desk",
        "for", "has", "have", "holding", "in", "is", "known", "list", "new", "of", "on", "one", "or", "out", "pool", "post", "posts", "present", "recorded", "sent", "social",
        "area", "assessment", "central", "court", "door", "east", "front", "hub", "locality", "mash", "north", "referral", "referrals", "south", "west",
        "still", "sw", "swk", "team", "teams", "the", "this", "to", "with", "work", "worker", "workers", "yet",
    };

    /// <summary>Whether a value names no person. A note in brackets counts only where nothing stands beside it.</summary>
    /// <param name="written">The value.</param>
    /// <param name="name">It, read as a name.</param>
    public static bool Are(string written, in PersonName name)
    {
        var words = Words(name.Folded.Length > 0 ? name.Folded : written);
        return words.Count == 0
            || words.Exists(Decisive.Contains)
            || words.Where((word, at) => Done.Contains(word) && words.Take(at).Any(Lacking.Contains)).Any()
            || (words.Exists(Telling.Contains) && words.TrueForAll(word => Telling.Contains(word) || Filling.Contains(word)))
            // Not known, which two initials may look like: only as it is always written.
            || written.Trim(' ', '.', '(', ')').ToLowerInvariant() is "n/k" or "n/a";
    }

    /// <summary>The words without numbers, in the order in which they were compared.</summary>
    private static List<string> Words(string text) =>
        [.. new string([.. text.ToLowerInvariant().Select(c => char.IsLetter(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
