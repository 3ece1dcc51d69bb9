using Fairload.Core.Cases;
using Fairload.Web.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Words;

[Collection(CouncilSiteTests.Name)]
public sealed class ChildWordsTests(CouncilSite site)
{
    private static readonly DateOnly Day = new(2026, 9, 30);

    private ChildWords Words => site.Services.GetRequiredService<ChildWords>();

    [Trait("ASVS", "14.2.6")]
    [Fact]
    public void A_child_is_initials_and_age()
    {
        Assert.Equal("KT, aged 9", Words.Who(Born(new DateOnly(2017, 9, 30)), Day));
        Assert.Equal("KT, aged 8", Words.Who(Born(new DateOnly(2017, 10, 1)), Day));
        Assert.Equal("KT, unborn", Words.Who(Born(new DateOnly(2026, 10, 1)), Day));
        Assert.Equal("KT", Words.Who(Born(null), Day));
        Assert.Equal("P1", ChildWords.Initials(Born(null) with { Initials = null }));
    }

    [Fact]
    public void Every_status_has_words()
    {
        Assert.Equal(Enum.GetValues<Status>().Length, Enum.GetValues<Status>().Select(Words.Status).Distinct().Count());
        Assert.Equal("No recent record: check the child first", Words.Closure(ClosureState.Quiet));
        Assert.Null(Words.Closure(ClosureState.Open));
    }

    private static Child Born(DateOnly? born) => new(1, "P1", "KT", born?.DayNumber ?? SpellTable.Never, -1, int.MaxValue);
}
