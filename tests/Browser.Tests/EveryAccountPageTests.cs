using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// What must hold of every page (<see cref="PageChecks"/>), of those that the demonstration does not have: signing in, one's own
/// account, everybody's accounts, cover. Each is looked at on the way that people take to it, wide, narrow, on paper and by
/// keyboard.
/// </summary>
[Collection(Journeys.Name)]
public sealed class EveryAccountPageTests(ServedCouncil council)
{
    private const string Password = "kettle plum archive";

    [Fact]
    public async Task An_administrators_way_in_and_round_the_accounts_passes_every_check() => await Go("pages.administrator", "administrator", null, script: true);

    [Fact]
    public async Task A_managers_way_in_and_to_cover_passes_every_check() => await Go("pages.manager", "team-manager", "D001000024", script: true);

    [Trait("ASVS", "2.2.2")]
    [Fact]
    public async Task Every_page_of_accounts_comes_whole_without_script() => await Go("pages.noscript", "administrator", null, script: false);

    private async Task Go(string name, string role, string? node, bool script)
    {
        var (address, code) = await council.ServeWithAccounts(name, role, node);
        await using var context = await council.BrowserElsewhere(address, script);
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            // A form that was refused is answered with 422, which a browser calls an error.
            if (message.Type == "error" && !message.Text.Contains("422", StringComparison.Ordinal))
            {
                problems.Add($"{page.Url}: {message.Text}");
            }
        };

        foreach (var path in new[] { "/sign-in", "/sign-in/start" })
        {
            await Open(path);
        }

        await page.Press("Continue");
        Assert.Contains("There is a problem", await page.Locator(".govuk-error-summary").InnerTextAsync(), StringComparison.Ordinal);
        await Look(isFresh: false);
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Start code").FillAsync(code);
        await page.Press("Continue");
        await Arrive("/sign-in/password");
        await Open("/sign-in/password");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Press("Continue");
        await Arrive("/sign-in/enrol");
        await Open("/sign-in/enrol");
        var key = string.Concat((await page.Locator(".fl-code").First.InnerTextAsync()).Where(letter => !char.IsWhiteSpace(letter)));
        await page.GetByLabel("Code that the app shows").FillAsync(SignInJourneyTests.Code(key));
        await page.Press("Continue");
        await page.Locator(".fl-codes .fl-code").First.WaitForAsync();
        Assert.Equal(10, await page.Locator(".fl-codes .fl-code").CountAsync());
        await Look(isFresh: false);

        foreach (var path in new[] { "/account", "/account/password", "/account/authenticator", "/account/recovery-codes", "/cover" })
        {
            await Open(path);
        }

        if (role == "administrator")
        {
            foreach (var path in new[] { "/accounts/new", "/accounts" })
            {
                await Open(path);
            }

            foreach (var whose in new[] { name, "pages.other." + script })
            {
                if (whose != name)
                {
                    await council.ServeWithAccounts(whose, "auditor");
                }

                await page.GotoAsync("/accounts?q=" + whose);
                await page.Press(page.Locator("main tbody a").First);
                await Open(new Uri(page.Url).AbsolutePath);
            }
        }

        await page.Press("Sign out");
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("signed out") }).WaitForAsync();
        await Look(isFresh: false);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Press(page.Locator("main form button").First);
        await Arrive("/sign-in/code");
        await Open("/sign-in/code");
        Assert.True(problems.Count == 0, string.Join('\n', problems.Distinct().Take(40)));

        async Task Arrive(string path) =>
            Assert.True(new Uri(page.Url).AbsolutePath == path, $"Not at {path} but at {page.Url}: {await page.Locator("main").InnerTextAsync()}");

        async Task Open(string path)
        {
            Assert.Equal(200, (await page.GotoAsync(path))!.Status);
            Assert.Equal(path, new Uri(page.Url).AbsolutePath);
            await Look(isFresh: true);
        }

        async Task Look(bool isFresh)
        {
            Assert.True(await page.Locator("main h1").IsVisibleAsync(), page.Url);
            if (!script)
            {
                return;
            }

            foreach (var width in new[] { 320, 1280 })
            {
                await page.SetViewportSizeAsync(width, 900);
                problems.AddRange((await PageChecks.Problems(page)).Select(problem => $"{width} {problem}"));
            }

            await PageChecks.Prints(page);
            if (isFresh)
            {
                await page.ReloadAsync();
                await PageChecks.Walk(page);
            }
        }
    }
}
