using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using FactAttribute = Xunit.FactAttribute;

namespace Fairload.App.Tests.Privacy;

/// <summary>What plain files bring in is given to whom it is about, goes with them, and is not known again in a copy.</summary>
public sealed class PlainPrivacyTests
{
    [Fact]
    public async Task A_worker_s_absences_go_with_the_worker_and_no_row_that_stays_names_them()
    {
        await using var store = await Loaded();
        var council = Council(store);
        await new ErasePeople(store.Data, store.Time).Run(council, Subject.Worker, "W1", "Tess", "Test", "tess", default);
        using var db = store.Data.Db();
        // Ben's absence stays; Ada's is about her alone.
        Assert.Single(db.Records.Where(one => one.Kind == RecordKind.Absence));
        Assert.Equal(4, db.Records.Count(one => one.Kind == RecordKind.CarerHousehold));
        Assert.DoesNotContain(db.Records.AsEnumerable(), one => $"{one.Key} {one.Ref} {one.Detail}".Split(' ', '|').Any(word => word is "E1" or "W1" or "SW100"));
    }

    [Fact]
    public async Task A_child_s_hearings_meetings_recording_and_audits_go_with_the_child_and_do_not_come_back()
    {
        await using var store = await Loaded();
        await new ErasePeople(store.Data, store.Time).Run(Council(store), Subject.Child, "P1", "Tess", "Test", "tess", default);
        await Import(store);
        using var db = store.Data.Db();
        RecordKind[] kinds = [RecordKind.Hearing, RecordKind.Meeting, RecordKind.Recording, RecordKind.Audit];
        Assert.Equal(
            [RecordKind.Meeting, RecordKind.Recording, RecordKind.Audit],
            db.Records.Where(one => kinds.Contains(one.Kind)).OrderBy(one => one.Kind).Select(one => one.Kind));
    }

    [Fact]
    public async Task A_subject_access_file_names_each_value_by_its_column_and_marks_a_household()
    {
        await using var store = await Loaded();
        var file = await new SubjectAccess(store.Data, new Fairload.App.Workloads.Workloads(new Fairload.App.Caseloads.CaseloadCache(new Fairload.App.Caseloads.CaseloadLoader(store.Data)), store.Data), store.Time)
            .Run(Council(store), Subject.Worker, "W1", "Test", "tess", default);
        var absence = Assert.Single(file.Records, item => item.What == "absences");
        Assert.Contains(absence.Values, value => value is { Name: "absence_type", Value: "leave", About: SubjectAccess.ThePerson });
        Assert.Contains(absence.Values, value => value is { Name: "last_day" or "until", Value: "2026-04-11" });
        var household = file.Records.First(item => item.What == "carers");
        Assert.Contains(household.Values, value => value is { Name: "household_id", Value: "H1", About: SubjectAccess.Family });
    }

    private static async Task<TestStore> Loaded()
    {
        var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Small().WithStaff();
        await store.Import(ssd.Write());
        await Import(store);
        return store;
    }

    private static async Task Import(TestStore store)
    {
        var samples = Imports.PlainTests.Samples;
        foreach (var kind in new[] { "carers", "hearings", "meetings", "absences", "recording", "audits" })
        {
            await store.Import(Path.Combine(samples, kind + ".csv"));
        }
    }

    private static Council Council(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Councils.Single();
    }
}
