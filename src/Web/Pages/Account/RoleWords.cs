using Fairload.App.Accounts;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Account;

/// <summary>A role held, in words: what, where, from when until when, and for whom.</summary>
public sealed class RoleWords(Text<RoleWords> text)
{
    /// <summary>The whole sentence.</summary>
    public string Say(CouncilContext here, RoleRead role)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(role);
        var (held, from) = (role.Held, Format.Date(role.Held.From));
        var what = held.Role == Role.Practitioner
            ? PracticeTerms.Capital(here.RoleName(held.Role))
            : text["at", ("role", PracticeTerms.Capital(here.RoleName(held.Role))), ("node", Node(here, held.Node))];
        var when = held.Until is { } until ? text["until", ("what", what), ("from", from), ("until", Format.Date(until))] : text["from", ("what", what), ("from", from)];
        return role.CoversName is { } covered ? text["covers", ("what", when), ("name", covered)] : when;
    }

    /// <summary>The name of a node, by its id; the council's own where there is none.</summary>
    public string Node(CouncilContext here, string? id)
    {
        ArgumentNullException.ThrowIfNull(here);
        return id is null ? text["council"]
            : here.Workload?.Cases.Caseload.TeamWithId(id) is { } place ? here.NodeName(place)
            : text["nodeGone", ("id", id)];
    }
}
