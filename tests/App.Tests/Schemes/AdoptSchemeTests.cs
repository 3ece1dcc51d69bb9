using Fairload.App.Accounts;
using Fairload.App.Schemes;
using Fairload.App.Store;
using Fairload.App.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Schemes;

public sealed class AdoptSchemeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_adopt_at_once_one_does_and_the_other_is_told(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.AddCouncil();
        var council = (await new FindAccount(store.Data).Council(null, default))!;
        var adopt = new AdoptScheme(store.Data, store.Time);
        var text = SchemeShelf.Shipped.TextOf("factors")!;
        int? seen = null;
        for (var pair = 0; pair < 50; pair++)
        {
            var both = await Task.WhenAll(new[] { "Ann", "Ben" }.Select(by => Task.Run(() => adopt.Run(council, text, by, "Why " + pair, seen, by, default))));
            Assert.Single(both, first => first is null);
            var told = both.Single(first => first is not null)!;
            Assert.Equal((both[0] is null ? "Ann" : "Ben", "Why " + pair), (told.Adoption.By, told.Adoption.Why));
            seen = told.Version;
        }

        await using var db = store.Data.Db();
        Assert.Equal(50, await db.Audit.CountAsync(entry => entry.Action == "adopt scheme"));
    }

    [Fact]
    public async Task It_is_adopted_on_the_day_that_it_is_in_the_United_Kingdom_wherever_the_server_stands()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.AddCouncil();
        var council = (await new FindAccount(store.Data).Council(null, default))!;
        store.Time.Now = new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero);
        await new AdoptScheme(store.Data, store.Time).Run(council, SchemeShelf.Shipped.TextOf("factors")!, "Ann", "To try it", null, "ann", default);
        await using var db = store.Data.Db();
        Assert.Contains("2026-07-01", (await db.Settings.SingleAsync(one => one.Key == Fairload.App.Workloads.Adoption.SettingKey)).Value, StringComparison.Ordinal);
    }
}
