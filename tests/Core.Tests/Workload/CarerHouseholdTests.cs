using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.Core.Tests.Workload;

public sealed class CarerHouseholdTests
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    /// <summary>3 points a carer household, 1 more after a year, 5 a child in need; all figures below are worked out by hand from these.</summary>
    private const string Points = """
        { "scheme": "carers", "version": 1, "title": "Carers", "source": "Test", "effectiveFrom": "2020-04-01",
          "capacity": { "fullTime": 20 },
          "rules": [ { "code": "cin", "title": "In need", "points": 5, "when": { "status": "cin" } },
                     { "code": "carer", "title": "Carer household", "points": 3, "when": { "function": "carer" } },
                     { "code": "long", "title": "Over a year", "points": 1, "when": { "function": "carer", "daysSinceAllocated": { "over": 365 } } },
                     { "code": "sib", "title": "Sibling", "points": 7, "per": "siblingsOpen" },
                     { "code": "age", "title": "Unborn", "points": 9, "when": { "unborn": false, "ageYears": { "atLeast": 0 } } } ],
          "levels": [ { "level": 1, "from": 0 }, { "level": 2, "from": 4 } ],
          "limits": [ { "code": "sets", "title": "Families", "when": { "roleOnCase": "lead" }, "count": "families", "max": 0 } ] }
        """;

    [Fact]
    public void A_household_is_a_case_of_its_worker_and_no_child_and_in_no_family()
    {
        var day = Council().On();
        var (ada, ben) = (day.Of(day.Cases.Caseload.FindWorker("W1")!.Value)!, day.Of(day.Cases.Caseload.FindWorker("W2")!.Value)!);

        // Ada: two children who are brother and sister (5 + 7 + 9 each) and two households, one for over a year (3 + 1, 3).
        Assert.Equal((4, 1, 4900L, 4), (ada.Cases, ada.Families, ada.CasePoints.Hundredths, ada.ActiveCases));
        Assert.Equal([(1, 1), (2, 3)], ada.Levels.Select(level => (level.Key, level.Value)));
        Assert.Equal([("sets", 1)], ada.Limits.Select(breach => (breach.Limit.Code, breach.Count)));

        // Ben: one household and nobody else.
        Assert.Equal((1, 0, 300L), (ben.Cases, ben.Families, ben.CasePoints.Hundredths));
        Assert.Empty(ben.Limits);
        Assert.Equal((2, 5, 2, 0), (day.Totals.Workers, day.Totals.Cases, day.Totals.Children, day.Unallocated));
        Assert.Equal(52m, day.Totals.Points.Number);
    }

    [Fact]
    public void Its_line_says_the_household_its_function_and_nothing_of_a_child()
    {
        var day = Council().On();
        var line = Assert.Single(day.Of(day.Cases.Caseload.FindWorker("W2")!.Value)!.Lines);
        Assert.Equal(("H3", Function.Carer, RoleOnCase.Lead, Status.None, ClosureState.Open), (line.ChildRecord.Id, line.Function, line.RoleOnCase, line.Status, line.Closure));
        Assert.True(line.IsHousehold);
        Assert.Equal(new DateOnly(2026, 3, 31), line.Since);
        foreach (var fact in new[] { Fact.AgeYears, Fact.Unborn, Fact.SiblingsOpen, Fact.FamilySize, Fact.FirstOfFamily, Fact.S47Open, Fact.CoWorked, Fact.CareProceedings, Fact.VisitsLast28Days })
        {
            Assert.Equal(FactTable.Absent, day.Cases.Column(new FactRef(fact))[line.Place]);
        }

        Assert.Null(day.Cases.Caseload.FindChild("H3"));
    }

    [Fact]
    public void A_handover_counts_once_and_of_two_workers_the_one_who_started_last_holds()
    {
        var cases = CaseList.On(Council().Household("H4", 1, new(2026, 1, 1), null).Household("H4", 2, new(2026, 2, 1), null).Build(), Day);
        var lines = Enumerable.Range(0, cases.Count).Select(line => $"{cases.Caseload.Workers[cases.Worker[line]].Id} {cases.Caseload.Children[cases.Child[line]].Id}").ToList();
        Assert.Equal(["W1 C1", "W1 C2", "W1 H1", "W1 H2", "W2 H3", "W2 H4"], lines);
        Assert.Equal(RecordKind.CarerHousehold, Assert.Single(cases.Clashes).Kind);
    }

    [Fact]
    public void A_child_and_a_household_with_one_id_are_two()
    {
        var cases = CaseList.On(Council().Household("C1", 2, new(2026, 1, 1), null).Build(), Day);
        var child = cases.Caseload.FindChild("C1")!.Value;
        Assert.False(cases.Caseload.IsHousehold(child));
        Assert.Equal([false, true], Enumerable.Range(0, cases.Count).Where(line => cases.Caseload.Children[cases.Child[line]].Id == "C1").Select(line => cases.Caseload.IsHousehold(cases.Child[line])));
    }

    [Fact]
    public void Data_quality_does_not_ask_when_a_household_was_born()
    {
        var quality = DataQuality.Of(Council().On());
        Assert.Empty(quality[QualityIssue.ChildrenWithoutBirthDate].Rows);
    }

    private static Records Council() => new Records()
        .Child(1).Child(2)
        .Household("H1", 1, new(2025, 1, 6), null)
        .Household("H2", 2, new(2024, 11, 15), new(2026, 2, 1))
        .Household("H2", 1, new(2026, 2, 1), null)
        .Household("H3", 2, new(2026, 3, 31), null)
        .Household("H5", null, new(2026, 1, 1), null)
        .Household("H6", 1, new(2026, 1, 1), new(2026, 3, 31));

    private sealed class Records
    {
        private readonly CaseloadBuilder _builder = new(RoleMap.Default, WorkingCalendar.WithoutHolidays);

        public Records()
        {
            for (var worker = 1; worker <= 2; worker++)
            {
                _builder.NameWorker(worker, $"W{worker}");
                Add(new() { Kind = RecordKind.Post, Key = $"W{worker}", Worker = worker, From = new(2020, 1, 1), Number = 1_000_000 });
            }
        }

        public Records Child(int number)
        {
            _builder.NameChild(number, $"C{number}");
            Add(new() { Kind = RecordKind.Child, Key = $"C{number}", Child = number, From = new(2015, 1, 1) });
            Add(new() { Kind = RecordKind.Family, Key = $"F{number}", Child = number, Ref = "F" });
            Add(new() { Kind = RecordKind.Involvement, Key = $"I{number}", Child = number, Worker = 1, From = new(2026, 1, 1), Code = "ALLOC" });
            return Add(new() { Kind = RecordKind.CinPlan, Key = $"N{number}", Child = number, From = new(2026, 1, 1) });
        }

        public Records Household(string id, int? worker, DateOnly from, DateOnly? until) =>
            Add(new() { Kind = RecordKind.CarerHousehold, Key = $"{id}|{from:O}", Ref = id, Worker = worker, From = from, Until = until });

        public Caseload Build() => _builder.Build();

        public WorkloadDay On() => WorkloadDay.On(Build(), Day, SchemeReader.Read(Points));

        private Records Add(Record record)
        {
            _builder.Add(record);
            return this;
        }
    }
}
