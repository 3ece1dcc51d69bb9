using Fairload.App.Privacy;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Privacy;

/// <summary>Nobody adds a column without saying whom it names and how erasure and subject access treat it.</summary>
public sealed class HeldDataTests
{
    private const string SqliteColumns =
        """
        SELECT m.name || '.' || c.name AS "Value" FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
        """;

    private const string PostgresColumns =
        """
        SELECT table_name || '.' || column_name AS "Value" FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
        """;

    [Trait("ASVS", "14.1.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_column_of_the_store_has_its_line(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var db = store.Data.Db();
        Assert.Equal([], Missing(db, engine));
        var columns = Columns(db, engine);
        Assert.Equal([], HeldData.All.Select(one => $"{one.Table}.{one.Column}").Where(one => !columns.Contains(one)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_column_that_nobody_wrote_a_line_for_is_found(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var db = store.Data.Db();
        db.Database.ExecuteSql($"ALTER TABLE holds ADD COLUMN nickname text");
        Assert.Equal(["holds.nickname"], Missing(db, engine));
    }

    [Fact]
    public void A_column_has_one_line() =>
        Assert.Equal(HeldData.All.Count, HeldData.All.Select(one => (one.Table, one.Column)).Distinct().Count());

    [Trait("ASVS", "14.1.2")]
    [Fact]
    public void What_names_a_person_by_an_id_goes_with_them_and_secrets_are_not_given()
    {
        Assert.All(HeldData.All.Where(one => one.About is About.ChildId or About.WorkerId), one => Assert.True(one.Erased is WhenErased.RowGoes or WhenErased.ValueGoes, one.ToString()));
        Assert.All(HeldData.All.Where(one => one.Column is "password_hash" or "security_stamp" or "xml" or "salt"), one => Assert.Equal(WhenGiven.Left, one.Given));
        Assert.All(HeldData.All.Where(one => one is { About: About.Words, Given: WhenGiven.Given }), one => Assert.Equal("import_files", one.Table));
    }

    private static IEnumerable<string> Missing(FairloadDb db, StoreEngine engine) =>
        Columns(db, engine).Except(HeldData.All.Select(one => $"{one.Table}.{one.Column}")).Order(StringComparer.Ordinal);

    private static HashSet<string> Columns(FairloadDb db, StoreEngine engine) =>
        [.. db.Database.SqlQueryRaw<string>(engine == StoreEngine.Sqlite ? SqliteColumns : PostgresColumns)];
}
