using Fairload.App.Accounts;
using Fairload.App.Store.Tables;
using Fairload.Web.Tests.Pages;
using Fairload.Web.Tests.Pages.Restricted;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Tests.Access;

/// <summary>Whoever opens a restricted record, the nearest manager above the case that there is today is told.</summary>
public sealed class ToldOfOpeningsTests(RestrictedSite restricted) : IClassFixture<RestrictedSite>
{
    [Fact]
    public async Task Where_nobody_manages_the_team_the_manager_of_the_service_is_told_and_nobody_beside()
    {
        var line = restricted.Take();
        var record = await restricted.Restrict(line, RestrictionKind.Adoption);
        var service = restricted.Above(line).Roles[0].Node!;
        await Hold(Role.TeamManager, restricted.TeamId(line), until: new DateOnly(2026, 9, 30));
        await Hold(Role.ServiceManager, service, until: null);

        var open = "/restricted/" + record.ToString("N");
        using var opened = await restricted.Site.Post(CouncilSite.Director, open, open, ("Reason", "Out-of-hours call for the service"));
        await using var db = restricted.Site.Store.Db();
        Assert.Equal(service, (await db.Openings.SingleAsync(one => one.Child == restricted.Id(line))).Team);
        var told = await restricted.Site.Page(restricted.Above(line), "/restricted");
        Assert.Contains("Out-of-hours call for the service", told.Body!.Words(), StringComparison.Ordinal);
        var beside = restricted.Caseload.Teams.First(team => team.Parent >= 0 && team.Id != restricted.TeamId(line) && team.Id != service).Id;
        var other = await restricted.Site.Page(CouncilSite.ManagerOf(beside), "/restricted");
        Assert.DoesNotContain("Out-of-hours call for the service", other.Body!.Words(), StringComparison.Ordinal);
    }

    private async Task Hold(Role role, string node, DateOnly? until)
    {
        await using var db = restricted.Site.Store.Db();
        var account = new Account { Id = Guid.NewGuid(), Council = 1, UserName = node, NormalizedUserName = role + node, Name = "Sam Service" };
        db.Accounts.Add(account);
        db.RolesHeld.Add(new RoleHeld { Id = Guid.NewGuid(), Council = 1, Account = account.Id, Role = role, Node = node, From = new DateOnly(2026, 1, 5), Until = until, GivenBy = "test" });
        await db.SaveChangesAsync();
    }
}
