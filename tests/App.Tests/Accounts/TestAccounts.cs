using Fairload.App.Accounts;
using Fairload.App.Store.Tables;

namespace Fairload.App.Tests.Accounts;

/// <summary>A council and accounts of it, put straight into a store.</summary>
internal static class TestAccounts
{
    public const int Council = 1;

    public static async Task AddCouncil(this TestStore store)
    {
        await using var db = store.Data.Db();
        db.Councils.Add(new Council { Id = Council, Code = "TEST", Name = "Testshire", Salt = [1, 2, 3] });
        await db.SaveChangesAsync();
    }

    public static async Task<Account> AddAccount(this TestStore store, string name, Action<Account>? with = null)
    {
        var account = new Account
        {
            Id = Guid.NewGuid(), Council = Council, UserName = name, NormalizedUserName = FindAccount.Key(name), Name = name, SecurityStamp = "x",
        };
        with?.Invoke(account);
        await using var db = store.Data.Db();
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account;
    }

    public static async Task<RoleHeld> AddRole(this TestStore store, Account account, Role role, string? node, string from = "2026-01-01", string? until = null, Account? coverFor = null)
    {
        var held = new RoleHeld
        {
            Id = Guid.NewGuid(), Council = Council, Account = account.Id, Role = role, Node = node, From = Day(from), Until = until is null ? null : Day(until),
            CoverFor = coverFor?.Id, GivenBy = "test",
        };
        await using var db = store.Data.Db();
        db.RolesHeld.Add(held);
        await db.SaveChangesAsync();
        return held;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
