namespace Fairload.Core.People;

/// <summary>A team, a service or the council itself: one node of the organisation tree.</summary>
/// <param name="Id">The source's id.</param>
/// <param name="Name">The name; the id where the source has none.</param>
/// <param name="Parent">The place of the parent in the caseload's teams, or -1 at the top.</param>
/// <param name="HasOwnRow">False for a parent that the source only names from its children's rows.</param>
public sealed record Team(string Id, string Name, int Parent, bool HasOwnRow)
{
    /// <summary>The loaded file and its row; nothing when rows only name it.</summary>
    public (int File, int Row)? Place { get; init; }
}
