namespace Fairload.Core.Cases;

/// <summary>
/// One family's part of a caseload. Every fact of a child rests on the child's own records, those of the family and the
/// workers, so a year of days of one child can be weighed without reading the whole council a year of times.
/// </summary>
public static class FamilyCaseload
{
    /// <summary>A caseload of the child's family alone, and the child's place in it.</summary>
    /// <param name="caseload">The whole caseload.</param>
    /// <param name="child">The child's place in it.</param>
    public static (Caseload Caseload, int Child) Of(Caseload caseload, int child)
    {
        ArgumentNullException.ThrowIfNull(caseload);
        var family = caseload.FamilyOf[child];
        IReadOnlyList<int> members = family < 0 ? [child] : caseload.FamilyChildren[family];
        var kinds = Enum.GetValues<RecordKind>();
        var tables = new SpellTable[kinds.Max(kind => (int)kind) + 1];
        var supplied = new bool[tables.Length];
        foreach (var kind in kinds)
        {
            var spells = new List<Spell>();
            for (var place = 0; place < members.Count; place++)
            {
                foreach (var spell in caseload[kind].Of(members[place]))
                {
                    spells.Add(spell with { Child = place });
                }
            }

            (tables[(int)kind], supplied[(int)kind]) = (new SpellTable(spells, members.Count), caseload.WasSupplied(kind));
        }

        // Places keep their order, so the least id is the least place here too.
        var alone = new Caseload(
            caseload.Roles,
            caseload.Calendar,
            caseload.Codes,
            [.. members.Select(member => caseload.Children[member] with { Family = family < 0 ? -1 : 0 })],
            caseload.Workers,
            caseload.Teams,
            family < 0 ? [] : [caseload.Families[family]],
            family < 0 ? [] : [[.. Enumerable.Range(0, members.Count)]],
            tables,
            supplied);
        return (alone, Enumerable.Range(0, members.Count).First(place => members[place] == child));
    }
}
