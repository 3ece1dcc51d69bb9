using Fairload.Core.Cases;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Words;

[Collection(CouncilSiteTests.Name)]
public sealed class RecordWordsTests(CouncilSite site)
{
    private RecordWords Words => site.Services.GetRequiredService<RecordWords>();

    [Fact]
    public void Every_kind_of_record_is_called_something_both_one_and_many()
    {
        var kinds = Enum.GetValues<RecordKind>();
        Assert.All(kinds, kind => Assert.NotEmpty(Words.One(kind)));
        Assert.Equal(kinds.Length, kinds.Select(Words.Many).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(kinds, kind => Words.One(kind) == Words.Many(kind));
        Assert.Equal(("child protection plan", "child protection plans"), (Words.One(RecordKind.CpPlan), Words.Many(RecordKind.CpPlan)));
    }

    [Fact]
    public void A_kind_that_nobody_named_is_refused_rather_than_called_a_record() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Words.One((RecordKind)99));

    [Fact]
    public void Every_source_has_a_name_of_its_own()
    {
        var sources = Enum.GetValues<Source>();
        var words = site.Services.GetRequiredService<SourceWords>();
        Assert.Equal(sources.Length, sources.Select(words.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
