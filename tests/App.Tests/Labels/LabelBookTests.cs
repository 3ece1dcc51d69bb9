using Fairload.App.Labels;
using Fairload.App.Store;
using Fairload.App.Store.Tables;

namespace Fairload.App.Tests.Labels;

public sealed class LabelBookTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_load_leaves_the_unknown_labels_of_the_columns_it_read_and_no_others(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        Keep(store, ("List 6", "Case Status", "one"), ("List 6", "Case Status", "one"), ("List 6", "Case Status", "two"), ("List 8", "Placement Type", "three"));
        var first = Kept(store);
        Assert.Equal(["one 2", "three 1", "two 1"], first.Select(Words));

        store.Time.Now += TimeSpan.FromDays(1);
        Keep(store, ("List 6", "Case Status", "two"), ("List 6", "Case Status", "LAC"), ("List 6", "Case Status", "four"));
        var second = Kept(store);
        Assert.Equal(["four 1", "three 1", "two 1"], second.Select(Words));
        Assert.Equal(first.Single(label => label.Label == "two").Id, second.Single(label => label.Label == "two").Id);
        Assert.True(second.Single(label => label.Label == "two").Last > second.Single(label => label.Label == "three").Last);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_is_kept_with_its_audit_entry_used_by_the_next_load_and_not_asked_again(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        Keep(store, ("List 6", "Primary Need Code", "qqq"), ("List 6", "Case Status", "www"));
        var answers = new AnswerLabel(store.Data, store.Time);
        var need = Kept(store).Single(label => label.Label == "qqq");
        Assert.Null(await answers.Run(1, need.Id, "g) Low income", 0, "amina", default));
        Assert.Null(await answers.Run(1, Kept(store).Single(label => label.Label == "www").Id, null, 0, "amina", default));

        using var db = store.Data.Db();
        Assert.Empty(await LabelBook.Asked(db, 1, default));
        var reader = LabelBook.Reader(db, 1);
        Assert.Equal("g) Low income", reader.Code("List 6", "Primary Need Code", "QQQ"));
        // The same words in the other column of needs mean the same; in another column they do not.
        Assert.Equal("g) Low income", reader.Code("List 8", "Child's Category of Need", "qqq"));
        Assert.Null(reader.Code("List 8", "Placement Type", "qqq"));
        Assert.Null(reader.Code("List 6", "Case Status", "www"));
        Assert.Equal([new UnreadLabel("List 8", "Placement Type", "qqq", 1)], reader.Unread);
        Assert.Equal(2, db.Audit.Count(entry => entry.SubjectKind == "label" && entry.Action == "answer label" && entry.Who == "amina"));
        Assert.Empty(LabelBook.Reader(db, 2).Unread);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_who_saw_an_older_answer_changes_nothing_and_is_told(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        Keep(store, ("List 6", "Case Status", "qqq"));
        var answers = new AnswerLabel(store.Data, store.Time);
        var id = Kept(store).Single().Id;
        Assert.Null(await answers.Run(1, id, "e) Closed episode", 0, "amina", default));
        var first = await answers.Run(1, id, "d) Open assessment", 0, "ben", default);
        Assert.Equal(("e) Closed episode", "amina"), (first!.Value, first.Who));
        Assert.Equal(1, first.Version);
        Assert.Null(await answers.Run(1, id, "d) Open assessment", 1, "ben", default));
        // By the answer's own id too, when the label is gone from the files.
        Assert.Equal("d) Open assessment", (await answers.Find(1, first.Id, default))!.Answer!.Value);
        await Assert.ThrowsAsync<Refused>(() => answers.Run(1, id, "no such value", 2, "ben", default));
        await Assert.ThrowsAsync<Refused>(() => answers.Run(1, Guid.NewGuid(), null, 0, "ben", default));
        Assert.Null(await answers.Find(2, id, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_forgotten_answer_is_asked_about_again(StoreEngine engine)
    {
        await using var store = await Loaded(engine);
        Keep(store, ("List 6", "Case Status", "qqq"));
        var answers = new AnswerLabel(store.Data, store.Time);
        var id = Kept(store).Single().Id;
        Assert.False(await answers.Forget(1, id, "amina", default));
        await answers.Run(1, id, null, 0, "amina", default);
        Assert.True(await answers.Forget(1, id, "amina", default));
        using var db = store.Data.Db();
        Assert.Equal("qqq", Assert.Single(await LabelBook.Asked(db, 1, default)).Unknown.Label);
    }

    private static string Words(UnknownLabel label) => $"{label.Label} {label.Count}";

    private static List<UnknownLabel> Kept(TestStore store)
    {
        using var db = store.Data.Db();
        return [.. db.UnknownLabels.AsEnumerable().OrderBy(label => label.Label, StringComparer.Ordinal)];
    }

    private static void Keep(TestStore store, params (string List, string Column, string Label)[] cells)
    {
        using var db = store.Data.Db();
        var reader = LabelBook.Reader(db, 1);
        foreach (var (list, column, label) in cells)
        {
            reader.Code(list, column, label);
        }

        LabelBook.Keep(db, store.Time, 1, reader);
    }

    private static async Task<TestStore> Loaded(StoreEngine engine)
    {
        var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        return store;
    }
}
