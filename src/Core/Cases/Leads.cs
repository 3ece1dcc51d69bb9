namespace Fairload.Core.Cases;

/// <summary>
/// Which source leads where several say something of one thing: for each kind of record the first in the order that gave it, and the
/// others are kept but not counted, so that no plan counts twice. What is said of a person, a child's row or a worker's, comes from the
/// first source that knows the person. A council may set the order; where it does not, the sources that are renewed daily and know most
/// come first.
/// </summary>
public sealed class Leads
{
    /// <summary>The setting that holds the order: names of sources.</summary>
    public const string SettingKey = "leads";

    /// <summary>The order where a council has set none.</summary>
    public static IReadOnlyList<Source> Usual { get; } =
        [Source.Teams, Source.Staff, Source.Ssd, Source.CscApi, Source.AnnexA, Source.Ssda903, Source.Cin, Source.Csww];

    private static readonly Dictionary<Source, int> UsualPlaces = Places([.. Usual.Concat(Enum.GetValues<Source>()).Distinct()]);

    private readonly Dictionary<Source, int> _places;

    /// <summary>An order. Sources that it does not name come after those it names, as they usually do.</summary>
    public Leads(IReadOnlyList<Source>? order = null)
    {
        Order = [.. (order ?? []).Concat(Usual).Concat(Enum.GetValues<Source>()).Distinct()];
        _places = Places(Order);
    }

    /// <summary>All sources, the leading one first.</summary>
    public IReadOnlyList<Source> Order { get; }

    /// <summary>Whether rows of a kind are about a person as such, and so taken from the first source that knows the person.</summary>
    public static bool IsOfPerson(RecordKind kind) => kind is RecordKind.Child or RecordKind.Worker or RecordKind.Post;

    /// <summary>
    /// Whether the council's order decides of a kind. Who people are and which teams there are is known best by the files that are about
    /// them, whichever source leads for cases.
    /// </summary>
    public static bool IsOfCases(RecordKind kind) => !IsOfPerson(kind) && kind != RecordKind.Team;

    private static Dictionary<Source, int> Places(IReadOnlyList<Source> order) =>
        order.Select((source, place) => (source, place)).ToDictionary(pair => pair.source, pair => pair.place);

    /// <summary>
    /// The sources of a kind that count, of those that gave it: one, or for rows about persons all, the leading one first.
    /// </summary>
    public IReadOnlyList<Source> Of(RecordKind kind, IEnumerable<Source> given)
    {
        var places = IsOfCases(kind) ? _places : UsualPlaces;
        var ordered = given.OrderBy(source => places[source]).ToList();
        return IsOfPerson(kind) || ordered.Count < 2 ? ordered : [ordered[0]];
    }

    /// <summary>
    /// The source that counts for the days before the first extract of the leading one, where that one knows nothing of earlier days:
    /// an Annex A says who holds a child on its own day and never since when. Nothing where no other source gave it.
    /// </summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="leading">The source that leads for it.</param>
    /// <param name="given">The sources that gave it.</param>
    public Source? Before(RecordKind kind, Source leading, IEnumerable<Source> given) =>
        kind == RecordKind.Involvement && leading == Source.AnnexA && Of(kind, given.Where(source => source != leading)) is [var next, ..] ? next : null;
}
