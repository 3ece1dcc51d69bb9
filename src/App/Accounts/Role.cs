namespace Fairload.App.Accounts;

/// <summary>
/// What a person is here to do. A role is held at a node of the organisation and for a time; together these say what
/// somebody sees. No role allows the use of a named worker's figures for capability, discipline, pay or selection:
/// no page or export for that exists.
/// </summary>
public enum Role
{
    /// <summary>Holds cases: sees their own statement and children.</summary>
    Practitioner,

    /// <summary>Manages a team: its people, their cases, and children who wait there.</summary>
    TeamManager,

    /// <summary>Manages a service: several teams.</summary>
    ServiceManager,

    /// <summary>Head of service or director: a service or the whole council, and the council's decisions.</summary>
    Director,

    /// <summary>Loads files and looks after their quality; sees no person's workload.</summary>
    DataOfficer,

    /// <summary>Prepares allocation for managers: children who wait for a worker, and nobody's workload.</summary>
    BusinessSupport,

    /// <summary>Reads who did and who saw what, and none of the figures themselves.</summary>
    Auditor,

    /// <summary>Looks after accounts, roles, retention and erasure, and sees no case and nobody's workload.</summary>
    Administrator,
}

/// <summary>Where a role may be held.</summary>
public static class Roles
{
    /// <summary>Whether the role is for the whole council and can be held at no part of it.</summary>
    public static bool IsOfCouncil(this Role role) => role is Role.DataOfficer or Role.Auditor or Role.Administrator;

    /// <summary>Whether the role is held at a team or service and never at the whole council.</summary>
    public static bool IsOfPart(this Role role) => role is Role.TeamManager or Role.ServiceManager;

    /// <summary>Whether whoever holds the role manages people and answers for their work.</summary>
    public static bool Manages(this Role role) => role is Role.TeamManager or Role.ServiceManager or Role.Director;
}
