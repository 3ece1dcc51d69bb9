using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// What must hold of every page (<see cref="PageChecks"/>), found by following links from each role's first page: one page of
/// every shape. A child's record is restricted meanwhile, so that the pages about restricted records are among them.
/// </summary>
[Collection(Journeys.Name)]
public sealed partial class EveryPageTests(ServedCouncil council, RestrictedChild restricted) : IClassFixture<RestrictedChild>
{
    /// <summary>Roles whose pages differ, and what each must have come to: a crawl that found nothing would find nothing wrong.</summary>
    private static readonly Dictionary<string, string[]> MustFind = new(StringComparer.Ordinal)
    {
        ["Director"] = ["/", "/teams/*", "/workers/*", "/children/*", "/children/*/restrict", "/restricted", "/restricted/*", "/unallocated", "/schemes"],
        ["DataOfficer"] = ["/imports", "/imports/new", "/imports/templates", "/imports/sources", "/joins", "/labels", "/data-quality"],
        ["Auditor"] = ["/audit", "/audit/*", "/audit/children"],
        ["Administrator"] = ["/privacy", "/privacy/holds", "/privacy/erase"],
        ["BusinessSupport"] = ["/unallocated"],
    };

    public static TheoryData<string> Roles => [.. MustFind.Keys];

    public static TheoryData<string, int> RolesAndWidths
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var role in MustFind.Keys)
            {
                all.Add(role, 1280);
                all.Add(role, 320);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(RolesAndWidths))]
    public async Task Every_page_passes_axe_and_the_checks_that_axe_does_not_make(string role, int width)
    {
        await using var journey = await council.As(role, width: width);
        var page = journey.Page;
        var problems = new List<string>();
        foreach (var path in await Shapes(page, role))
        {
            var response = await page.GotoAsync(path);
            problems.AddRange(response!.Status >= 400 ? [$"{path}: {response.Status}"] : await PageChecks.Problems(page));
        }

        problems.AddRange(journey.ConsoleErrors.Select(error => "console: " + error));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Distinct().Take(40)));
    }

    [Trait("ASVS", "2.2.2")]
    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_page_comes_whole_without_script(string role)
    {
        await using var journey = await council.As(role, script: false);
        foreach (var path in await Shapes(journey.Page, role))
        {
            var response = await journey.Page.GotoAsync(path);
            Assert.True(response!.Status < 400, path);
            Assert.True(await journey.Page.Locator("main h1").IsVisibleAsync(), path);
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Printed_pages_have_no_navigation_and_their_structure(string role)
    {
        await using var journey = await council.As(role);
        foreach (var path in await Shapes(journey.Page, role))
        {
            await journey.Page.GotoAsync(path);
            await PageChecks.Prints(journey.Page);
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_page_is_walked_by_keyboard_with_the_focus_in_sight(string role)
    {
        await using var journey = await council.As(role);
        foreach (var path in await Shapes(journey.Page, role))
        {
            await journey.Page.GotoAsync(path);
            await PageChecks.Walk(journey.Page);
        }
    }

    /// <summary>One address of every shape of page that links lead to.</summary>
    private async Task<IReadOnlyList<string>> Shapes(IPage page, string role)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        // Of the workers the director comes first to the one with the restricted record, which is closed to the director.
        var queue = new Queue<string>([new Uri(page.Url).PathAndQuery, .. role == "Director" ? [restricted.Worker] : Array.Empty<string>(), "/accessibility", "/how-the-figures-are-made"]);
        while (queue.TryDequeue(out var path) && found.Count < 60)
        {
            if (!found.TryAdd(Shape(path), path))
            {
                continue;
            }

            // Without a browser, so that it works for a page whose script is off too.
            foreach (var link in Links(await (await page.APIRequest.GetAsync(path)).TextAsync()))
            {
                if (!link.Contains("format=csv", StringComparison.Ordinal) && !link.Contains("sort=", StringComparison.Ordinal) && !link.StartsWith("/demo", StringComparison.Ordinal))
                {
                    queue.Enqueue(link);
                }
            }
        }

        var missed = MustFind[role].Except(found.Keys).ToList();
        Assert.True(missed.Count == 0, $"{role} did not come to {string.Join(", ", missed)}, only to {string.Join(", ", found.Keys)}");
        return [.. found.Values];
    }

    /// <summary>Where the links of a page lead within the site.</summary>
    internal static IEnumerable<string> Links(string html) =>
        Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]);

    [GeneratedRegex("<a[^>]* href=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    /// <summary>An address with its ids replaced: /workers/W1 and /workers/W2 are one shape; /imports/7 and /imports/new are two.</summary>
    private static string Shape(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return string.Join('/', parts.Select((part, i) => i == 2 && !part.All(char.IsAsciiLetterLower) ? "*" : part));
    }
}

/// <summary>A child whose record is restricted while every page is looked at, by its manager and through the form; lifted afterwards.</summary>
public sealed class RestrictedChild(ServedCouncil council) : IAsyncLifetime
{
    private const string Team = "D001000023";

    private string? _form;

    /// <summary>The page of the worker who has the child.</summary>
    public string Worker { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await using var manager = await council.As("TeamManager", await council.ManagerOf(Team), Team);
        foreach (var worker in await Links(manager.Page, "/teams/" + Team, "/workers/"))
        {
            foreach (var child in await Links(manager.Page, worker, "/children/"))
            {
                (Worker, _form) = (worker, child + "/restrict");
                if ((await manager.Page.GotoAsync(_form))!.Status == 200)
                {
                    await manager.Page.GetByLabel("A threat").CheckAsync();
                    await manager.Page.GetByLabel("What makes this necessary?").FillAsync("Somebody is looking for the family.");
                    await manager.Page.Press("Restrict the record");
                    Assert.EndsWith("/restricted", manager.Page.Url, StringComparison.Ordinal);
                    return;
                }
            }
        }

        Assert.Fail("No child's record could be restricted.");
    }

    /// <summary>Other journeys find the council as it was.</summary>
    public async Task DisposeAsync()
    {
        await using var manager = await council.As("TeamManager", await council.ManagerOf(Team), Team);
        await manager.Page.GotoAsync(_form!);
        await manager.Page.Press("Lift the restriction");
        Assert.EndsWith("/restricted", manager.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Links(IPage page, string of, string to)
    {
        var html = await (await page.APIRequest.GetAsync(of)).TextAsync();
        return [.. EveryPageTests.Links(html).Where(link => link.StartsWith(to, StringComparison.Ordinal)).Distinct()];
    }
}
