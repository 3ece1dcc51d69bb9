using System.Net;
using Fairload.App.Store.Tables;

namespace Fairload.Web.Tests.Pages.Restricted;

public sealed class IndexTests(RestrictedSite restricted) : IClassFixture<RestrictedSite>
{
    [Fact]
    public async Task A_manager_reads_their_own_restricted_records_and_no_others()
    {
        var (one, other) = (restricted.Take(), restricted.Take());
        for (; restricted.TeamId(other) == restricted.TeamId(one); other = restricted.Take())
        {
        }

        await restricted.Restrict(one, RestrictionKind.Adoption);
        await restricted.Restrict(other, RestrictionKind.Threat);
        var page = await restricted.Site.Page(restricted.Manager(one), "/restricted");
        Assert.Contains("/children/" + restricted.Id(one), page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(restricted.Id(other), page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await restricted.Site.Status(restricted.Holder(one), "/restricted"));
        Assert.Equal(HttpStatusCode.NotFound, await restricted.Site.Status(CouncilSite.DataOfficer, "/restricted"));
        using var nothing = await restricted.Site.Post(restricted.Manager(one), "/children/" + restricted.Id(one) + "/restrict", "/restricted", ("opening", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }
}
