using Fairload.Web.Components;

namespace Fairload.Web.Pages.Shared;

/// <summary>The part of the organisation that a list is about: <c>?node=</c> names one by id, else it is the viewer's own.</summary>
public static class NodeFilter
{
    /// <summary>The node's place, -1 for the whole council; nothing when the viewer may see no such node.</summary>
    public static int? Find(CouncilContext here, string? node)
    {
        ArgumentNullException.ThrowIfNull(here);
        var found = string.IsNullOrEmpty(node) ? here.Policy.OwnNode : here.Workload.Cases.Caseload.FindTeam(node);
        return found is { } place && here.Policy.MaySeeNode(place) ? place : null;
    }

    /// <summary>Every node that the viewer may choose, their own first.</summary>
    public static IReadOnlyList<Choice> Choices(CouncilContext here)
    {
        ArgumentNullException.ThrowIfNull(here);
        var teams = here.Workload.Cases.Caseload.Teams;
        var own = here.Policy.OwnNode ?? -1;
        return
        [
            new Choice("", here.NodeName(own)),
            .. Enumerable.Range(0, teams.Count)
                .Where(team => team != own && here.Policy.MaySeeNode(team))
                .OrderBy(team => teams[team].Name, StringComparer.CurrentCulture)
                .Select(team => new Choice(teams[team].Id, teams[team].Name)),
        ];
    }
}

/// <summary>Names the resource file of the filter's words.</summary>
public sealed class NodeFilterWords;
