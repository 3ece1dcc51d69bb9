using Fairload.App.Accounts;
using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>A role in force today.</summary>
/// <param name="Role">The role.</param>
/// <param name="Node">The id of the team or service where it is held; nothing for the whole council.</param>
public sealed record RoleAt(Role Role, string? Node);

/// <summary>Cover for an absent manager.</summary>
/// <param name="Name">Whom they cover.</param>
/// <param name="Until">The first day on which they do no more.</param>
public sealed record Cover(string Name, DateOnly? Until);

/// <summary>The person looking, as they stand at this very request: a role that ended yesterday is not in it.</summary>
/// <param name="Name">Their name, as the header shows it; empty in the demonstration for somebody who is only a role.</param>
/// <param name="Worker">Their own id among the council's workers, or nothing.</param>
/// <param name="Roles">The roles they hold, the first the one that says most about them.</param>
public sealed record Viewer(string Name, string? Worker, IReadOnlyList<RoleAt> Roles)
{
    /// <summary>The account they are signed in by; nothing in the demonstration, which has none.</summary>
    public Guid? Account { get; init; }

    /// <summary>The name they sign in by, which the audit knows them under; nothing in the demonstration.</summary>
    public string? SignInName { get; init; }

    /// <summary>The absent managers whom they cover today.</summary>
    public IReadOnlyList<Cover> Covers { get; init; } = [];

    /// <summary>What tells this person from every other, for what is kept about one person only.</summary>
    public string Key => Account is { } account ? account.ToString("N") : $"{Name}/{Worker}/{string.Join(',', Roles.Select(held => $"{held.Role}@{held.Node}"))}";

    /// <summary>A person of one role, as the demonstration offers them.</summary>
    public static Viewer As(string name, Role role, string? worker, string? node) => new(name, worker, [new RoleAt(role, node)]);

    /// <summary>Whether they hold the role anywhere.</summary>
    public bool Has(Role role) => Roles.Any(held => held.Role == role);
}

/// <summary>Where a request carries who makes it, between the middleware that finds out and all that asks.</summary>
public static class ViewerOfRequest
{
    private static readonly object Key = new();

    /// <summary>The person looking; nothing when nobody is signed in.</summary>
    public static Viewer? Viewer(this HttpContext context) => context.Items[Key] as Viewer;

    /// <summary>Says who looks.</summary>
    internal static void SetViewer(this HttpContext context, Viewer? viewer) => context.Items[Key] = viewer;
}
