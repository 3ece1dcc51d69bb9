namespace Fairload.Web.Access;

/// <summary>What a person is here to do; with a place in the organisation it says what they see.</summary>
public enum Role
{
    /// <summary>Holds cases: sees their own statement and children.</summary>
    Practitioner,

    /// <summary>Manages a team.</summary>
    TeamManager,

    /// <summary>Manages a service: several teams.</summary>
    ServiceManager,

    /// <summary>Head of service or director: the whole council.</summary>
    Director,

    /// <summary>Loads files and looks after their quality; sees no person's workload.</summary>
    DataOfficer,
}

/// <summary>The person looking.</summary>
/// <param name="Name">Their name, as the header shows it.</param>
/// <param name="Role">What they are here to do.</param>
/// <param name="Worker">Their own id among the council's workers, or nothing.</param>
/// <param name="Node">The id of the team or service they manage; nothing for the whole council, or for none.</param>
public sealed record Viewer(string Name, Role Role, string? Worker, string? Node);
