using Fairload.App.Imports;
using Fairload.App.Labels;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests.Reading;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;
using static Fairload.App.Tests.Imports.Formats.AnnexAFile;

namespace Fairload.App.Tests.Labels;

/// <summary>From a workbook to the question, and from the answer to the next load.</summary>
public sealed class LabelsOfAnImportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_load_could_not_read_is_asked_and_the_answer_holds_from_the_next_load_on(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var check = await store.Import(Workbook(store, "blue folder", "N4 family in acute stress"), with: request => request with { DryRun = true });
        Assert.Empty(Asked(store));
        var told = Assert.Single(check.Problems, problem => problem.Message.Contains("not known:", StringComparison.Ordinal));
        Assert.Equal(("annex-a.xlsx", "List 6", "Case Status"), (told.File, told.Sheet, told.Column));
        Assert.StartsWith("In 2 of its rows this column has a value whose meaning is not known: “blue folder”.", told.Message, StringComparison.Ordinal);

        await store.Import(Workbook(store, "blue folder", "N4 family in acute stress"));
        var asked = Assert.Single(Asked(store));
        Assert.Equal(("List 6", "Case Status", "blue folder", 2), (asked.Unknown.List, asked.Unknown.Column, asked.Unknown.Label, asked.Unknown.Count));
        Assert.Equal(["N4", "N4"], Needs(store));

        await new AnswerLabel(store.Data, store.Time).Run(1, asked.Unknown.Id, "c) Child in need plan", 0, "amina", default);
        await store.Import(Workbook(store, "blue folder", "brown folder"), "2026-04-01");
        Assert.Equal(["brown folder"], Asked(store).Select(one => one.Unknown.Label));
        using var db = store.Data.Db();
        Assert.Equal(2, db.Records.Count(record => record.Kind == RecordKind.CinPlan));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undoing_a_load_asks_again_about_the_labels_that_were_asked_about_before_it(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(Workbook(store, "blue folder", "N4 family in acute stress"));
        var before = All(store);
        Assert.Single(before);
        store.Time.Now += TimeSpan.FromHours(1);
        await store.Import(Workbook(store, "brown folder", "a word"), "2026-04-01");
        Assert.NotEqual(before, All(store));

        var council = new Council { Id = 1 };
        await new UndoImport(store.Data, store.Time).Run(council, null, "amina", dryRun: true, default);
        Assert.NotEqual(before, All(store));
        await new UndoImport(store.Data, store.Time).Run(council, null, "amina", dryRun: false, default);
        Assert.Equal(before, All(store));

        // An import without labels leaves them, and so does its undoing; what was mended at its source comes back with the undoing.
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        await new UndoImport(store.Data, store.Time).Run(council, null, "amina", dryRun: false, default);
        Assert.Equal(before, All(store));
        await store.Import(Workbook(store, "c) Child in need plan", "N4 family in acute stress"), "2026-04-01");
        Assert.Empty(All(store));
        await new UndoImport(store.Data, store.Time).Run(council, null, "amina", dryRun: false, default);
        Assert.Equal(before, All(store));
    }

    private static List<string> All(TestStore store)
    {
        using var db = store.Data.Db();
        return [.. db.UnknownLabels.AsNoTracking().AsEnumerable().Select(one => $"{one.Id} {one.List} {one.Column} {one.Label} {one.Count} {one.Last:O}").Order(StringComparer.Ordinal)];
    }

    private static string Workbook(TestStore store, string status, string need) => new BookBuilder()
        .Sheet("List 6", Layout2024[6], Child("1", status, need), Child("2", status, need))
        .Save(Path.Combine(store.Folder, "annex-a.xlsx"));

    private static object?[] Child(string id, string status, string need) => Row(
        6, id, ("CIN Start Date", new DateOnly(2026, 1, 5)), ("Case Status", status), ("Primary Need", need), ("Allocated Team", "T"), ("Allocated Worker", "Ada Quill"));

    private static IReadOnlyList<AskedLabel> Asked(TestStore store)
    {
        using var db = store.Data.Db();
        return LabelBook.Asked(db, 1, default).GetAwaiter().GetResult();
    }

    private static List<string?> Needs(TestStore store)
    {
        using var db = store.Data.Db();
        return [.. db.Records.Where(record => record.Kind == RecordKind.CinEpisode).Select(record => record.Code)];
    }
}
