using Fairload.App.Restrictions;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Pages.Restricted;

/// <summary>A site of its own in which tests restrict records: a case in a family, its holder, its team and everybody around.</summary>
public sealed class RestrictedSite : IAsyncLifetime
{
    /// <summary>The site.</summary>
    public CouncilSite Site { get; } = new();

    /// <summary>The caseload.</summary>
    public Caseload Caseload => Site.Day.Cases.Caseload;

    /// <summary>The lines led by workers of a team, one for each worker, whose children have an age and initials.</summary>
    private IReadOnlyList<StatementLine> Lines { get; set; } = [];

    private int _taken;

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        Lines = [.. Site.Day.Statements.Where(statement => statement.Standing.Team >= 0 && Caseload.Teams[statement.Standing.Team].Parent >= 0)
            .Select(statement => statement.Lines.Where(IsPlain).Take(1).ToList()).Where(lines => lines.Count > 0).Select(lines => lines[0])];
    }

    public Task DisposeAsync() => Site.DisposeAsync();

    /// <summary>A case that no other test has taken: led by one person, shared with none.</summary>
    public StatementLine Take() => Lines[_taken++];

    /// <summary>The child's source id.</summary>
    public string Id(StatementLine line) => Caseload.Children[line.Child].Id;

    /// <summary>The worker who leads it.</summary>
    public Viewer Holder(StatementLine line) => CouncilSite.Practitioner(Caseload.Workers[line.Worker].Id);

    /// <summary>The manager of the holder's team.</summary>
    public Viewer Manager(StatementLine line) => CouncilSite.ManagerOf(TeamId(line));

    /// <summary>The id of the holder's team.</summary>
    public string TeamId(StatementLine line) => Caseload.Teams[Caseload.Workers[line.Worker].On(Site.Day.Day).Team].Id;

    /// <summary>The manager of the service above.</summary>
    public Viewer Above(StatementLine line) =>
        Viewer.As("Sam Service", App.Accounts.Role.ServiceManager, null, Caseload.Teams[Caseload.Teams[Caseload.Workers[line.Worker].On(Site.Day.Day).Team].Parent].Id);

    /// <summary>Restricts a record by the use case itself.</summary>
    public async Task<Guid> Restrict(StatementLine line, RestrictionKind kind, string[]? open = null, string[]? barred = null)
    {
        var asked = new RestrictionAsked(kind, "For this test", open ?? [], barred ?? []);
        Assert.True(await Site.Services.GetRequiredService<RestrictRecord>().Run(1, Id(line), asked, 0, "test", default));
        return (await Site.Services.GetRequiredService<RestrictionShelf>().Of(1, default)).ByChild[Id(line)].Id;
    }

    private bool IsPlain(StatementLine line) =>
        line.RoleOnCase == RoleOnCase.Lead && Site.Day.LinesOfChild(line.Child).Count() == 1 && Caseload.Children[line.Child] is { Initials: not null, BornOn: not null };
}
