using Fairload.App.Accounts;
using Fairload.Web.Components;
using Fairload.Web.Pages.Account;
using Fairload.Web.Pages.Shared;

namespace Fairload.Web.Pages.Accounts;

/// <summary>A page for those who look after accounts.</summary>
public abstract class AccountsPage(CouncilContext here, WebOptions site, FindAccount find) : AccountPage(here, site, find)
{
    /// <summary>The roles to choose from.</summary>
    public IReadOnlyList<Choice> RoleChoices =>
        [new Choice("", ""), .. Enum.GetValues<Role>().Select(role => new Choice(role.ToString(), PracticeTerms(role)))];

    /// <summary>The teams and services to choose from, as the records have them; the whole council first.</summary>
    public IReadOnlyList<Choice> NodeChoices(string wholeCouncil) =>
    [
        new Choice("", wholeCouncil),
        .. (Here.Workload?.Cases.Caseload.Teams ?? []).OrderBy(team => team.Name, StringComparer.CurrentCulture).Select(team => new Choice(team.Id, team.Name)),
    ];

    /// <summary>The workers to choose from, by surname.</summary>
    public IReadOnlyList<Choice> WorkerChoices(string nobody, string? present) =>
    [
        new Choice("", nobody),
        .. present is not null && Here.Workload?.Cases.Caseload.FindWorker(present) is null ? [new Choice(present, present)] : Array.Empty<Choice>(),
        .. (Here.Workload?.Cases.Caseload.Workers ?? []).OrderBy(worker => worker.Name, StringComparer.CurrentCulture).Select(worker => new Choice(worker.Id, $"{worker.Name} ({worker.Id})")),
    ];

    /// <inheritdoc />
    protected override bool MaySee => Here.Policy.MayManageAccounts;

    /// <summary>The role that was typed, checked: errors stand at its fields.</summary>
    protected NewRole? ReadRole(string prefix, RoleAnswers answers, string roleNeeded, string nodeUnknown, string dayBad)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (!Enum.TryParse<Role>(answers.Role, out var role) || !Enum.IsDefined(role))
        {
            ModelState.AddModelError(prefix + ".Role", roleNeeded);
            return null;
        }

        var node = string.IsNullOrEmpty(answers.Node) ? null : answers.Node;
        if (node is not null && Here.Workload?.Cases.Caseload.TeamWithId(node) is null)
        {
            ModelState.AddModelError(prefix + ".Node", nodeUnknown);
        }

        var (from, until) = (TypedDay.Read(answers.From) ?? (string.IsNullOrWhiteSpace(answers.From) ? Here.Today : null), TypedDay.Read(answers.Until));
        if (from is null)
        {
            ModelState.AddModelError(prefix + ".From", dayBad);
        }

        if (until is null && !string.IsNullOrWhiteSpace(answers.Until))
        {
            ModelState.AddModelError(prefix + ".Until", dayBad);
        }

        return ModelState.IsValid ? new NewRole(role, node, from!.Value, until) : null;
    }

    private string PracticeTerms(Role role) => Words.PracticeTerms.Capital(Here.RoleName(role));
}

/// <summary>A role as a form asks for it, in the order of the questions.</summary>
public sealed record RoleAnswers
{
    /// <summary>The role's code.</summary>
    public string? Role { get; init; }

    /// <summary>The node's id; empty for the whole council.</summary>
    public string? Node { get; init; }

    /// <summary>The first day; empty for today.</summary>
    public string? From { get; init; }

    /// <summary>The first day on which it is held no more; empty for no end.</summary>
    public string? Until { get; init; }
}
