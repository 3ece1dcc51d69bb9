using Fairload.Core.Cases;

namespace Fairload.Core.Tests.Cases;

public sealed class LeadsTests
{
    [Fact]
    public void One_source_leads_for_a_kind_and_the_others_are_not_counted() =>
        Assert.Equal([Source.Ssd], new Leads().Of(RecordKind.CpPlan, [Source.Cin, Source.AnnexA, Source.Ssd]));

    [Theory]
    [InlineData(RecordKind.Child)]
    [InlineData(RecordKind.Worker)]
    [InlineData(RecordKind.Post)]
    public void Of_people_every_source_is_asked_and_the_leading_one_first(RecordKind kind) =>
        Assert.Equal([Source.Staff, Source.Ssd, Source.AnnexA, Source.Csww], new Leads().Of(kind, [Source.Csww, Source.AnnexA, Source.Ssd, Source.Staff]));

    [Fact]
    public void What_a_council_puts_first_leads_and_the_rest_follows_as_usual()
    {
        var leads = new Leads([Source.AnnexA]);
        Assert.Equal([Source.AnnexA], leads.Of(RecordKind.CpPlan, [Source.Ssd, Source.AnnexA]));
        Assert.Equal([Source.Ssd], leads.Of(RecordKind.CpPlan, [Source.Cin, Source.Ssd]));
        Assert.Equal(Source.AnnexA, leads.Order[0]);
    }

    [Fact]
    public void Every_source_has_its_place_once() =>
        Assert.Equal(Enum.GetValues<Source>().Order(), new Leads([Source.Cin, Source.Cin]).Order.Order());

    [Fact]
    public void A_kind_that_nobody_gave_has_no_source() => Assert.Empty(new Leads().Of(RecordKind.CpPlan, []));

    [Fact]
    public void A_council_chooses_who_leads_for_cases_and_people_and_teams_stay_with_the_files_about_them()
    {
        var leads = new Leads([Source.AnnexA]);
        Assert.Equal([Source.Ssd, Source.AnnexA], leads.Of(RecordKind.Worker, [Source.AnnexA, Source.Ssd]));
        Assert.Equal([Source.Ssd], leads.Of(RecordKind.Team, [Source.AnnexA, Source.Ssd]));
    }
}
