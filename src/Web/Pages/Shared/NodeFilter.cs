using Fairload.Web.Components;

namespace Fairload.Web.Pages.Shared;

/// <summary>The part of the organisation that a list is about: <c>?node=</c> names one by id, else it is the viewer's own.</summary>
public static class NodeFilter
{
    /// <summary>The place of a node whose people the viewer may see, -1 for the whole council; else nothing.</summary>
    public static int? Find(CouncilContext here, string? node)
    {
        ArgumentNullException.ThrowIfNull(here);
        return Find(here, node, here.Policy.OwnNode, here.Policy.MaySeeNode);
    }

    /// <summary>The place of a node whose waiting children the viewer may see, -1 for the whole council; else nothing.</summary>
    public static int? FindWaiting(CouncilContext here, string? node)
    {
        ArgumentNullException.ThrowIfNull(here);
        return Find(here, node, here.Policy.WaitingNode, here.Policy.MaySeeWaitingIn);
    }

    /// <summary>The place of a node whose records the viewer may look through, -1 for the whole council; else nothing.</summary>
    public static int? FindRecords(CouncilContext here, string? node)
    {
        ArgumentNullException.ThrowIfNull(here);
        return Find(here, node, here.Policy.MayMendRecords ? -1 : here.Policy.OwnNode, here.Policy.MaySeeDataRowsOf);
    }

    private static int? Find(CouncilContext here, string? node, int? own, Func<int, bool> may)
    {
        var found = string.IsNullOrEmpty(node) ? own : here.Workload.Cases.Caseload.FindTeam(node);
        return found is { } place && may(place) ? place : null;
    }

    /// <summary>Every node that the viewer may choose, their own first.</summary>
    public static IReadOnlyList<Choice> Choices(CouncilContext here)
    {
        ArgumentNullException.ThrowIfNull(here);
        // Whoever manages nobody chooses only among lists of waiting children.
        var (own, may) = here.Policy.OwnNode is { } managed
            ? (managed, here.Policy.MaySeeNode)
            : (here.Policy.WaitingNode ?? -1, (Func<int, bool>)here.Policy.MaySeeWaitingIn);
        return Choices(here, own, may);
    }

    /// <summary>Every node whose records the viewer may look through, the one that the page opens with first.</summary>
    public static IReadOnlyList<Choice> RecordChoices(CouncilContext here)
    {
        ArgumentNullException.ThrowIfNull(here);
        return Choices(here, here.Policy.MayMendRecords ? -1 : here.Policy.OwnNode ?? -1, here.Policy.MaySeeDataRowsOf);
    }

    private static IReadOnlyList<Choice> Choices(CouncilContext here, int own, Func<int, bool> may)
    {
        var teams = here.Workload.Cases.Caseload.Teams;
        return
        [
            new Choice("", here.NodeName(own)),
            .. Enumerable.Range(0, teams.Count)
                .Where(team => team != own && may(team))
                .OrderBy(team => teams[team].Name, StringComparer.CurrentCulture)
                .Select(team => new Choice(teams[team].Id, teams[team].Name)),
        ];
    }
}

/// <summary>Names the resource file of the filter's words.</summary>
public sealed class NodeFilterWords;
