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
}
