using Fairload.App.Accounts;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Accounts;

public sealed class RolesAndCoverTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Roles_are_held_where_they_can_be_and_by_nobodys_own_hand(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var give = new GiveRole(at.Store.Data, at.Store.Time);
        var account = await at.Store.AddAccount("tess");
        var today = RolesInForce.TodayBy(at.Store.Time);
        Task Give(Role role, string? node, DateOnly? until = null, Actor? by = null) =>
            give.Run(at.Council.Id, account.Id, new NewRole(role, node, today, until), by ?? Actor.CommandLine, default);

        await Assert.ThrowsAsync<Refused>(() => Give(Role.DataOfficer, "T1"));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.Auditor, "T1"));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.Administrator, "T1"));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.TeamManager, null));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.ServiceManager, null));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.Practitioner, "T1"));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.Director, null, today));
        await Assert.ThrowsAsync<Refused>(() => Give(Role.Director, null, by: new Actor("tess", account.Id)));
        await Give(Role.TeamManager, "T1");
        await Assert.ThrowsAsync<Refused>(() => Give(Role.TeamManager, "T1"));
        await Give(Role.Director, null, today.AddDays(1));

        await using var db = at.Store.Data.Db();
        Assert.Equal(2, await db.RolesHeld.CountAsync());
        Assert.Equal(2, (await db.Councils.SingleAsync()).AccessVersion);
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == "give role"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_becomes_a_worker_or_somebody_elses_sign_in_by_their_own_hand(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var (ada, ben) = (await at.Store.AddAccount("ada"), await at.Store.AddAccount("ben"));
        await using (var given = at.Store.Data.Db())
        {
            given.Identities.Add(new Fairload.App.Store.Tables.Identity { Council = at.Council.Id, Subject = Fairload.App.Store.Tables.Subject.Worker, System = "ssd", SourceId = "W1", Number = 1 });
            await given.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<Refused>(() => at.Edit.Run(at.Council.Id, ada.Id, 0, "Ada", "W1", new Actor("ada", ada.Id), default));
        await Assert.ThrowsAsync<Refused>(() => new LinkLogin(at.Store.Data, at.Store.Time).Run(at.Council.Id, ada.Id, "https://issuer.example", "s", "ada", default));

        Assert.Null(await at.Edit.Run(at.Council.Id, ada.Id, 0, "Ada", "W1", new Actor("ben", ben.Id), default));
        await new LinkLogin(at.Store.Data, at.Store.Time).Run(at.Council.Id, ada.Id, "https://issuer.example", "s", "ben", default);
        await using var db = at.Store.Data.Db();
        Assert.Equal("W1", (await db.Accounts.SingleAsync(a => a.Id == ada.Id)).Worker);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_roles_end_makes_it_shorter_and_never_longer(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var give = new GiveRole(at.Store.Data, at.Store.Time);
        var today = RolesInForce.TodayBy(at.Store.Time);
        var account = await at.Store.AddAccount("ada");
        var until = today.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var held = await at.Store.AddRole(account, Role.TeamManager, "T1", until: until);
        await Assert.ThrowsAsync<Refused>(() => give.End(at.Council.Id, held.Id, 0, today.AddDays(11), Actor.CommandLine, default));
        Assert.Null(await give.End(at.Council.Id, held.Id, 0, today.AddDays(9), Actor.CommandLine, default));
    }

    [Trait("ASVS", "2.3.2"), Trait("ASVS", "15.4.2")]
    [Theory, OnSqlite, OnPostgres]
    public async Task The_last_administrator_stays_whoever_races_to_end_them(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var give = new GiveRole(at.Store.Data, at.Store.Time);
        var today = RolesInForce.TodayBy(at.Store.Time);
        var (one, two) = (await at.Store.AddAccount("one"), await at.Store.AddAccount("two"));
        var (roleOfOne, roleOfTwo) = (await at.Store.AddRole(one, Role.Administrator, null), await at.Store.AddRole(two, Role.Administrator, null));
        await Assert.ThrowsAsync<Refused>(() => give.End(at.Council.Id, roleOfOne.Id, 0, today, new Actor("one", one.Id), default));
        await Assert.ThrowsAsync<Refused>(() => at.Edit.SetDisabled(at.Council.Id, one.Id, 0, true, new Actor("one", one.Id), default));

        var outcomes = await Task.WhenAll(
            Outcome(() => give.End(at.Council.Id, roleOfOne.Id, 0, today, new Actor("two", two.Id), default)),
            Outcome(() => at.Edit.SetDisabled(at.Council.Id, two.Id, 0, true, new Actor("one", one.Id), default)));
        Assert.Single(outcomes, isDone => isDone);
        await Assert.ThrowsAsync<Refused>(async () =>
        {
            await give.End(at.Council.Id, roleOfOne.Id, 0, today, Actor.CommandLine, default);
            await give.End(at.Council.Id, roleOfTwo.Id, 0, today, Actor.CommandLine, default);
        });
        await using var db = at.Store.Data.Db();
        Assert.True(await db.RolesHeld.AnyAsync(r => r.Role == Role.Administrator && (r.Until == null || r.Until > today) && db.Accounts.Any(a => a.Id == r.Account && !a.IsDisabled)));

        static async Task<bool> Outcome(Func<Task> change)
        {
            try
            {
                await Task.Run(change);
                return true;
            }
            catch (Refused)
            {
                return false;
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cover_gives_a_colleague_the_same_nodes_for_some_weeks_and_ends_at_once(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var cover = new CoverManager(at.Store.Data, at.Store.Time);
        var roles = new RolesInForce(at.Store.Data, at.Store.Time);
        var today = RolesInForce.TodayBy(at.Store.Time);
        var (absent, colleague, third) = (await at.Store.AddAccount("absent"), await at.Store.AddAccount("colleague"), await at.Store.AddAccount("third"));
        var by = new Actor("absent", absent.Id);
        await at.Store.AddRole(absent, Role.TeamManager, "T1");
        await at.Store.AddRole(absent, Role.ServiceManager, "S1");
        await at.Store.AddRole(absent, Role.Auditor, null);
        Task Cover(Guid who, Guid by2, DateOnly from, DateOnly until) => cover.Run(at.Council.Id, who, by2, from, until, by, default);

        await Assert.ThrowsAsync<Refused>(() => Cover(absent.Id, colleague.Id, today, today));
        await Assert.ThrowsAsync<Refused>(() => Cover(absent.Id, colleague.Id, today, today.AddDays((7 * 12) + 1)));
        await Assert.ThrowsAsync<Refused>(() => Cover(absent.Id, absent.Id, today, today.AddDays(7)));
        await Assert.ThrowsAsync<Refused>(() => Cover(colleague.Id, absent.Id, today, today.AddDays(7)));
        await Cover(absent.Id, colleague.Id, today, today.AddDays(7 * 12));
        await Assert.ThrowsAsync<Refused>(() => Cover(absent.Id, colleague.Id, today, today.AddDays(7)));
        Assert.Equal([(Role.ServiceManager, "S1", "absent"), (Role.TeamManager, "T1", "absent")], (await roles.Of(colleague.Id, 1, default)).Select(r => (r.Role, r.Node, r.Covers)));
        // Cover is not handed on.
        await Assert.ThrowsAsync<Refused>(() => Cover(colleague.Id, third.Id, today, today.AddDays(7)));

        Assert.Equal(["S1", "T1"], (await cover.Of(at.Council.Id, default)).Single().Nodes.Order());
        await cover.End(at.Council.Id, absent.Id, colleague.Id, new Actor("colleague", colleague.Id), default);
        Assert.Empty(await roles.Of(colleague.Id, 2, default));
        Assert.Empty(await cover.Of(at.Council.Id, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_people_who_edit_one_account_the_second_sees_what_the_first_saved(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var account = await at.Store.AddAccount("amina");
        Assert.Null(await at.Edit.Run(at.Council.Id, account.Id, 0, "Amina Khan", "W1", Actor.CommandLine, default));
        var now = await at.Edit.Run(at.Council.Id, account.Id, 0, "Amina K", null, Actor.CommandLine, default);
        Assert.Equal(("Amina Khan", "W1", 1), (now!.Name, now.Worker, now.Version));
        Assert.Null(await at.Edit.Run(at.Council.Id, account.Id, now.Version, "Amina K", null, Actor.CommandLine, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_update_is_lost_when_pairs_race(StoreEngine engine)
    {
        await using var at = await SignInTests.Desk.Open(engine);
        var account = await at.Store.AddAccount("amina");
        var (pairs, version, saved) = (Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 } ? 10_000 : 200, 0, 0);
        for (var pair = 0; pair < pairs; pair++)
        {
            var seen = version;
            var both = await Task.WhenAll(new[] { "left", "right" }.Select(side =>
                Task.Run(() => at.Edit.Run(at.Council.Id, account.Id, seen, $"{side} {pair}", null, Actor.CommandLine, default))));
            Assert.Single(both, lost => lost is null);
            var loser = both.Single(lost => lost is not null)!;
            Assert.Equal((seen + 1, $"{(both[0] is null ? "left" : "right")} {pair}"), (loser.Version, loser.Name));
            (version, saved) = (loser.Version, saved + 1);
        }

        await using var db = at.Store.Data.Db();
        Assert.Equal(pairs, saved);
        Assert.Equal(pairs, (await db.Accounts.SingleAsync()).Version);
        Assert.Equal(pairs, await db.Audit.CountAsync(entry => entry.Action == "edit account"));
    }
}
