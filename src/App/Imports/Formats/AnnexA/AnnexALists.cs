using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// Which of the lists 3 to 8, which say who holds a case, workbooks gave: told by the kinds of records that only they give. Lists 3 and 6
/// both give episodes of need, so that List 3 is known beside List 6 only where there is no List 6.
/// </summary>
internal static class AnnexALists
{
    private static readonly (string Name, Func<IReadOnlySet<RecordKind>, bool> Is)[] Holding =
    [
        ("List 3", kinds => kinds.Contains(RecordKind.CinEpisode) && !kinds.Contains(RecordKind.CinPlan)),
        ("List 4", kinds => kinds.Contains(RecordKind.Assessment)),
        ("List 5", kinds => kinds.Contains(RecordKind.Section47)),
        ("List 6", kinds => kinds.Contains(RecordKind.CinPlan)),
        ("List 7", kinds => kinds.Contains(RecordKind.CpPlan)),
        ("List 8", kinds => kinds.Contains(RecordKind.ClaEpisode)),
    ];

    /// <summary>Refuses workbooks that lack a list which one loaded before had: whoever that list alone names would hold nobody any more.</summary>
    /// <param name="file">A file of the load, for the refusal.</param>
    /// <param name="before">What the Annex A loaded before gave.</param>
    /// <param name="given">What those at hand give.</param>
    /// <exception cref="ImportRefused">A list is missing.</exception>
    public static void Check(string file, IReadOnlySet<RecordKind> before, IReadOnlySet<RecordKind> given)
    {
        // With List 6 at hand the episodes are those of List 3 as well.
        var missing = Holding.Where(list => list.Is(before) && !list.Is(given) && !(list.Name == "List 3" && given.Contains(RecordKind.CinEpisode))).ToList();
        if (missing.Count > 0)
        {
            throw new ImportRefused(ImportTexts.All["AnnexALacks", string.Join(", ", missing.Select(list => list.Name))], file);
        }
    }
}
