using System.Text.Json.Nodes;

namespace Fairload.Web.Tests.Access.SingleSignOn;

/// <summary>
/// What a sign-in by the provider must refuse (ASVS 5.0 V10.5, bar S19), each beside the same sign-in without the fault,
/// which is accepted: so it is the fault that is refused.
/// </summary>
public sealed class RefusalTests(StrictSite strict) : IClassFixture<StrictSite>
{
    /// <summary>A fault, the word that the person is told, and how it is planted.</summary>
    private static readonly Dictionary<string, (string Why, Action<StandInProvider> Plant)> Faults = new(StringComparer.Ordinal)
    {
        ["another nonce"] = ("nonce", p => p.Claims = c => c["nonce"] = "another"),
        ["no nonce"] = ("nonce", p => p.Claims = c => c.Remove("nonce")),
        ["another audience"] = ("audience", p => p.Claims = c => c["aud"] = "somebody-else"),
        ["no audience"] = ("audience", p => p.Claims = c => c.Remove("aud")),
        ["an audience with others and nobody it was made for"] = ("audience", p => p.Claims = c => c["aud"] = new JsonArray(StandInProvider.Client, "somebody-else")),
        ["made for another of its audiences"] = ("audience", p => p.Claims = c => (c["aud"], c["azp"]) = (new JsonArray(StandInProvider.Client, "somebody-else"), "somebody-else")),
        ["another issuer"] = ("issuer", p => p.Claims = c => c["iss"] = "https://id.other.example"),
        ["an issuer that is nearly the same"] = ("issuer", p => p.Claims = c => c["iss"] = StandInProvider.Issuer + "/"),
        ["no issuer"] = ("issuer", p => p.Claims = c => c.Remove("iss")),
        ["another tenant"] = ("tenant", p => p.Claims = c => c["tid"] = "tenant-2"),
        ["no tenant"] = ("tenant", p => p.Claims = c => c.Remove("tid")),
        ["expired"] = ("time", p => p.Claims = c => c["exp"] = p.Now.AddMinutes(-3).ToUnixTimeSeconds()),
        ["never expiring"] = ("time", p => p.Claims = c => c.Remove("exp")),
        ["not yet good"] = ("time", p => p.Claims = c => c["nbf"] = p.Now.AddMinutes(3).ToUnixTimeSeconds()),
        ["made long ago"] = ("time", p => p.Claims = c => c["iat"] = p.Now.AddMinutes(-13).ToUnixTimeSeconds()),
        ["made in the future"] = ("time", p => p.Claims = c => c["iat"] = p.Now.AddMinutes(3).ToUnixTimeSeconds()),
        ["made at no time"] = ("time", p => p.Claims = c => c.Remove("iat")),
        ["alg none"] = ("algorithm", p => p.Sign = (head, claims) => { head["alg"] = "none"; return StandInProvider.Unsigned(head, claims) + "."; }),
        ["alg None with the signature of another token"] = ("algorithm", p => p.Sign = (head, claims) => { head["alg"] = "None"; return p.Signed(head, claims); }),
        ["signed with the public key as a secret"] = ("algorithm", p => p.Sign = (head, claims) => p.SignedWithPublicKey(head, claims, asPem: true)),
        ["signed with the bare public key as a secret"] = ("algorithm", p => p.Sign = (head, claims) => p.SignedWithPublicKey(head, claims, asPem: false)),
        ["an algorithm that is not allowed"] = ("algorithm", p => p.Sign = (head, claims) => { head["alg"] = "RS512"; return p.Signed(head, claims); }),
        ["a demand in its head that we do not know"] = ("algorithm", p => p.Sign = (head, claims) => { (head["crit"], head["b64"]) = (new JsonArray("b64"), false); return p.Signed(head, claims); }),
        ["unsigned"] = ("signature", p => p.Sign = (head, claims) => StandInProvider.Unsigned(head, claims) + "."),
        ["a signature cut short"] = ("signature", p => p.Sign = (head, claims) => p.Signed(head, claims)[..^8]),
        ["claims changed after signing"] = ("signature", p => p.Sign = (head, claims) =>
        {
            var parts = p.Signed(head, claims).Split('.');
            claims["sub"] = "subject-2";
            return StandInProvider.Unsigned(head, claims) + "." + parts[2];
        }),
        ["signed by a key of nobody"] = ("signature", p => p.Sign = (head, claims) => { using var other = new StandInProvider(); return other.Signed(head, claims); }),
        ["signed by a key of nobody that it brings along"] = ("signature", p => p.Sign = (head, claims) =>
        {
            (head["kid"], head["jku"]) = ("mine", "https://attacker.example/keys");
            return p.Signed(head, claims);
        }),
        ["a key named that is a shared secret"] = ("signature", p => p.Sign = (head, claims) => { head["kid"] = "shared"; return p.Signed(head, claims); }),
        ["no token at all"] = ("unreadable", p => p.Sign = (_, _) => ""),
        ["a token that is none"] = ("unreadable", p => p.Sign = (_, _) => "a.b.c"),
        ["a token for another purpose"] = ("claims", p => p.Sign = (head, claims) => { head["typ"] = "at+jwt"; return p.Signed(head, claims); }),
        ["nobody"] = ("claims", p => p.Claims = c => c.Remove("sub")),
        ["somebody with too long a name"] = ("claims", p => p.Claims = c => c["sub"] = new string('s', 256)),
        ["somebody else's access token"] = ("accesstoken", p => p.Claims = c => c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"),
        ["a password typed too long ago"] = ("strength", p => p.Claims = c => c["auth_time"] = p.Now.AddMinutes(-63).ToUnixTimeSeconds()),
        ["a password typed nobody knows when"] = ("strength", p => p.Claims = c => c.Remove("auth_time")),
        ["a password alone"] = ("strength", p => p.Claims = c => c["amr"] = new JsonArray("pwd")),
        ["too weak a sign-in"] = ("strength", p => p.Claims = c => c["acr"] = "weak"),
        ["another state"] = ("state", p => p.Back = back => back["state"] += "x"),
        ["no state"] = ("state", p => p.Back = back => back.Remove("state")),
        ["another provider's answer"] = ("issuer", p => p.Back = back => back["iss"] = "https://id.other.example"),
        ["an answer that does not say whose it is"] = ("issuer", p => p.Back = back => back.Remove("iss")),
        ["a code that the provider did not give"] = ("code", p => p.Back = back => back["code"] = "forged"),
        ["the person turning back"] = ("declined", p => p.Back = back => { back.Remove("code"); back["error"] = "access_denied"; }),
        ["an answer without a code"] = ("state", p => p.Back = back => back.Remove("code")),
    };

    public static TheoryData<string> Named => [.. Faults.Keys];

    [Trait("ASVS", "6.8.2"), Trait("ASVS", "6.8.4"), Trait("ASVS", "9.1.1"), Trait("ASVS", "9.1.2"), Trait("ASVS", "9.1.3"), Trait("ASVS", "9.2.1")]
    [Trait("ASVS", "9.2.2"), Trait("ASVS", "9.2.3"), Trait("ASVS", "10.2.2"), Trait("ASVS", "10.5.1"), Trait("ASVS", "10.5.4")]
    [Trait("ASVS", "11.6.1")]
    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_fault_is_refused_in_plain_words_and_the_same_without_it_is_accepted(string fault)
    {
        var site = strict.Site;
        var sessions = await site.Count(db => db.Sessions);
        using var browser = site.NewBrowser();
        Faults[fault].Plant(site.Provider);
        var told = await browser.SignIn();
        (site.Provider.Claims, site.Provider.Sign, site.Provider.Back) = (_ => { }, null, _ => { });
        Assert.Equal($"/sign-in/council/refused?why={Faults[fault].Why}", told);
        await NothingWasMade(site, browser, told, sessions);

        Assert.Equal("/", await browser.SignIn());
        Assert.True(await browser.IsSignedIn());
        Assert.Equal(sessions + 1, await site.Count(db => db.Sessions));
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_asked()
    {
        await using var site = await SignOnSite.Open();
        using var asked = site.NewBrowser();
        using var another = site.NewBrowser();
        var answer = site.Provider.SignIn(await asked.GoOut());
        Assert.Equal("/sign-in/council/refused?why=state", await another.ComeBack(answer));
        await NothingWasMade(site, another, "/sign-in/council/refused?why=state");

        Assert.Equal("/", await asked.ComeBack(answer));
        Assert.Equal(1, await site.Count(db => db.Sessions));
        Assert.Equal("/sign-in/council/refused?why=state", await asked.ComeBack(answer));
        Assert.Equal(1, await site.Count(db => db.Sessions));
    }

    [Fact]
    public async Task A_code_that_was_traded_before_is_refused_by_the_provider_and_so_by_us()
    {
        await using var site = await SignOnSite.Open();
        using var first = site.NewBrowser();
        var answer = site.Provider.SignIn(await first.GoOut());
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(answer).Query)["code"].ToString();
        Assert.Equal("/", await first.ComeBack(answer));

        // A thief puts the code into an answer of their own.
        using var thief = site.NewBrowser();
        site.Provider.Back = back => back["code"] = code;
        Assert.Equal("/sign-in/council/refused?why=code", await thief.SignIn());
        await NothingWasMade(site, thief, "/sign-in/council/refused?why=code", sessions: 1);
    }

    [Trait("ASVS", "10.2.1")]
    [Fact]
    public async Task A_code_stolen_before_it_was_traded_does_not_fit_the_thiefs_own_question()
    {
        await using var site = await SignOnSite.Open();
        using var person = site.NewBrowser();
        using var thief = site.NewBrowser();
        var answer = site.Provider.SignIn(await person.GoOut());
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(answer).Query)["code"].ToString();
        site.Provider.Back = back => back["code"] = code;
        Assert.Equal("/sign-in/council/refused?why=code", await thief.SignIn());

        // Even a provider that does not hold the verifier against the challenge lets nobody in: the nonce is another's.
        site.Provider.Back = _ => { };
        answer = site.Provider.SignIn(await person.GoOut());
        code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(answer).Query)["code"].ToString();
        site.Provider.Back = back => back["code"] = code;
        site.Provider.IsLax = true;
        Assert.Equal("/sign-in/council/refused?why=nonce", await thief.SignIn());
        await NothingWasMade(site, thief, "/sign-in/council/refused?why=nonce");
    }

    [Trait("ASVS", "10.1.2")]
    [Fact]
    public async Task Each_question_carries_a_challenge_a_nonce_and_a_state_of_its_own()
    {
        var site = strict.Site;
        using var browser = site.NewBrowser();
        await browser.SignIn();
        var first = site.Provider.Asked;
        using var next = site.NewBrowser();
        await next.SignIn();
        var second = site.Provider.Asked;
        Assert.Equal(
            ("code", "query", "S256", "openid profile email", "https://localhost/sign-in/council/back", "fairload", "test", "3600", "strong"),
            (first["response_type"], first["response_mode"], first["code_challenge_method"], first["scope"], first["redirect_uri"], first["client_id"], first["realm"],
                first["max_age"], first["acr_values"]));
        foreach (var part in new[] { "code_challenge", "nonce", "state" })
        {
            Assert.True(first[part].Length >= 43, part);
            Assert.NotEqual(first[part], second[part]);
        }

        Assert.DoesNotContain(first["nonce"], first["state"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_after_a_quarter_of_an_hour_is_too_late()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        var answer = site.Provider.SignIn(await browser.GoOut());
        site.Wait(TimeSpan.FromMinutes(15));
        Assert.Equal("/sign-in/council/refused?why=state", await browser.ComeBack(answer));
        answer = site.Provider.SignIn(await browser.GoOut());
        site.Wait(TimeSpan.FromMinutes(14));
        site.Provider.Claims = claims => claims["iat"] = site.Provider.Now.ToUnixTimeSeconds();
        Assert.Equal("/", await browser.ComeBack(answer));
    }

    [Fact]
    public async Task A_mail_address_or_sign_in_name_that_matches_an_account_makes_nobody_that_account()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.Claims = claims => (claims["sub"], claims["email"], claims["preferred_username"]) = ("subject-2", "amina@test.example", "amina@test.example");
        var told = await browser.SignIn();
        Assert.StartsWith("/sign-in/council/unknown?reference=", told, StringComparison.Ordinal);
        await NothingWasMade(site, browser, told);
        Assert.Equal(2, await site.Count(db => db.Accounts));

        site.Provider.Claims = claims => (claims["email"], claims["preferred_username"]) = ("other@test.example", "other@test.example");
        Assert.Equal("/", await browser.SignIn());
        Assert.True(await browser.IsSignedIn());
    }

    [Fact]
    public async Task A_clock_two_minutes_off_is_forgiven()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.Now = site.Provider.Now.AddSeconds(115);
        Assert.Equal("/", await browser.SignIn());
        site.Provider.Now = site.Provider.Now.AddSeconds(-230);
        Assert.Equal("/", await browser.SignIn());
    }

    [Trait("ASVS", "11.2.2")]
    [Fact]
    public async Task A_rolled_key_is_read_once_and_a_forged_one_does_not_make_us_ask_again_and_again()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        Assert.Equal("/", await browser.SignIn());
        Assert.Equal(1, site.Provider.KeysRead);
        site.Wait(TimeSpan.FromMinutes(6));
        site.Provider.Roll();
        Assert.Equal("/", await browser.SignIn());
        Assert.Equal(2, site.Provider.KeysRead);

        site.Provider.Sign = (head, claims) => { head["kid"] = "unknown"; return site.Provider.Signed(head, claims); };
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal("/sign-in/council/refused?why=signature", await browser.SignIn());
        }

        Assert.Equal(2, site.Provider.KeysRead);
        site.Wait(TimeSpan.FromMinutes(6));
        Assert.Equal("/sign-in/council/refused?why=signature", await browser.SignIn());
        Assert.Equal(3, site.Provider.KeysRead);
    }

    [Fact]
    public async Task A_token_that_names_no_key_is_held_against_all_of_them()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.Sign = (head, claims) => { head.Remove("kid"); return site.Provider.Signed(head, claims); };
        Assert.Equal("/", await browser.SignIn());
    }

    [Trait("ASVS", "1.3.6"), Trait("ASVS", "10.5.3"), Trait("ASVS", "13.2.4"), Trait("ASVS", "15.3.2")]
    [Theory]
    [InlineData("issuer", "https://id.other.example")]
    [InlineData("token_endpoint", "http://id.test.example/token")]
    [InlineData("authorization_endpoint", "javascript:alert(1)")]
    [InlineData("end_session_endpoint", "http://id.test.example/out")]
    public async Task A_provider_that_says_of_itself_what_cannot_be_is_not_asked(string part, string said)
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.Discovery = all => all[part] = said;
        Assert.Equal("/sign-in/council/refused?why=provider", (await browser.GoOut()).OriginalString);
        site.Provider.Discovery = _ => { };
        Assert.Equal("/", await browser.SignIn());
    }

    [Trait("ASVS", "16.5.2")]
    [Fact]
    public async Task A_provider_that_does_not_answer_costs_a_sentence_and_nothing_else()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        site.Provider.IsDown = true;
        Assert.Equal("/sign-in/council/refused?why=provider", (await browser.GoOut()).OriginalString);
        site.Provider.IsDown = false;
        var answer = site.Provider.SignIn(await browser.GoOut());
        site.Provider.IsDown = true;
        Assert.Equal("/sign-in/council/refused?why=provider", await browser.ComeBack(answer));
        await NothingWasMade(site, browser, "/sign-in/council/refused?why=provider");
    }

    [Trait("ASVS", "3.7.2")]
    [Theory]
    [InlineData("/teams/T1", "/teams/T1")]
    [InlineData("https://attacker.example/", "/")]
    [InlineData("//attacker.example/", "/")]
    [InlineData("/\\attacker.example/", "/")]
    [InlineData("/a%0D%0Ab", "/")]
    public async Task A_sign_in_leads_on_within_the_site_only(string then, string to)
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        Assert.Equal(to, await browser.SignIn("/sign-in/council?then=" + (then.Contains('%', StringComparison.Ordinal) ? then : Uri.EscapeDataString(then))));
    }

    [Trait("ASVS", "7.6.2")]
    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData(null, true)]
    public async Task A_sign_in_begins_by_the_persons_own_hand_and_not_by_another_sites_link(string? from, bool begins)
    {
        var site = strict.Site;
        using var browser = site.NewBrowser();
        using var answer = await browser.Get("/sign-in/council?then=%2Fteams%2FT1", from is null ? [] : [("Sec-Fetch-Site", from)]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(begins, answer.Headers.Location!.IsAbsoluteUri);
        if (!begins)
        {
            Assert.Equal("/sign-in?then=%2Fteams%2FT1", answer.Headers.Location.OriginalString);
            Assert.Equal(0, browser.Cookies.Count);
            using var elsewhere = await browser.Get("/sign-in/council?then=%2F%2Fattacker.example", ("Sec-Fetch-Site", from!));
            Assert.Equal("/sign-in", elsewhere.Headers.Location!.OriginalString);
        }
    }

    [Trait("ASVS", "10.1.1")]
    [Fact]
    public async Task Nothing_of_a_token_a_code_or_the_secret_stands_in_the_log_or_the_store()
    {
        await using var site = await SignOnSite.Open();
        using var browser = site.NewBrowser();
        var (tokens, codes) = (new List<string>(), new List<string>());
        site.Provider.Back = back => codes.Add(back["code"]!);
        site.Provider.Sign = (head, claims) => { tokens.Add(site.Provider.Signed(head, claims)); return tokens[^1]; };
        Assert.Equal("/", await browser.SignIn());
        site.Provider.Claims = claims => claims["aud"] = "another";
        await browser.SignIn();
        lock (site.Log)
        {
            var log = string.Join('\n', site.Log);
            Assert.Contains("Single sign-on was refused: Audience.", log, StringComparison.Ordinal);
            foreach (var secret in tokens.SelectMany(token => token.Split('.')[1..]).Concat(codes).Append(StandInProvider.Secret).Append("subject-1").Append("Amina"))
            {
                Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
            }
        }

        await using var db = site.Store.Db();
        var stored = string.Join('\n', db.Audit.AsEnumerable().Select(entry => $"{entry.Before} {entry.After}").Concat(db.Sessions.AsEnumerable().Select(one => $"{one.Id} {one.ProviderSession} {one.Agent}")));
        Assert.All(tokens.Concat(codes), secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
    }

    private static async Task NothingWasMade(SignOnSite site, SignOnSite.Browser browser, string told, int sessions = 0)
    {
        Assert.Equal(sessions, await site.Count(db => db.Sessions));
        Assert.False(await browser.IsSignedIn());
        var page = await browser.Page(told);
        Assert.Contains("your Testshire account", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='/sign-in']"));
    }
}

/// <summary>A site that asks of its provider all that it can.</summary>
public sealed class StrictSite : IAsyncLifetime
{
    internal SignOnSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await SignOnSite.Open(settings => settings with
    {
        Tenants = ["tenant-1"], LongestSincePassword = TimeSpan.FromHours(1), Strengths = ["strong"], Means = ["mfa"],
    });

    public async Task DisposeAsync() => await Site.DisposeAsync();
}
