using Fairload.Core.Cases;
using Fairload.Core.Tests.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;

namespace Fairload.Core.Tests.Workload;

public sealed class ChildCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    private static readonly Scheme Scheme = SchemeReader.Read(
        """
        { "scheme": "t", "version": 1, "title": "T", "source": "test", "effectiveFrom": "2020-01-01", "minutesPerPointPerWeek": 30,
          "rules": [ { "code": "a", "title": "A", "points": 5 },
                     { "code": "half", "title": "Sibling", "share": 0.5, "when": { "firstOfFamily": false, "roleOnCase": "lead" } } ] }
        """);

    [Fact]
    public void The_family_around_a_case_is_told_with_its_points_homes_and_sharing()
    {
        var council = new SmallCouncil();
        for (var child = 1; child <= 3; child++)
        {
            council.Add(RecordKind.Family, child, reference: "F")
                .Add(RecordKind.Address, child, Today.AddYears(-1), reference: "home" + (child % 2))
                .Add(RecordKind.Involvement, child, Today.AddDays(-50), null, "Social Worker", worker: 101);
        }

        var day = WorkloadDay.On(council.Add(RecordKind.Family, 4, reference: "F").Build(), Today, Scheme);
        var one = new ChildCase(day, 0);
        Assert.Equal([(1, 250), (2, 250)], one.Siblings.Select(sibling => (sibling.Child, sibling.Points.Hundredths)));
        Assert.Equal(2, one.Homes);
        Assert.Equal([null, 0.5m, 0.5m], one.Shares().Select(share => share.Share));
        Assert.Equal(2.5m, one.HoursAWeek);
    }

    [Fact]
    public void A_fact_that_is_not_so_has_no_record_behind_it()
    {
        var scheme = SchemeReader.Read(
            """
            { "scheme": "t", "version": 1, "title": "T", "source": "test", "effectiveFrom": "2020-01-01",
              "rules": [ { "code": "a", "title": "A", "points": 5, "when": { "not": { "careProceedings": true } } } ] }
            """);
        var caseload = new SmallCouncil().Supplied(RecordKind.LegalStatus).Add(RecordKind.Involvement, 1, Today, null, "Social Worker", worker: 101).Build();
        var evidence = new ChildCase(WorkloadDay.On(caseload, Today, scheme), 0).Main!.Value.Reasons()[0].Evidence;
        Assert.All(evidence, one => Assert.Null(one.Kind));
    }

    [Fact]
    public void A_child_alone_shares_with_nobody()
    {
        var day = WorkloadDay.On(new SmallCouncil().Add(RecordKind.Involvement, 1, Today, null, "Social Worker", worker: 101).Build(), Today, Scheme);
        Assert.Empty(new ChildCase(day, 0).Shares());
        Assert.Empty(new ChildCase(day, 0).Siblings);
    }

    [Fact]
    public void A_child_without_a_holder_has_no_line_and_no_hours()
    {
        var day = WorkloadDay.On(new SmallCouncil().Add(RecordKind.Involvement, 1, Today, null, "Co-worker", worker: 101).Build(), Today, Scheme);
        var one = new ChildCase(day, 0);
        Assert.Null(one.Main);
        Assert.Null(one.HoursAWeek);
        Assert.Single(one.CoWorkers);
    }
}
