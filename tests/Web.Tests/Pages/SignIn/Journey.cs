using System.Net;
using System.Security.Cryptography;
using Fairload.App.Accounts;

namespace Fairload.Web.Tests.Pages.SignIn;

/// <summary>The steps of signing in, as a person takes them.</summary>
internal static class Journey
{
    /// <summary>Name and password; the response leads on or refuses.</summary>
    public static Task<HttpResponseMessage> Password(this AccountSite.Browser browser, string name, string password, string then = "") =>
        browser.Post("/sign-in" + then, "/sign-in" + then, ("Input.Name", name), ("Input.Password", password));

    /// <summary>Sets up an authenticator on the page where it is asked.</summary>
    /// <returns>The key, and the page with the recovery codes.</returns>
    public static async Task<(string Key, AngleSharp.Dom.IDocument Done)> Enrol(this AccountSite.Browser browser, AccountSite site, string path = "/sign-in/enrol")
    {
        var key = (await browser.Page(path)).QuerySelector("code.fl-code")!.Words().Replace(" ", "", StringComparison.Ordinal);
        using var response = await browser.Post(path, path, ("Code", Code(key, site.Time.Now)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (key, await AccountSite.Browser.Read(response));
    }

    /// <summary>An account that has signed in once and out again, with its key.</summary>
    public static async Task<(App.Store.Tables.Account Account, string Key, List<string> Recovery)> Ready(this AccountSite site, string name, params NewRole[] roles)
    {
        var account = await site.Account(name, null, AccountSite.Password, roles);
        using var browser = site.Open();
        using (var first = await browser.Password(name, AccountSite.Password))
        {
            Assert.Equal("/sign-in/enrol", first.Headers.Location?.OriginalString);
        }

        var (key, done) = await browser.Enrol(site);
        site.Time.Now = site.Time.Now.AddMinutes(2);
        return (account, key, [.. done.QuerySelectorAll(".fl-codes code").Select(code => code.Words())]);
    }

    /// <summary>What an app shows: RFC 6238 with RFC 4648's base 32, written here anew.</summary>
    public static string Code(string key, DateTimeOffset at)
    {
        var bits = string.Concat(key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var moving = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(at.ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350
        var mac = HMACSHA1.HashData(bytes, moving);
#pragma warning restore CA5350
        var place = mac[19] % 16;
        var number = ((mac[place] % 128) * 16777216L) + (mac[place + 1] * 65536L) + (mac[place + 2] * 256L) + mac[place + 3];
        return (number % 1000000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
