using Fairload.App.Auditing;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;

namespace Fairload.App.Tests.Privacy;

public sealed class RetentionTests
{
    private const string Rules =
        """
        {
          "retention": "test", "title": "Test", "source": "A test", "effectiveFrom": "2026-01-01",
          "children": [
            { "code": "cla", "title": "Looked after", "years": 75, "from": "birth", "yearsAfterDeath": 15, "where": [{ "records": "ClaEpisode" }] },
            { "code": "other", "title": "Others", "years": 35, "from": "closure" }
          ],
          "workers": [{ "code": "left", "title": "Left", "years": 6, "from": "closure" }],
          "auditMonths": 84, "problemMonths": 12, "jobMonths": 6
        }
        """;

    [Trait("ASVS", "14.2.7")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_due_while_anything_is_open_and_closed_children_are_by_the_first_rule_that_fits(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var (council, retention) = (CanaryCouncil.Council(store), new Retention(store.Data, store.Time));
        await retention.SetRules(council, Rules, "admin", default);

        // CLOSED closed on 1 March 1991: 35 years later is 1 March 2026. LATER closed a year after that. BABY died in 2009,
        // looked after: 15 years. OLD was born in 1950, looked after: 75 years. OPEN was born in 1950 and has an open plan.
        var plan = await retention.Plan(council, default);
        Assert.Equal([("cla", 2L), ("other", 1L), ("left", 1L), ("audit", 1L), ("problems", 0L), ("jobs", 0L)], plan.Lines.Select(line => (line.Code, line.Due)));
        Assert.Equal((new DateOnly(1950, 5, 5), new DateOnly(2009, 7, 7)), (plan.Lines[0].Oldest, plan.Lines[0].Newest));
        Assert.Equal((new DateOnly(1991, 3, 1), new DateOnly(1991, 3, 1)), (plan.Lines[1].Oldest, plan.Lines[1].Newest));
        Assert.Equal(1, plan.Undated);
        Assert.Equal(5, plan.Due);
        using var db = store.Data.Db();
        Assert.Equal(7, db.Identities.Count(one => one.Subject == Subject.Child && one.SourceId.StartsWith("ZQ")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_due_is_erased_without_a_byte_left_and_the_rest_stays(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var (council, retention) = (CanaryCouncil.Council(store), new Retention(store.Data, store.Time));
        await retention.SetRules(council, Rules, "admin", default);
        Assert.Equal(4, (await ByteScan.Find(store, "ZQCLOSED", "ZQBABY", "ZQOLD", "ZQLEFT")).Select(found => found.Split(' ')[0]).Distinct().Count());

        await Assert.ThrowsAsync<Refused>(() => retention.Run(council, 4, "Dana", "admin", default));
        await Assert.ThrowsAsync<Refused>(() => retention.Run(council, 5, " ", "admin", default));
        var (done, swept) = await retention.Run(council, 5, "Dana", "admin", default);

        Assert.True(swept);
        Assert.Equal(5, done.Due);
        Assert.Empty(await ByteScan.Find(store, "ZQCLOSED", "ZQBABY", "ZQOLD", "ZQLEFT", "old look"));
        Assert.Equal(0, (await retention.Plan(council, default)).Due);
        using var db = store.Data.Db();
        Assert.Equal(["ZQLATER", "ZQNODATE", "ZQOPEN", "ZQCARED"], new[] { "ZQLATER", "ZQNODATE", "ZQOPEN", "ZQCARED" }
            .Where(id => db.Identities.Any(one => one.SourceId == id)));
        Assert.Contains("\"cla\"", db.Audit.Single(entry => entry.Action == "run retention").After);
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_held_is_counted_apart_and_never_touched(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var (council, retention, holds) = (CanaryCouncil.Council(store), new Retention(store.Data, store.Time), new Holds(store.Data, store.Time));
        await retention.SetRules(council, Rules, "admin", default);
        await holds.Place(council, Subject.Child, "ZQCLOSED", "Lara", "A claim", "admin", default);
        var everybody = await holds.Place(council, null, null, "Lara", "An inquiry", "admin", default);

        var plan = await retention.Plan(council, default);
        Assert.Equal(0, plan.Due);
        Assert.Equal(5, plan.Lines.Sum(line => line.Held));
        await retention.Run(council, 0, "Dana", "admin", default);

        await holds.End(council, everybody, "Lara", "Over", "admin", default);
        plan = (await retention.Run(council, 4, "Dana", "admin", default)).Done;
        Assert.Equal((0L, 1L), (plan.Lines[1].Due, plan.Lines[1].Held));
        Assert.NotEmpty(await ByteScan.Find(store, "ZQCLOSED"));
        Assert.Empty(await ByteScan.Find(store, "ZQBABY"));
    }

    [Theory, OnSqlite]
    public async Task Without_rules_nothing_is_due(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var refused = await Assert.ThrowsAsync<Refused>(() => new Retention(store.Data, store.Time).Run(CanaryCouncil.Council(store), null, "Dana", "admin", default));
        Assert.Contains("no retention rules", refused.Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sessions_go_when_long_unused_and_accounts_when_long_disabled(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        var (council, retention) = (CanaryCouncil.Council(store), new Retention(store.Data, store.Time));
        await retention.SetRules(council, Rules.Replace("\"jobMonths\": 6", "\"sessionMonths\": 6, \"accountMonths\": 24", StringComparison.Ordinal).Replace("\"auditMonths\": 84,", "", StringComparison.Ordinal), "admin", default);
        var now = store.Time.Now.UtcDateTime;
        using (var db = store.Data.Db())
        {
            Session Used(string id, Account account, int monthsAgo) => new() { Id = id, Council = 1, Account = account.Id, Stage = SessionStage.SignedIn, Began = now.AddMonths(-monthsAgo), Seen = now.AddMonths(-monthsAgo) };
            Account Known(string name, bool disabled) => new() { Id = Guid.NewGuid(), Council = 1, UserName = name, NormalizedUserName = name, Name = name, IsDisabled = disabled };
            var (gone, lately, works, never) = (Known("zqgone", true), Known("zqlately", true), Known("zqworks", false), Known("zqnever", true));
            db.Accounts.AddRange(gone, lately, works, never);
            db.Sessions.AddRange(Used("1", gone, 30), Used("2", lately, 12), Used("3", works, 30), Used("4", works, 1));
            db.SaveChanges();
        }

        var plan = await retention.Plan(council, default);
        Assert.Equal([("sessions", 3L), ("accounts", 1L)], plan.Lines.TakeLast(2).Select(line => (line.Code, line.Due)));
        await retention.Run(council, plan.Due, "Dana", "admin", default);
        using var after = store.Data.Db();
        Assert.Equal(["zqlately", "zqnever", "zqworks"], after.Accounts.Select(one => one.UserName!).Order());
        Assert.Equal(["4"], after.Sessions.Select(one => one.Id));
        Assert.Empty(await ByteScan.Find(store, "zqgone"));
    }

    [Theory]
    [InlineData("\"years\": 35", "\"years\": 151", "years from 0 to 150")]
    [InlineData("\"closure\"", "\"someday\"", "not understood")]
    [InlineData("\"ClaEpisode\"", "\"Nothing\"", "records that do not exist: Nothing")]
    [InlineData("\"other\"", "\"cla\"", "a code and a title of its own")]
    [InlineData("\"source\": \"A test\"", "\"source\": \" \"", "must name their source")]
    [InlineData("\"auditMonths\": 84", "\"auditMonths\": 0", "auditMonths must be")]
    [InlineData("\"auditMonths\"", "\"auditYears\"", "not understood")]
    [InlineData("{", "[", "not understood")]
    public void Rules_that_are_not_understood_are_refused(string from, string to, string says)
    {
        var at = Rules.IndexOf(from, StringComparison.Ordinal);
        var refused = Assert.Throws<Refused>(() => RetentionRules.Read(Rules[..at] + to + Rules[(at + from.Length)..]));
        Assert.Contains(says, refused.Message);
    }

    [Fact]
    public void The_example_that_ships_is_understood_and_names_its_source()
    {
        var example = RetentionRules.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemes", "retention", "england-example.json")));
        Assert.Contains("reg. 50", example.Source);
        Assert.Equal([("adoption", 100), ("looked-after", 75), ("other", 35)], example.Children.Select(rule => (rule.Code, rule.Years)));
    }

    private static async Task<TestStore> Loaded(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        ssd.Add("ssd_person", "ZQCLOSED,1980-01-01,,,F,A,B").Add("ssd_person", "ZQLATER,1980-01-01,,,F,A,B").Add("ssd_person", "ZQBABY,2005-05-05,2009-07-07,,F,A,B");
        ssd.Add("ssd_person", "ZQOLD,1950-05-05,,,F,A,B").Add("ssd_person", "ZQOPEN,1950-05-05,,,F,A,B").Add("ssd_person", "ZQNODATE,1960-01-01,,,F,A,B");
        ssd.Add("ssd_person", "ZQCARED,2003-01-01,,,F,A,B");
        ssd.Add("ssd_involvements", "IC1,ZQCLOSED,W2,1990-01-06,1991-03-01,ALLOC,T1,,").Add("ssd_involvements", "IC2,ZQLATER,W2,1990-01-06,1992-03-01,ALLOC,T1,,");
        ssd.Add("ssd_involvements", "IC3,ZQOPEN,W2,1990-01-06,1992-03-01,ALLOC,T1,,").Add("ssd_involvements", "IC4,ZQCLOSED,ZQLEFT,1990-01-06,1991-03-01,SUPP,T1,,");
        ssd.Add("ssd_cla_episodes", "ZQBABY-E,ZQBABY,2005-06-01,2009-07-07,S,E2,ZQBABY-C").Add("ssd_cla_episodes", "ZQOLD-E,ZQOLD,1960-06-01,1968-01-01,S,E4,ZQOLD-C");
        ssd.Add("ssd_cla_episodes", "OPEN-E,ZQOPEN,1960-06-01,1968-01-01,S,E4,OPEN-C");
        ssd.Add("ssd_cin_plans", "CP9,ZQOPEN,1990-02-11,,,W2,T1");
        ssd.Add("ssd_care_leavers", "CL9,ZQCARED,W2,W2,T1,Relevant");
        await store.Import(ssd.Write());
        var now = store.Time.Now;
        store.Time.Now = now.AddYears(-8);
        using (var db = store.Data.Db())
        {
            using var transaction = db.Database.BeginTransaction();
            Audit.Write(db, store.Time, 1, "amina", View.OfChild, "child", "P2", null, new { Said = "old look" });
            transaction.Commit();
        }

        store.Time.Now = now;
        return store;
    }
}
