using Fairload.App.Imports;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;
using FactAttribute = Xunit.FactAttribute;

namespace Fairload.App.Tests.Imports;

public sealed class ImportFilesTests
{
    [Theory]
    [InlineData("census.xml", "Child", """
        <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>
        <Child><ChildIdentifiers><LAchildID>1</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate></ChildIdentifiers><CINdetails><CINreferralDate>2025-05-01</CINreferralDate></CINdetails></Child>
        <Child><ChildIdentifiers><PersonBirthDate>2015-01-01</PersonBirthDate></ChildIdentifiers><CINdetails><CINreferralDate>2025-05-01</CINreferralDate></CINdetails></Child>
        </Children></Message>
        """)]
    [InlineData("return.xml", "Reviews", """
        <EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>02/02/2012</DOB>
        <AREVIEW><REVIEW>15/02/2024</REVIEW><REVIEW_CODE>PN4</REVIEW_CODE></AREVIEW><AREVIEW><REVIEW>15/02/2021</REVIEW><REVIEW_CODE>PN4</REVIEW_CODE></AREVIEW></HEADER>
        <EPISODE><DECOM>01/01/2024</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U1</PL><DEC>01/03/2024</DEC><REC>X1</REC></EPISODE></CHILD></EXPSSDA903>
        """)]
    public async Task Bug_a_row_that_a_reader_leaves_out_is_counted_as_rejected(string name, string table, string text)
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Path.Combine(store.Folder, name);
        await File.WriteAllTextAsync(path, text);
        var report = await store.Import(path, "2026-03-31");
        var counted = report.Files.Single(one => one.Table == table);
        Assert.Equal((2L, 1L, 1L), (counted.Rows, counted.Added, counted.Rejected));
        Assert.Single(report.Problems, problem => problem.Severity == Severity.Error);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_table_becomes_records(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        var report = await store.Import(ssd.Write());

        Assert.Empty(report.Problems);
        Assert.All(report.Files, f => Assert.Equal(f.Rows + (f.Table == "ssd_department" ? 1 : 0), f.Added));
        Assert.Equal(29, report.Files.Count);
        Assert.True(report.Applied);
        Assert.Equal("ssd,staff", report.Kind);
        Assert.Equal("LOCAL", report.Council);
        Assert.Equal(1, store.Version());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Records_hold_what_the_documentation_says(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write());

        var child = store.Find(RecordKind.Child, "P1");
        Assert.Equal(("FR", "F", new DateOnly(2015, 4, 2)), (child.Detail, child.Code, child.From));
        var worker = store.Find(RecordKind.Worker, "W2");
        Assert.Equal(("Ben Nib", "Senior", "SW200", "T1", 800_000, true), (worker.Detail, worker.Code, worker.Ref, worker.Team, worker.Number, worker.Flag));
        Assert.Equal("staffId=E2\ncaseload=3", worker.Extra);
        var post = store.Find(RecordKind.Post, "E1|2024-01-01|T1");
        Assert.Equal((store.Find(RecordKind.Worker, "W1").Worker, worker.Worker), (post.Worker, post.OtherWorker));
        Assert.Equal("contractedHours=2220\nrole=case-holder\ntitle=Social Worker", post.Extra);
        var involvement = store.Find(RecordKind.Involvement, "I2");
        Assert.Equal(("ALLOC", "T1", "LEFTRL", new DateOnly(2025, 6, 1), new DateOnly(2026, 2, 1)), (involvement.Code, involvement.Team, involvement.Detail, involvement.From, involvement.Until));
        Assert.Equal(worker.Worker, involvement.Worker);
        var parent = store.Find(RecordKind.Team, "S1");
        Assert.Equal("Service One", parent.Detail);
        Assert.Equal("1A,2B", store.Find(RecordKind.Factors, "F1").Code);
        Assert.Equal(child.Child, store.Find(RecordKind.Factors, "F1").Child);
        Assert.Equal(store.Find(RecordKind.Child, "P2").Child, store.Find(RecordKind.ClaReview, "LR1").Child);
        var placement = store.Find(RecordKind.Placement, "PC1");
        Assert.Equal((1250, "CLA1", 16), (placement.Number, placement.Detail, placement.Ref!.Length));
        Assert.Equal("alone", store.Find(RecordKind.CpVisit, "PV1").Code);
        Assert.Null(store.Find(RecordKind.CinVisit, "CV1").Code);
        Assert.NotNull(store.Find(RecordKind.Address, "A1").Ref);
        Assert.Equal(3, store.Find(RecordKind.Involvement, "I2").Row);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_files_again_change_nothing(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write());
        var before = store.State();
        var report = await store.Import(ssd.Write());

        Assert.All(report.Files, f => Assert.Equal((0, 0, 0, 0), (f.Added, f.Changed, f.Withdrawn, f.Rejected)));
        Assert.Equal(before, store.State());
        Assert.Equal(1, store.Version());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_changed_row_is_changed_and_a_missing_row_withdrawn_and_back_again(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write(), "2026-03-01");
        var first = store.State();

        ssd.Change("ssd_involvements", 2, "invo_professional_role_id", "Joint Worker").Remove("ssd_involvements", 0);
        var report = await store.Import(ssd.Write(), "2026-03-15");
        var involvements = report.Files.Single(f => f.Table == "ssd_involvements");
        Assert.Equal((0, 1, 1, 1), (involvements.Added, involvements.Changed, involvements.Unchanged, involvements.Withdrawn));
        Assert.Equal(new DateOnly(2026, 3, 15), store.Find(RecordKind.Involvement, "I1").Withdrawn);
        Assert.Equal("Joint Worker", store.Find(RecordKind.Involvement, "I3").Code);
        Assert.Equal(2, store.Version());

        using var again = SsdFolder.Full();
        report = await store.Import(again.Write(), "2026-03-31");
        Assert.Equal(2, report.Files.Single(f => f.Table == "ssd_involvements").Changed);
        Assert.Equal(first, store.State());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_table_not_supplied_is_untouched(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var full = SsdFolder.Full();
        using var small = SsdFolder.Small();
        await store.Import(full.Write());
        var before = store.State();
        await store.Import(small.Write());
        Assert.Equal(before, store.State());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_window_replaces_only_rows_dated_inside(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write(), "2026-03-01");

        using var part = SsdFolder.Small();
        part.Remove("ssd_involvements", 0).Remove("ssd_involvements", 0).Remove("ssd_person", 0)
            .Change("ssd_involvements", 0, "invo_professional_role_id", "SECOND")
            .Add("ssd_involvements", "I9,P1,W1,2026-02-10,,ALLOC,T1,,").Add("ssd_involvements", "I8,P1,W1,2020-02-10,,ALLOC,T1,,");
        var report = await store.Import(
            part.Write(), "2026-03-31", r => r with { Window = (new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1)) });

        var file = report.Files.Single(f => f.Table == "ssd_involvements");
        Assert.Equal((1, 1, 1, 1), (file.Added, file.Changed, file.Withdrawn, file.Outside));
        Assert.NotNull(store.Find(RecordKind.Involvement, "I1").Withdrawn);
        Assert.Null(store.Find(RecordKind.Involvement, "I2").Withdrawn);
        Assert.Null(store.Find(RecordKind.Child, "P1").Withdrawn);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_leaves_the_file_as_it_is()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        store.CloseFile();
        var bytes = await File.ReadAllBytesAsync(store.Connection);

        ssd.Remove("ssd_involvements", 0).Add("ssd_person", "P3,2020-01-01,,,F,X,Y");
        var report = await store.Import(ssd.Write(), with: r => r with { DryRun = true });
        store.CloseFile();

        Assert.False(report.Applied);
        Assert.Equal(1, report.Files.Single(f => f.Table == "ssd_involvements").Withdrawn);
        Assert.Equal(1, report.Files.Single(f => f.Table == "ssd_person").Added);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(store.Connection));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dry_run_changes_no_row(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var before = store.State();
        ssd.Remove("ssd_involvements", 0).Add("ssd_person", "P3,2020-01-01,,,F,X,Y");
        await store.Import(ssd.Write(), with: r => r with { DryRun = true });
        Assert.Equal(before, store.State());
        using var db = store.Data.Db();
        Assert.Single(db.Imports);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_imports_at_once_both_hold_one_after_the_other(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var one = SsdFolder.Full();
        using var two = SsdFolder.Full();
        two.Add("ssd_person", "P3,2020-01-01,,,F,X,Y");
        var reports = await Task.WhenAll(store.Import(one.Write()), store.Import(two.Write()));
        var added = reports.Sum(r => r.Files.Sum(f => f.Added));
        using var db = store.Data.Db();
        Assert.Equal(db.Records.Count(), added);
        Assert.Equal(2, db.Imports.Count());
        Assert.Equal(2, db.Audit.Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_zip_is_read_like_the_folder(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var report = await store.Import(ssd.WriteZip());
        Assert.False(report.ChangedAnything);
        Assert.Empty(report.Problems);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Staff_loaded_first_are_the_same_people_as_the_professionals_loaded_later(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        ssd.Write();
        await store.Import(Path.Combine(ssd.Path, "staff.csv"));
        await store.Import(ssd.Path);
        Assert.Equal(store.Find(RecordKind.Worker, "W1").Worker, store.Find(RecordKind.Post, "E1|2024-01-01|T1").Worker);
        using var db = store.Data.Db();
        Assert.Equal(4, db.Councils.Single().LastIdentity);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_professional_in_no_table_is_made_with_one_warning(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small().Add("ssd_involvements", "I4,P1,W9,2026-01-06,,IRO,T1,,").Add("ssd_involvements", "I5,P2,W9,2026-01-06,,IRO,T1,,");
        var report = await store.Import(ssd.Write());
        var problem = Assert.Single(report.Problems);
        Assert.Equal(("invo_professional_id", "W9", 5), (problem.Column, problem.Value, problem.Row));
        Assert.Equal(store.Find(RecordKind.Involvement, "I4").Worker, store.Find(RecordKind.Involvement, "I5").Worker);
        Assert.False((await store.Import(ssd.Write())).ChangedAnything);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_became_unreadable_keeps_what_was_loaded_before(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write());
        ssd.Change("ssd_involvements", 0, "invo_involvement_start_date", "soon");
        var report = await store.Import(ssd.Write());
        Assert.Equal(1, report.Files.Single(f => f.Table == "ssd_involvements").Rejected);
        Assert.Null(store.Find(RecordKind.Involvement, "I1").Withdrawn);
        Assert.Equal(1, store.Version());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_is_on_record_with_its_files_problems_and_audit(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small().Change("ssd_person", 0, "pers_dob", "never");
        await store.Import(ssd.Write());
        using var db = store.Data.Db();
        var run = db.Imports.Single();
        Assert.Equal(("ssd", "test", 10, 1L), (run.Kinds, run.Who, run.Rows, run.Problems));
        Assert.Equal(5, db.ImportFiles.Count());
        Assert.Equal("pers_dob", db.Problems.Single().Column);
        Assert.Equal(("import files", "1"), db.Audit.Select(a => new ValueTuple<string, string>(a.Action, a.SubjectId)).Single());
        Assert.Contains(RecordKind.Involvement, db.ImportTables.Select(t => t.Kind).ToList());
        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
    }

    [Trait("ASVS", "8.4.1")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Councils_are_kept_apart(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Small();
        await store.Import(ssd.Write(), with: r => r with { Council = "NMR" });
        await store.Import(ssd.Write(), with: r => r with { Council = "LCH" });
        using var db = store.Data.Db();
        Assert.Equal(2, db.Records.Count(r => r.Kind == RecordKind.Child && r.Key == "P1"));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(ssd.Path));
        Assert.Contains("LCH, NMR", refused.Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_order_of_rows_makes_no_difference(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write());
        foreach (var file in Directory.EnumerateFiles(ssd.Path))
        {
            var lines = await File.ReadAllLinesAsync(file);
            await File.WriteAllLinesAsync(file, lines.Take(1).Concat(lines.Skip(1).Reverse()));
        }

        Assert.False((await store.Import(ssd.Path)).ChangedAnything);
    }

    [Trait("ASVS", "2.3.3")]
    [Theory, OnSqlite, OnPostgres]
    public async Task Half_an_import_is_never_seen(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var ssd = SsdFolder.Full();
        await store.Import(ssd.Write());
        var before = store.State();
        ssd.Change("ssd_department", 0, "dept_team_name", "Another").Change("ssd_person", 0, "pers_sex", "M");
        var looks = 0;
        var progress = new Looker(() =>
        {
            Assert.Equal(before, store.State());
            looks++;
        });
        await new ImportFiles(store.Data, store.Time).Run(
            new ImportRequest([ssd.Write()]) { ExtractDate = new DateOnly(2026, 3, 31) }, progress, default);
        Assert.Equal(28, looks);
        Assert.NotEqual(before, store.State());
    }

    private sealed class Looker(Action look) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => look();
    }
}
