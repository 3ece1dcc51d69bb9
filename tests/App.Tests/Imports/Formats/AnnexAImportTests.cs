using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests.Reading;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Microsoft.EntityFrameworkCore;
using Record = Fairload.Core.Cases.Record;
using static Fairload.App.Tests.Imports.Formats.AnnexAFile;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>An Annex A from the file to the records, by the same door as every file.</summary>
public sealed class AnnexAImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-annex-a-").FullName;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_sample_is_loaded_whole_and_twice_is_once(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var report = await store.Import(AnnexASampleTests.SamplePath(), "2021-03-16");
        Assert.Equal("annex-a", report.Kind);
        Assert.Equal(0, report.Files.Sum(f => f.Rejected));
        Assert.Equal(5, report.ProblemCount);
        Assert.Equal((48, 17, 5), (Count(store, RecordKind.Child), Count(store, RecordKind.Involvement), Count(store, RecordKind.ClaEpisode)));
        Assert.Equal((11, 5, 7), (Count(store, RecordKind.CinEpisode), Count(store, RecordKind.Section47), Count(store, RecordKind.CpPlan)));
        var state = store.State();

        var again = await store.Import(AnnexASampleTests.SamplePath(), "2021-03-16");
        Assert.Equal((0, 0, 0), (again.Files.Sum(f => f.Added), again.Files.Sum(f => f.Changed), again.Files.Sum(f => f.Withdrawn)));
        Assert.Equal(state, store.State());
    }

    [Fact]
    public async Task The_layouts_of_2024_and_before_2020_load_without_a_rejected_row()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var newest = await store.Import(Book("2024.xlsx", Layout2024), "2026-02-28");
        Assert.Equal(0, newest.Files.Sum(f => f.Rejected));
        Assert.DoesNotContain(newest.Problems, p => p.Message.Contains("no column", StringComparison.Ordinal));
        Assert.Equal(9, Count(store, RecordKind.Child));

        // Before 2020: ages in years, the sums of a pivot table, no lists of adoption, no adviser.
        var older = Layout2024.Where(l => l.Key < 10).ToDictionary(l => l.Key, l => l.Value
            .Select(c => c == "Age" ? "Age of Child (Years)" : c.StartsWith("Number of", StringComparison.Ordinal) ? "Sum of " + c : c).ToArray());
        var report = await store.Import(Book("older.xlsx", older), "2026-03-31");
        Assert.Equal(0, report.Files.Sum(f => f.Rejected));
        Assert.Equal(0, report.Files.Sum(f => f.Added + f.Withdrawn));
    }

    [Fact]
    public async Task Bug_a_bad_day_is_told_by_the_column_of_its_own_list_where_two_lists_make_one_table()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var report = await store.Import(
            new BookBuilder().Sheet("3", [.. Layout2024[3]], Row(3, "C1", ("Date of Referral", "13/14/2026")))
                .Sheet("6", [.. Layout2024[6]], Row(6, "C2", ("CIN Start Date", "13/14/2026")))
                .Save(Path.Combine(_folder, "two.xlsx")), "2026-02-28");
        Assert.Equal(
            [("3", "Date of Referral"), ("6", "CIN Start Date")],
            report.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => (problem.Sheet!, problem.Column!)).Distinct().Order());
    }

    [Fact]
    public async Task Bug_what_is_wrong_with_a_cell_is_told_once_however_many_tables_have_it()
    {
        var start = new DateOnly(2026, 2, 1);
        var before = new DateOnly(2025, 1, 1);
        var after = new DateOnly(2026, 3, 5);
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var report = await store.Import(
            new BookBuilder()
                .Sheet(
                    "5", [.. Layout2024[5]],
                    Row(5, "C1", ("Strategy", start), ("Date of Initial", "soon")), Row(5, "C2", ("Strategy", "soon"), ("Was an Initial", "Yes")))
                .Sheet(
                    "6", [.. Layout2024[6]],
                    Row(6, "C3", ("CIN Start", "soon"), ("Case Status", "CIN")), Row(6, "C4", ("CIN Start", start), ("CIN Closure", "soon"), ("Case Status", "CIN")),
                    Row(6, "C5", ("CIN Start", start), ("CIN Closure", before), ("Case Status", "CIN")), Row(6, "C6", ("CIN Start", after), ("Case Status", "CIN")),
                    Row(6, "C7", ("CIN Start", "soon"), ("Case Status", "Closed")), Row(6, "C8", ("Case Status", "CIN")), Row(6, "C9", ("CIN Start", start), ("Case Status", "CIN")))
                .Sheet(
                    "8", [.. Layout2024[8]],
                    Row(8, "D1", ("Date Started", start), ("Date Ceased", "soon"), ("Start date of current", start), ("Start Date of Most", start)),
                    Row(8, "D2", ("Date Started", start), ("Date Ceased", before), ("Start date of current", start), ("Start Date of Most", start)),
                    Row(8, "D3", ("Date Started", before), ("Date Ceased", before), ("Start date of current", start), ("Start Date of Most", start)),
                    Row(8, new string('9', 201), ("Date Started", start), ("Start date of current", start)))
                .Save(Path.Combine(_folder, "cells.xlsx")), "2026-02-28");
        Assert.Equal(
            [
                "5 2 Date of Initial Child Protection Conference Warning soon", "5 3 Strategy discussion initiating Section 47 Enquiry Start Date Error soon",
                "6 2 CIN Start Date Error soon", "6 3 CIN Closure Date Warning soon", "6 4 CIN Closure Date Warning 2025-01-01", "6 5 CIN Start Date Warning 2026-03-05",
                "6 6 CIN Start Date Error soon", "6 7 CIN Start Date Error ", "8 2 Date Ceased to be Looked After Warning soon",
                "8 3 Date Ceased to be Looked After Warning 2025-01-01", "8 4 Date Ceased to be Looked After Warning 2025-01-01", "8 5 Child Unique ID Error " + new string('9', 199) + "…",
            ],
            report.Problems.Where(p => p.Row is not null).Select(p => $"{p.Sheet} {p.Row} {p.Column} {p.Severity} {p.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Lists 3 and 6 7 3", "List 6: plans 4 0", "List 5 2 1", "List 5: conferences 1 0", "List 8 4 1", "List 8: legal statuses 3 0", "List 8: placements 3 0"],
            ((string[])["Lists 3 and 6", "List 6: plans", "List 5", "List 5: conferences", "List 8", "List 8: legal statuses", "List 8: placements"])
                .Select(name => report.Files.Single(file => file.Table == name)).Select(file => $"{file.Table} {file.Rows} {file.Rejected}"));
    }

    [Fact]
    public async Task Bug_a_workbook_of_another_kind_than_was_asked_for_is_said_to_be_what_it_is()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Book("lists.xlsx", Layout2024), with: r => r with { Kind = "staff" }));
        Assert.Equal("lists.xlsx is a file of the kind annex-a, and only the kind staff was asked for. Load it as annex-a, or without a kind.", refused.Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_list_6_without_case_status_keeps_its_children_and_who_holds_them(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        int[] kept = [.. Enumerable.Range(0, Layout2024[6].Length).Where(at => Layout2024[6][at] != "Case Status")];
        var rows = Enumerable.Range(1, 5).Select(child => Row(6, $"H{child}", ("CIN Start", new DateOnly(2025, 12, 1)), ("Allocated Worker", "Al Be"), ("Allocated Team", "North")))
            .Select(row => kept.Select(at => row[at]).ToArray()).ToArray();
        var report = await store.Import(
            new BookBuilder().Sheet("List 6", [[.. kept.Select(at => Layout2024[6][at])], .. rows])
                .Sheet("List 8", [.. Layout2024[8]], Row(8, "H9", ("Date Started", new DateOnly(2025, 12, 1)))).Save(Path.Combine(_folder, "6.xlsx")), "2026-03-31");
        Assert.Equal((6, 5, 5, 0), (Count(store, RecordKind.Child), Count(store, RecordKind.CinEpisode), Count(store, RecordKind.Involvement), Count(store, RecordKind.CinPlan)));
        Assert.Contains(report.Problems, p => p is { Sheet: "List 6", Column: "Case Status", Message: "List 6 has no column Case Status: what it says is not known." });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_workbook_without_the_columns_of_birth_and_gender_leaves_both_and_one_with_blanks_does_not(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        object?[] child = Row(7, "C1", ("Gender", "b) Female"), ("Date of Birth", new DateOnly(2014, 1, 1)), ("Child Protection Plan Start", new DateOnly(2026, 1, 5)));
        await store.Import(new BookBuilder().Sheet("7", [.. Layout2024[7]], child).Save(Path.Combine(_folder, "7.xlsx")), "2026-02-28");
        Assert.Equal((new DateOnly(2014, 1, 1), "F"), Of(store.Find(RecordKind.Child, "C1")));

        int[] kept = [.. Enumerable.Range(0, Layout2024[7].Length).Where(at => Layout2024[7][at] is not ("Gender" or "Date of Birth"))];
        await store.Import(
            new BookBuilder().Sheet("7", [.. kept.Select(at => Layout2024[7][at])], [.. kept.Select(at => child[at])]).Save(Path.Combine(_folder, "7.xlsx")), "2026-03-01");
        Assert.Equal((new DateOnly(2014, 1, 1), "F"), Of(store.Find(RecordKind.Child, "C1")));

        (child[1], child[3]) = (null, null);
        await store.Import(new BookBuilder().Sheet("7", [.. Layout2024[7]], child).Save(Path.Combine(_folder, "7.xlsx")), "2026-03-31");
        Assert.Equal((null, null), Of(store.Find(RecordKind.Child, "C1")));

        static (DateOnly?, string?) Of(Record record) => (record.From, record.Code);
    }

    [Fact]
    public async Task A_stray_workbook_beside_the_lists_is_left_aside_and_alone_is_refused()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        Book("lists.xlsx", Layout2024);
        var stray = new BookBuilder().Sheet("Rota", ["Name", "Monday"], ["Ada", "off"]).Save(Path.Combine(_folder, "holiday rota.xlsx"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "letter.docx"), "PK");
        var report = await store.Import(_folder);
        Assert.Equal(9, Count(store, RecordKind.Child));
        Assert.Equal(
            ["holiday rota.xlsx", "letter.docx"],
            report.Problems.Where(p => p.Message.Contains("left aside", StringComparison.Ordinal)).Select(p => p.File).Order(StringComparer.Ordinal));

        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(stray));
        Assert.Contains("holiday rota.xlsx is not a workbook that Fairload knows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_ours_and_damaged_refuses_the_whole_load()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var book = Filled(Layout2024);
        book.Parts["xl/worksheets/sheet6.xml"] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"";
        book.Save(Path.Combine(_folder, "lists.xlsx"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "ssd_person.csv"), "pers_person_id\nP1\n");
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(_folder, with: r => r with { Kind = "annex-a" }));
        Assert.Contains("lists.xlsx", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, Count(store, RecordKind.Child));
    }

    [Fact]
    public async Task Two_extracts_make_spans_of_who_held_whom()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(Holding("a.xlsx", "Ada Quill"), "2026-01-31");
        await store.Import(Holding("b.xlsx", "QUILL, Ada (ASYE)"), "2026-02-28");
        await store.Import(Holding("c.xlsx", "Ben Nib"), "2026-03-31");
        using var db = store.Data.Db();
        Assert.Equal(
            ["2026-01-31 - 2026-03-31", "2026-03-31 - "],
            db.Records.AsNoTracking().Where(r => r.Kind == RecordKind.Involvement).AsEnumerable().OrderBy(r => r.From)
                .Select(r => $"{r.From:yyyy-MM-dd} - {r.Withdrawn:yyyy-MM-dd}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_workbook_without_lists_that_one_before_had_is_refused_and_both_together_load(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var first = Book("1 to 6.xlsx", Layout2024.Where(l => l.Key <= 6).ToDictionary());
        var second = Book("7 to 11.xlsx", Layout2024.Where(l => l.Key > 6).ToDictionary());
        await store.Import(first);
        var state = store.State();
        foreach (var day in (string[])["2026-03-31", "2026-03-30"])
        {
            var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(second, day));
            Assert.Contains("has no List 3, List 4, List 5, List 6,", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(state, store.State());

        await store.Import(_folder);
        // The rows of the lists 4 and 5 are over.
        Assert.Equal(4, Count(store, RecordKind.Involvement));
        Assert.Contains("has no List 7, List 8, List 9,", (await Assert.ThrowsAsync<ImportRefused>(() => store.Import(first))).Message, StringComparison.Ordinal);

        // A list without rows needs its header only.
        var empty = Filled(Layout2024.Where(l => l.Key <= 6).ToDictionary());
        await store.Import(empty.Sheet("7", [.. Layout2024[7]]).Sheet("8", [.. Layout2024[8]]).Sheet("9", [.. Layout2024[9]]).Save(first));
        using var db = store.Data.Db();
        var held = db.Records.AsNoTracking().Where(r => r.Kind == RecordKind.Involvement && r.Withdrawn == null).Select(r => r.Child).ToHashSet();
        Assert.Equal(
            ["C3", "C6"],
            db.Records.AsNoTracking().Where(r => r.Kind == RecordKind.Child).AsEnumerable().Where(r => held.Contains(r.Child)).Select(r => r.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_3_alone_is_missed_like_any_other()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        await store.Import(Book("a.xlsx", Layout2024.Where(l => l.Key is 3 or 4).ToDictionary()));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(Book("b.xlsx", Layout2024.Where(l => l.Key is 4 or 7).ToDictionary())));
        Assert.Contains("has no List 3,", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_list_3_is_missed_beside_a_list_6_and_no_longer_once_the_load_that_had_it_is_undone(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(Book("a.xlsx", Layout2024.Where(l => l.Key is 3 or 6).ToDictionary()));
        var without = Book("b.xlsx", Layout2024.Where(l => l.Key is 6).ToDictionary());
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(without));
        Assert.Contains("has no List 3,", refused.Message, StringComparison.Ordinal);
        using var db = store.Data.Db();
        await new UndoImport(store.Data, store.Time).Run(db.Councils.Single(), null, "Davy", dryRun: false, default);
        Assert.Equal(1, (await store.Import(without)).Files.Count(file => file.Table == "List 6: plans"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_who_held_a_care_leaver_is_told_for_each_day_and_of_those_aged_18_to_24_alone(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Import(Leavers("first.xlsx", "Ada Quill", "Cy Moon"), "2026-01-31");
        await store.Import(Leavers("third.xlsx", "Ada Quill", "Di Lane"), "2026-03-31");
        await store.Import(Leavers("second.xlsx", "Ben Nib", "Cy Moon"), "2026-02-28");
        var caseload = (await new CaseloadLoader(store.Data).Load(1, RoleMap.Default, WorkingCalendar.WithoutHolidays, default)).Caseload;

        Assert.Equal(["C18 ada quill @ leaving care social-work", "C18 cy moon @ leaving care personal-adviser"], Held(new(2026, 1, 31)));
        Assert.Equal(["C18 ben nib @ leaving care social-work", "C18 cy moon @ leaving care personal-adviser"], Held(new(2026, 3, 30)));
        Assert.Equal(["C18 ada quill @ leaving care social-work", "C18 di lane @ leaving care personal-adviser"], Held(new(2026, 3, 31)));

        List<string> Held(DateOnly day)
        {
            var cases = CaseList.On(caseload, day);
            return
            [
                .. Enumerable.Range(0, cases.Count)
                    .Select(line => $"{caseload.Children[cases.Child[line]].Id} {caseload.Workers[cases.Worker[line]].Id} {cases.Function[line].Word()}").Order(StringComparer.Ordinal),
            ];
        }
    }

    [Theory]
    [InlineData("annex,staff,ssd", false)]
    [InlineData("annex,ssd,staff", false)]
    [InlineData("staff,annex,ssd", false)]
    [InlineData("staff,ssd,annex", false)]
    [InlineData("ssd,annex,staff", false)]
    [InlineData("ssd,staff,annex", false)]
    [InlineData("annex,staff,ssd", true)]
    [InlineData("annex,ssd,staff", true)]
    [InlineData("ssd,annex,staff", true)]
    [InlineData("staff,ssd,annex", true)]
    public async Task Bug_a_worker_written_as_a_number_is_the_one_of_that_id_whatever_came_first(string order, bool isStaffIdOfTheDataset)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small();
        ssd.Add("ssd_professionals", isStaffIdOfTheDataset ? "W9,Cy Moon,,,T1,1,N,12345," : "12345,Cy Moon,,,T1,1,N,,");
        ssd.Write();
        var staff = Path.Combine(_folder, "staff.csv");
        await File.WriteAllTextAsync(staff, "worker_id,name,team_id,fte,start\n12345,Cy Moon,T1,1,2024-01-01\n");
        var book = new BookBuilder().Sheet(
            "List 7", [.. Layout2024[7]],
            Row(7, "C1", ("Child Protection Plan Start", new DateOnly(2025, 12, 1)), ("Allocated Worker", 12345), ("Allocated Team", "North")),
            Row(7, "C2", ("Child Protection Plan Start", new DateOnly(2025, 12, 1)), ("Allocated Worker", "12345"), ("Allocated Team", "South")))
            .Save(Path.Combine(_folder, "annex.xlsx"));
        foreach (var file in order.Split(','))
        {
            await store.Import(file switch { "annex" => book, "staff" => staff, _ => ssd.Path });
        }

        using var db = store.Data.Db();
        var post = db.Records.AsNoTracking().Single(r => r.Kind == RecordKind.Post && r.Source == Source.Staff);
        Assert.Equal(
            [post.Worker, post.Worker],
            db.Records.AsNoTracking().Where(r => r.Kind == RecordKind.Involvement && r.Source == Source.AnnexA).Select(r => r.Worker).ToList());
        var known = isStaffIdOfTheDataset ? "W9" : "12345";
        Assert.Equal(post.Worker, db.Records.AsNoTracking().Single(r => r.Kind == RecordKind.Worker && r.Source == Source.Ssd && r.Key == known).Worker);
        Assert.DoesNotContain(db.JoinQuestions, question => question.State == JoinState.Open);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Count(TestStore store, RecordKind kind)
    {
        using var db = store.Data.Db();
        return db.Records.Count(r => r.Kind == kind);
    }

    private static BookBuilder Filled(IReadOnlyDictionary<int, string[]> lists)
    {
        var book = new BookBuilder();
        foreach (var (list, header) in lists)
        {
            book.Sheet("List " + list, [.. header], [.. Layout2024[list].Select((column, i) => Value(list, column, i))]);
        }

        return book;
    }

    private static object? Value(int list, string column, int place) => column switch
    {
        _ when place == 0 => list < 10 ? "C" + list : "A1",
        "Gender" => "b) Female",
        "Age" => 10.5,
        "Allocated Team" => "North",
        "Allocated Worker" => "Ada Quill",
        "Case Status" => "c) Child in need plan",
        "Placement postcode" => "AB1 2CD",
        _ when column.Contains("End Date", StringComparison.Ordinal) || column.Contains("Closure", StringComparison.Ordinal) || column.Contains("Ceased", StringComparison.Ordinal) => null,
        _ when column.Contains("Date", StringComparison.OrdinalIgnoreCase) => new DateOnly(2025, 12, 1),
        _ when column.StartsWith("Number", StringComparison.Ordinal) => 1,
        _ => "b) No",
    };

    private string Book(string name, IReadOnlyDictionary<int, string[]> lists) => Filled(lists).Save(Path.Combine(_folder, name));

    /// <summary>One who is 18 since 31 January 2026, one of 17, one of 25 since that day and one of no age said.</summary>
    private string Leavers(string name, string worker, string adviser) => new BookBuilder()
        .Sheet("List 9", [
            [.. Layout2024[9]],
            .. new (string Id, DateOnly? Born)[] { ("C18", new(2008, 1, 31)), ("C17", new(2008, 6, 1)), ("C25", new(2001, 1, 31)), ("C0", null) }
                .Select(child => Row(9, child.Id, ("Date of Birth", child.Born), ("Allocated Team", "Leaving care"), ("Allocated Worker", worker), ("Allocated Personal", adviser))),
        ])
        .Save(Path.Combine(_folder, name));

    private string Holding(string name, string worker) => new BookBuilder()
        .Sheet("List 7", [.. Layout2024[7]], Row(7, "C1", ("Child Protection Plan Start", new DateOnly(2025, 12, 1)), ("Allocated Worker", worker), ("Allocated Team", "North")))
        .Save(Path.Combine(_folder, name));
}
