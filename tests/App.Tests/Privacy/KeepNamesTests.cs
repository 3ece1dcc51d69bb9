using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.Core.Cases;

namespace Fairload.App.Tests.Privacy;

public sealed class KeepNamesTests
{
    private const string Odd = "Zqodd Zqname";

    [Theory, OnSqlite, OnPostgres]
    public async Task Going_over_to_initials_rewrites_what_is_there_and_leaves_no_byte_of_a_name(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        ssd.Change("ssd_professionals", 1, "prof_professional_name", Odd + new string('x', 500));
        await CanaryCouncil.Load(store, ssd);
        var council = CanaryCouncil.Council(store);
        var before = await ByteScan.Find(store, CanaryCouncil.Name, Odd);
        Assert.Contains(before, found => found.StartsWith(CanaryCouncil.Name, StringComparison.Ordinal));
        Assert.Contains(before, found => found.StartsWith(Odd, StringComparison.Ordinal));
        Assert.Equal(NamesKept.Full, await Names(store).Of(council, default));

        var (rewritten, swept) = await Names(store).Run(council, NamesKept.Initials, "admin", default);

        Assert.True(rewritten >= 3 && swept);
        Assert.Empty(await ByteScan.Find(store, CanaryCouncil.Name, Odd));
        Assert.Equal("Z Z", store.Find(RecordKind.Worker, CanaryCouncil.Worker).Detail);
        Assert.Equal(CanaryCouncil.Registration, store.Find(RecordKind.Worker, CanaryCouncil.Worker).Ref);
        Assert.Equal(council.DataVersion + 1, store.Version());
        using var db = store.Data.Db();
        Assert.Contains("\"initials\"", db.Audit.Single(entry => entry.Action == "set names kept").After);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_names_that_a_workbook_knows_workers_by_go_too_and_the_next_import_knows_them_again(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var workbook = Imports.Formats.AnnexASampleTests.SamplePath();
        await store.Import(workbook);
        Assert.NotEmpty(await ByteScan.Find(store, "eugene swift", "Eugene Swift"));
        using var db = store.Data.Db();
        var workers = db.Identities.Count();
        var held = store.State().Where(row => row.StartsWith("1 Involvement", StringComparison.Ordinal)).ToList();

        await Names(store).Run(CanaryCouncil.Council(store), NamesKept.Initials, "admin", default);

        Assert.Empty(await ByteScan.Find(store, "eugene swift", "Eugene Swift"));
        await store.Import(workbook);
        Assert.Equal(workers, db.Identities.Count());
        Assert.Equal(held, store.State().Where(row => row.StartsWith("1 Involvement", StringComparison.Ordinal)));
        Assert.Empty(await ByteScan.Find(store, "eugene swift", "Eugene Swift"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_keeps_initials_from_then_on_and_whole_names_again_when_the_council_says_so(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        await store.Import(ssd.Write());
        var council = CanaryCouncil.Council(store);
        await Names(store).Run(council, NamesKept.Initials, "admin", default);
        var state = store.State();

        ssd.Change("ssd_professionals", 1, "prof_professional_name", Odd + new string('x', 500));
        var report = await store.Import(ssd.Write(), with: request => request with { ProblemsFile = Path.Combine(store.Folder, "problems.csv") });
        Assert.Contains(report.Problems, problem => problem is { Column: "prof_professional_name", Value: null });
        Assert.Empty(await ByteScan.Find(store, CanaryCouncil.Name, Odd));
        Assert.Empty(ByteScan.FindInFile(Path.Combine(store.Folder, "problems.csv"), [CanaryCouncil.Name, Odd]));
        ssd.Change("ssd_professionals", 1, "prof_professional_name", "Ben Nib");
        await store.Import(ssd.Write());
        Assert.Equal(state, store.State());

        Assert.Equal(0, (await Names(store).Run(council, NamesKept.Full, "admin", default)).Rewritten);
        await store.Import(ssd.Write());
        Assert.Equal(CanaryCouncil.Name, store.Find(RecordKind.Worker, CanaryCouncil.Worker).Detail);
    }

    [Theory, OnSqlite]
    public async Task What_is_wrong_in_a_childs_address_is_told_without_the_address(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = CanaryCouncil.Files();
        ssd.Change("ssd_address", 0, "addr_address_postcode", "ZQPOSTCODE" + new string('x', 30));
        var report = await store.Import(ssd.Write());
        Assert.Contains(report.Problems, problem => problem is { Column: "addr_address_postcode", Value: null });
        Assert.Empty(await ByteScan.Find(store, "ZQPOSTCODE"));
    }

    [Theory]
    [InlineData("full", NamesKept.Full)]
    [InlineData("initials", NamesKept.Initials)]
    public void A_way_is_known_by_its_word(string word, NamesKept kept)
    {
        Assert.Equal(kept, KeepNames.Read(word));
        Assert.Equal(word, KeepNames.Word(kept));
        Assert.Throws<Refused>(() => KeepNames.Read("surnames"));
    }

    private static KeepNames Names(TestStore store) => new(store.Data, store.Time);
}
