using System.Net;
using System.Text.Json.Nodes;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Access.SingleSignOn;

/// <summary>Signing out at the provider, which ends sessions here: by its own message, and by a frame in its page.</summary>
public sealed class SignOutTests(SignedOnSite signed) : IClassFixture<SignedOnSite>
{
    private static readonly Dictionary<string, Func<StandInProvider, string>> Faults = new(StringComparer.Ordinal)
    {
        ["another audience"] = p => p.SignOutToken(c => c["aud"] = "somebody-else"),
        ["another issuer"] = p => p.SignOutToken(c => c["iss"] = "https://id.other.example"),
        ["with a nonce"] = p => p.SignOutToken(c => c["nonce"] = "n"),
        ["without its event"] = p => p.SignOutToken(c => c.Remove("events")),
        ["with another event"] = p => p.SignOutToken(c => c["events"] = new JsonObject { ["http://schemas.openid.net/event/other"] = new JsonObject() }),
        ["without an id"] = p => p.SignOutToken(c => c.Remove("jti")),
        ["about nobody"] = p => p.SignOutToken(c => c.Remove("sid")),
        ["made long ago"] = p => p.SignOutToken(c => c["iat"] = p.Now.AddMinutes(-13).ToUnixTimeSeconds()),
        ["made at no time"] = p => p.SignOutToken(c => c.Remove("iat")),
        ["expired"] = p => p.SignOutToken(c => c["exp"] = p.Now.AddMinutes(-3).ToUnixTimeSeconds()),
        ["a token of a sign-in"] = p => p.SignOutToken(c => { c.Remove("events"); c["sub"] = "subject-1"; c["nonce"] = "n"; }),
        ["alg none"] = p => Signed(p, (head, claims) => { head["alg"] = "none"; return StandInProvider.Unsigned(head, claims) + "."; }),
        ["signed with the public key as a secret"] = p => Signed(p, (head, claims) => p.SignedWithPublicKey(head, claims, asPem: true)),
        ["signed by nobody's key"] = p => Signed(p, (head, claims) => { using var other = new StandInProvider(); return other.Signed(head, claims); }),
        ["nothing"] = _ => "",
        ["not a token"] = _ => "a.b.c",
    };

    public static TheoryData<string> Named => [.. Faults.Keys];

    [Trait("ASVS", "7.1.3"), Trait("ASVS", "7.6.1"), Trait("ASVS", "10.5.5")]
    [Theory]
    [MemberData(nameof(Named))]
    public async Task Word_of_a_sign_out_with_a_fault_ends_nothing_and_without_it_the_session(string fault)
    {
        var site = signed.Site;
        using var browser = site.NewBrowser();
        Assert.Equal("/", await browser.SignIn());
        Assert.Equal(HttpStatusCode.BadRequest, await Say(site, Faults[fault](site.Provider)));
        Assert.True(await browser.IsSignedIn());
        Assert.Equal(HttpStatusCode.OK, await Say(site, site.Provider.SignOutToken()));
        Assert.False(await browser.IsSignedIn());
    }

    [Fact]
    public async Task The_same_word_counts_once()
    {
        var site = signed.Site;
        using var browser = site.NewBrowser();
        await browser.SignIn();
        var word = site.Provider.SignOutToken();
        Assert.Equal(HttpStatusCode.OK, await Say(site, word));
        await browser.SignIn();
        Assert.Equal(HttpStatusCode.BadRequest, await Say(site, word));
        Assert.True(await browser.IsSignedIn());
    }

    [Fact]
    public async Task A_session_of_another_name_goes_on_and_a_word_about_the_person_ends_all()
    {
        var site = signed.Site;
        using var first = site.NewBrowser();
        using var second = site.NewBrowser();
        await first.SignIn();
        site.Provider.Claims = claims => claims["sid"] = "session-2";
        await second.SignIn();
        site.Provider.Claims = _ => { };
        Assert.Equal(HttpStatusCode.OK, await Say(site, site.Provider.SignOutToken()));
        Assert.Equal((false, true), (await first.IsSignedIn(), await second.IsSignedIn()));
        await first.SignIn();
        Assert.Equal(HttpStatusCode.OK, await Say(site, site.Provider.SignOutToken(claims => { claims.Remove("sid"); claims["sub"] = "subject-1"; })));
        Assert.Equal((false, false), (await first.IsSignedIn(), await second.IsSignedIn()));
    }

    [Fact]
    public async Task A_session_by_password_is_none_of_the_providers_business()
    {
        var site = signed.Site;
        using var browser = await site.SignedIn(site.Amina);
        Assert.Equal(HttpStatusCode.OK, await Say(site, site.Provider.SignOutToken(claims => { claims.Remove("sid"); claims["sub"] = "subject-1"; })));
        Assert.True(await browser.IsSignedIn());
    }

    [Fact]
    public async Task The_providers_page_ends_a_session_in_a_frame_without_any_cookie_and_no_other_page_may_be_framed()
    {
        var site = signed.Site;
        using var browser = site.NewBrowser();
        await browser.SignIn();
        using var frame = site.NewBrowser();
        foreach (var wrong in new[] { "?iss=https%3A%2F%2Fid.other.example&sid=session-1", "?sid=session-1", "?iss=https%3A%2F%2Fid.test.example", "" })
        {
            using var refused = await frame.Get("/sign-out/front-channel" + wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("DENY", refused.Headers.GetValues("X-Frame-Options").Single());
            Assert.Contains("frame-ancestors 'none'", refused.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.True(await browser.IsSignedIn());
        using var ended = await frame.Get("/sign-out/front-channel?iss=https%3A%2F%2Fid.test.example&sid=session-1");
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.False(ended.Headers.Contains("X-Frame-Options"));
        Assert.Contains("frame-ancestors https://id.test.example;", ended.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", ended.Headers.CacheControl!.ToString());
        Assert.False(await browser.IsSignedIn());
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_the_next_request_and_cannot_come_back()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        await browser.SignIn();
        Assert.True(await browser.IsSignedIn());
        await using (var db = site.Store.Db())
        {
            var account = db.Accounts.Single(one => one.Id == site.Amina.Id);
            account.IsDisabled = true;
            await db.SaveChangesAsync();
        }

        Assert.False(await browser.IsSignedIn());
        Assert.Equal("/sign-in/council/refused?why=disabled", await browser.SignIn());
        Assert.Contains("is closed", (await browser.Page("/sign-in/council/refused?why=disabled")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_follow_the_claims_of_each_sign_in()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        await browser.SignIn();
        Assert.Equal(HttpStatusCode.NotFound, await Status("/teams/T1"));
        site.Provider.Claims = claims => (claims["groups"], claims["department"]) = (new JsonArray("managers", "choir"), "T1");
        await browser.SignIn();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await Status("/teams/T1"), await Status("/teams/T2")));
        site.Provider.Claims = claims => (claims["groups"], claims["department"]) = (new JsonArray("managers"), "T2");
        await browser.SignIn();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await Status("/teams/T1"), await Status("/teams/T2")));
        site.Provider.Claims = claims => (claims["groups"], claims["department"]) = (new JsonArray("managers"), "T99");
        await browser.SignIn();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await Status("/teams/T1"), await Status("/teams/T99")));

        using var root = await site.SignedIn(site.Root);
        var page = (await root.Page("/accounts/claims")).QuerySelector("main")!.TextContent;
        Assert.Contains("choir", page, StringComparison.Ordinal);
        Assert.Contains("T99", page, StringComparison.Ordinal);

        async Task<HttpStatusCode> Status(string path)
        {
            using var response = await browser.Get(path);
            return response.StatusCode;
        }
    }

    [Trait("ASVS", "7.2.4")]
    [Fact]
    public async Task Another_sign_in_in_the_same_browser_ends_the_session_before()
    {
        await using var site = await SignOnSite.Open();
        using var browser = await site.SignedIn(site.Root);
        await browser.SignIn();
        Assert.Equal(1, await site.Count(db => db.Sessions.Where(session => session.Ended == null)));
    }

    [Fact]
    public async Task The_provider_of_several_tenants_is_known_by_each_of_its_issuers_and_only_for_the_tenants_let_in()
    {
        const string Several = "https://id.test.example/{tenantid}/v2.0";
        await using var site = await SignOnSite.Open(settings => settings with { Issuer = Several, Tenants = ["tenant-1"] });
        await new LinkLogin(site.Store, site.Time).Run(site.Amina.Council, site.Amina.Id, "https://id.test.example/tenant-1/v2.0", "subject-1", "root", default);
        using var browser = site.NewBrowser();
        site.Provider.Discovery = said => { said["issuer"] = Several; said.Remove("authorization_response_iss_parameter_supported"); };
        site.Provider.DiscoveryAddress = "https://id.test.example/common/v2.0/.well-known/openid-configuration";
        site.Provider.Back = back => back.Remove("iss");
        site.Provider.Claims = claims => claims["iss"] = "https://id.test.example/tenant-1/v2.0";
        Assert.Equal("/", await browser.SignIn());
        site.Provider.Claims = claims => claims["iss"] = "https://id.test.example/tenant-2/v2.0";
        Assert.Equal("/sign-in/council/refused?why=issuer", await browser.SignIn());
        site.Provider.Claims = claims => (claims["iss"], claims["tid"]) = ("https://id.test.example/tenant-2/v2.0", "tenant-2");
        Assert.Equal("/sign-in/council/refused?why=tenant", await browser.SignIn());
        site.Provider.Claims = claims => claims["iss"] = Several;
        Assert.Equal("/sign-in/council/refused?why=issuer", await browser.SignIn());
        using var frame = await browser.Get("/sign-out/front-channel?iss=https%3A%2F%2Fid.test.example%2Ftenant-1%2Fv2.0&sid=session-1");
        Assert.Equal(HttpStatusCode.OK, frame.StatusCode);
        Assert.False(await browser.IsSignedIn());
    }

    private static string Signed(StandInProvider provider, Func<JsonObject, JsonObject, string> sign)
    {
        provider.Sign = sign;
        var token = provider.SignOutToken();
        provider.Sign = null;
        return token;
    }

    private static async Task<HttpStatusCode> Say(SignOnSite site, string token)
    {
        using var provider = site.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost/sign-out/back-channel")
        {
            Content = new FormUrlEncodedContent([new KeyValuePair<string, string>("logout_token", token)]),
        };
        using var response = await provider.Send(request);
        Assert.DoesNotContain("<html", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return response.StatusCode;
    }
}

/// <summary>A site for tests that sign in and out.</summary>
public sealed class SignedOnSite : IAsyncLifetime
{
    internal SignOnSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await SignOnSite.Open();

    public async Task DisposeAsync() => await Site.DisposeAsync();
}
