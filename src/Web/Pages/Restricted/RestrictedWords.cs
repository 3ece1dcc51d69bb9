using Fairload.App.Store.Tables;
using Fairload.Core.People;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Restricted;

/// <summary>What restrictions are called, and the people named in them.</summary>
public sealed class RestrictedWords(Text<RestrictedWords> text)
{
    /// <summary>Why a record is restricted.</summary>
    public string Kind(RestrictionKind kind) => kind switch
    {
        RestrictionKind.Adoption => text["adoption"],
        RestrictionKind.Relative => text["relative"],
        _ => text["threat"],
    };

    /// <summary>When to choose it.</summary>
    public string KindHint(RestrictionKind kind) => kind switch
    {
        RestrictionKind.Adoption => text["adoption.hint"],
        RestrictionKind.Relative => text["relative.hint"],
        _ => text["threat.hint"],
    };

    /// <summary>Workers one on each line, as the form takes them.</summary>
    public static string Lines(IEnumerable<string> workers, CouncilContext here) => string.Join('\n', Names(workers, here));

    /// <summary>Workers in one line.</summary>
    public string People(IReadOnlyCollection<string> workers, CouncilContext here) =>
        workers.Count == 0 ? text["nobody"] : string.Join(", ", Names(workers, here));

    /// <summary>By name where only one has it, else by id; whoever is no longer on record by id.</summary>
    private static IEnumerable<string> Names(IEnumerable<string> workers, CouncilContext here)
    {
        var all = here.Workload.Cases.Caseload.Workers;
        return workers.Select(id => here.Workload.Cases.Caseload.FindWorker(id) is { } place && all.Count(other => other.Name == all[place].Name) == 1 ? all[place].Name : id)
            .OrderBy(SurnameOrder.SurnameOf, StringComparer.CurrentCulture);
    }
}
