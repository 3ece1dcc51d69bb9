using Fairload.App.Store;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Caseloads;

/// <summary>A source that is loaded.</summary>
/// <param name="Source">The source.</param>
/// <param name="Latest">The day of its latest extract.</param>
/// <param name="Extracts">How many extracts of it were loaded.</param>
/// <param name="Kinds">The kinds of record that it gives.</param>
public sealed record LoadedSource(Source Source, DateOnly Latest, int Extracts, IReadOnlyList<RecordKind> Kinds);

/// <summary>A kind of record and the sources that give it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Counted">Those that count, the leading one first.</param>
/// <param name="Held">Those that are kept beside and counted nowhere.</param>
public sealed record KindSources(RecordKind Kind, IReadOnlyList<Source> Counted, IReadOnlyList<Source> Held);

/// <summary>Which sources a council has loaded, and which of them leads for what.</summary>
/// <param name="Sources">The sources, the leading one first.</param>
/// <param name="Kinds">The kinds of record that any of them gives.</param>
/// <param name="Chosen">Who the council said leads for cases.</param>
public sealed record LoadedSources(IReadOnlyList<LoadedSource> Sources, IReadOnlyList<KindSources> Kinds, ChosenLead Chosen)
{
    /// <summary>The sources that may be put first: they tell of children's cases, which others may tell of too. What a plain file gives nobody else does.</summary>
    public IReadOnlyList<Source> MayLead =>
        [.. Sources.Where(one => Leads.Usual.Contains(one.Source) && one.Kinds.Any(Leads.IsOfCases)).Select(one => one.Source).Order()];

    /// <summary>Those in the order where the council has chosen none.</summary>
    public IReadOnlyList<Source> InUsualOrder => [.. new Leads().Order.Intersect(MayLead)];

    /// <summary>What the store holds of a council.</summary>
    public static async Task<LoadedSources> Of(DataStore store, int council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        await using var db = store.Db();
        var tables = await db.ImportTables.AsNoTracking().Where(table => table.Council == council).ToListAsync(cancel).ConfigureAwait(false);
        var chosen = await new SetLead(store, TimeProvider.System).Now(council, cancel).ConfigureAwait(false);
        var leads = new Leads(chosen.Source is { } first ? [first] : null);
        var places = leads.Order.Select((source, place) => (source, place)).ToDictionary(pair => pair.source, pair => pair.place);
        return new LoadedSources(
            [
                .. tables.GroupBy(table => table.Source).OrderBy(of => places[of.Key]).Select(of => new LoadedSource(
                    of.Key, of.Max(table => table.ExtractDate), of.Select(table => table.ExtractDate).Distinct().Count(), [.. of.Select(table => table.Kind).Distinct().Order()])),
            ],
            [
                .. tables.GroupBy(table => table.Kind, table => table.Source).OrderBy(of => of.Key).Select(of => (Of: of, Counted: leads.Of(of.Key, of.Distinct())))
                    .Select(pair => new KindSources(pair.Of.Key, pair.Counted, [.. pair.Of.Except(pair.Counted)])),
            ],
            chosen);
    }
}
