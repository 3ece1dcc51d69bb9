using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>From a start code on paper to the first page and out again, in a browser, with and without script.</summary>
[Collection(Journeys.Name)]
public sealed partial class SignInJourneyTests(ServedCouncil council)
{
    [Theory]
    [InlineData("amina", true)]
    [InlineData("amina.noscript", false)]
    public async Task A_start_code_a_password_an_app_the_page_and_out_again(string name, bool script)
    {
        var (address, code) = await council.ServeWithAccounts(name, "director");
        await using var context = await council.BrowserElsewhere(address, script);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 404", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        Assert.Equal(404, (await page.GotoAsync("/demo"))!.Status);
        await page.GotoAsync("/exceptions");
        Assert.Contains("/sign-in?then=", page.Url, StringComparison.Ordinal);
        await page.Press(page.GetByRole(AriaRole.Link, new() { Name = "I have a start code" }));
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Start code").FillAsync(code);
        await page.Press("Continue");
        await page.GetByLabel("Password").FillAsync("kettle plum archive");
        await page.Press("Continue");

        Assert.True(await page.Locator(".fl-qr img").EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0 && image.clientWidth > 100; }"));
        var key = Space().Replace(await page.Locator(".fl-code").First.InnerTextAsync(), "");
        await page.GetByLabel("Code that the app shows").FillAsync(Code(key));
        await page.Press("Continue");
        await page.Locator(".fl-codes .fl-code").First.WaitForAsync();
        Assert.Equal(10, await page.Locator(".fl-codes .fl-code").CountAsync());
        var cookie = Assert.Single(await context.CookiesAsync(), one => one.Name == "__Host-fairload");
        Assert.True(cookie is { HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.Lax, Path: "/" });

        await page.GotoAsync("/exceptions");
        Assert.Contains("Amina Khan, director.", await page.Locator(".fl-top__who").InnerTextAsync(), StringComparison.Ordinal);
        await page.Press("Sign out");
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("signed out") }).WaitForAsync();
        await page.GotoAsync("/exceptions");
        Assert.Contains("/sign-in?then=", page.Url, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();

    /// <summary>What an app shows now: RFC 6238, with the key in RFC 4648's base 32.</summary>
    internal static string Code(string key)
    {
        var bits = string.Concat(key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var moving = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350
        var mac = HMACSHA1.HashData(bytes, moving);
#pragma warning restore CA5350
        var place = mac[19] % 16;
        var number = ((mac[place] % 128) * 16777216L) + (mac[place + 1] * 65536L) + (mac[place + 2] * 256L) + mac[place + 3];
        return (number % 1000000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
