using System.Net;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.Cover;

[Collection(AccountSiteTests.Name)]
public sealed class IndexTests(AccountSite site)
{
    [Fact]
    public async Task A_colleague_sees_the_team_while_they_cover_and_not_a_day_longer()
    {
        var team = site.Day.Cases.Caseload.Teams.First(one => one.Parent >= 0).Id;
        var path = "/teams/" + Uri.EscapeDataString(team);
        var absent = await site.Account("away", null, null, AccountSite.Role(Role.TeamManager, team));
        var colleague = await site.Account("stand-in", null, null, AccountSite.Role(Role.Practitioner));
        using var manager = await site.As(absent);
        var today = DateOnly.FromDateTime(site.Time.Now.DateTime);
        string Day(int after) => today.AddDays(after).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (who, from, until) in new[] { ("", Day(0), Day(2)), (colleague.Id.ToString(), "soon", Day(2)), (colleague.Id.ToString(), Day(0), Day(100)), (absent.Id.ToString(), Day(0), Day(2)) })
        {
            using var refused = await manager.Post("/cover", "/cover", ("Input.Colleague", who), ("Input.From", from), ("Input.Until", until));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using (var before = await site.As(colleague))
        {
            Assert.Equal(HttpStatusCode.NotFound, await before.Status(path));
        }

        using (var done = await manager.Post("/cover", "/cover", ("Input.Colleague", colleague.Id.ToString()), ("Input.From", Day(0)), ("Input.Until", Day(2))))
        {
            Assert.Equal("/cover?done=given", done.Headers.Location!.OriginalString);
        }

        using (var during = await site.As(colleague))
        {
            Assert.Contains("Covering for away until", (await during.Page(path)).QuerySelector(".fl-top__who")!.Words(), StringComparison.Ordinal);
            Assert.Contains("covering for away", (await during.Page("/account")).QuerySelector("main")!.Words(), StringComparison.Ordinal);
        }

        site.Time.Now = site.Time.Now.AddDays(2);
        using var after = await site.As(colleague);
        Assert.Equal(HttpStatusCode.NotFound, await after.Status(path));
    }

    [Fact]
    public async Task Either_ends_it_at_once_and_a_stranger_cannot()
    {
        var teams = site.Day.Cases.Caseload.Teams.Where(one => one.Parent >= 0).Take(2).Select(one => one.Id).ToList();
        var absent = await site.Account("away2", null, null, AccountSite.Role(Role.TeamManager, teams[0]));
        var colleague = await site.Account("stand-in2", null, null);
        var today = DateOnly.FromDateTime(site.Time.Now.DateTime);
        var cover = (CoverManager)site.Services.GetService(typeof(CoverManager))!;
        await cover.Run(site.Council.Id, absent.Id, colleague.Id, today, today.AddDays(7), new Actor("away2", absent.Id), default);
        var fields = new[] { ("absent", absent.Id.ToString()), ("colleague", colleague.Id.ToString()) };
        using var stranger = await site.As(await site.Account("stranger2", null, null, AccountSite.Role(Role.TeamManager, teams[1])));
        using (var refused = await stranger.Post("/cover", "/cover?handler=End", fields))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var person = await site.As(colleague);
        Assert.Equal(HttpStatusCode.OK, await person.Status("/teams/" + Uri.EscapeDataString(teams[0])));
        using (var ended = await person.Post("/cover", "/cover?handler=End", fields))
        {
            Assert.Equal("/cover?done=ended", ended.Headers.Location!.OriginalString);
        }

        Assert.Equal(HttpStatusCode.NotFound, await person.Status("/teams/" + Uri.EscapeDataString(teams[0])));
        Assert.Equal(HttpStatusCode.NotFound, await person.Status("/cover"));
    }
}
