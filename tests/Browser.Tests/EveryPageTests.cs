using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// What must hold of every page, found by following links from each role's first page: one page of every shape. The
/// checks that axe does not make are made here: style sheets that came, sideways scrolling, small or cut chart text.
/// </summary>
[Collection(Journeys.Name)]
public sealed partial class EveryPageTests(ServedCouncil council)
{
    private const string Director = "Director";
    private const string DataOfficer = "DataOfficer";

    private const string Checks = """
        () => {
          const found = [];
          const style = getComputedStyle(document.querySelector('.govuk-template__body') || document.body);
          if (!style.fontFamily.toLowerCase().includes('arial')) found.push('the style sheet did not come');
          if (document.documentElement.scrollWidth > innerWidth + 1) found.push('scrolls sideways: ' + document.documentElement.scrollWidth);
          for (const text of document.querySelectorAll('svg text')) {
            const size = parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
            if (text.getBoundingClientRect().width > 0 && size < 12) found.push('chart text of ' + size + ' px: ' + text.textContent);
          }
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push('id twice: ' + id);
          if (document.querySelectorAll('h1').length !== 1) found.push('not one first heading');
          for (const e of document.querySelectorAll('[style]')) if (!e.closest('svg')) found.push('inline style');
          return found;
        }
        """;

    [Theory]
    [InlineData(Director, 1280)]
    [InlineData(Director, 320)]
    [InlineData(DataOfficer, 1280)]
    [InlineData(DataOfficer, 320)]
    public async Task Every_page_passes_axe_and_the_checks_that_axe_does_not_make(string person, int width)
    {
        await using var journey = await council.As(person, width: width);
        var page = journey.Page;
        var problems = new List<string>();
        foreach (var path in await Shapes(page))
        {
            var response = await page.GotoAsync(path);
            if (response!.Status >= 400)
            {
                problems.Add($"{path}: {response.Status}");
                continue;
            }

            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
            problems.AddRange((await page.EvaluateAsync<string[]>(Checks)).Select(problem => $"{path}: {problem}"));
            problems.AddRange((await Axe(page)).Select(problem => $"{path}: {problem}"));
        }

        problems.AddRange(journey.ConsoleErrors.Select(error => "console: " + error));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Distinct().Take(40)));
    }

    [Trait("ASVS", "2.2.2")]
    [Fact]
    public async Task Every_page_comes_whole_without_script()
    {
        await using var journey = await council.As(Director, script: false);
        foreach (var path in await Shapes(journey.Page))
        {
            var response = await journey.Page.GotoAsync(path);
            Assert.True(response!.Status < 400, path);
            Assert.True(await journey.Page.Locator("main h1").IsVisibleAsync(), path);
        }
    }

    [Fact]
    public async Task Printed_pages_have_no_navigation_and_open_what_is_folded()
    {
        await using var journey = await council.As(Director);
        foreach (var path in (await Shapes(journey.Page)).Where(path => path.StartsWith("/teams/", StringComparison.Ordinal) || path.StartsWith("/workers/", StringComparison.Ordinal)))
        {
            await journey.Page.GotoAsync(path);
            await journey.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            Assert.False(await journey.Page.Locator(".govuk-service-navigation").First.IsVisibleAsync(), path);
            var pdf = await journey.Page.PdfAsync(new PagePdfOptions { Tagged = true });
            Assert.True(pdf.Length > 10_000, path);
            await journey.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        }
    }

    [Fact]
    public async Task Every_page_is_walked_by_keyboard_with_the_focus_in_sight()
    {
        await using var journey = await council.As(Director);
        foreach (var path in await Shapes(journey.Page))
        {
            await journey.Page.GotoAsync(path);
            var seen = new List<string>();
            for (var i = 0; i < 25; i++)
            {
                await journey.Page.Keyboard.PressAsync("Tab");
                var focus = await journey.Page.EvaluateAsync<string>("""
                    () => {
                      const e = document.activeElement;
                      if (!e || e === document.body) return '';
                      const s = getComputedStyle(e), box = e.getBoundingClientRect();
                      const marked = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
                      return (marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight ? 'ok ' : 'UNSEEN ') + e.tagName + ' ' + (e.textContent || e.id).trim().slice(0, 40);
                    }
                    """);
                if (focus.Length == 0)
                {
                    break;
                }

                seen.Add(focus);
            }

            Assert.NotEmpty(seen);
            Assert.Contains("Skip to main content", seen[0], StringComparison.Ordinal);
            Assert.DoesNotContain(seen, focus => focus.StartsWith("UNSEEN", StringComparison.Ordinal));
        }
    }

    /// <summary>One address of every shape of page that links lead to.</summary>
    private static async Task<IReadOnlyList<string>> Shapes(IPage page)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([new Uri(page.Url).PathAndQuery, "/accessibility", "/how-the-figures-are-made"]);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var path) && visited.Count < 40)
        {
            var shape = Shape(path);
            if (!found.TryAdd(shape, path))
            {
                continue;
            }

            visited.Add(path);
            // Without a browser, so that it works for a page whose script is off too.
            var html = await (await page.APIRequest.GetAsync(path)).TextAsync();
            foreach (Match match in Link().Matches(html))
            {
                var link = WebUtility.HtmlDecode(match.Groups[1].Value);
                if (!link.Contains("format=csv", StringComparison.Ordinal) && !link.Contains("sort=", StringComparison.Ordinal) && !link.StartsWith("/demo", StringComparison.Ordinal))
                {
                    queue.Enqueue(link.Split('#')[0]);
                }
            }
        }

        return [.. found.Values];
    }

    [GeneratedRegex("<a[^>]* href=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    /// <summary>An address with its ids replaced: /workers/W1 and /workers/W2 are one shape; a team and a service are two.</summary>
    private static string Shape(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return string.Join('/', parts.Take(2)) + (parts.Length > 2 ? "/*" + string.Concat(parts.Skip(3).Select(part => "/" + part)) : "");
    }

    private static async Task<IReadOnlyList<string>> Axe(IPage page)
    {
        await page.EvaluateAsync(ServedCouncil.Axe);
        var result = await page.EvaluateAsync<JsonElement>(
            "() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })");
        return [.. result.GetProperty("violations").EnumerateArray().Select(violation =>
            violation.GetProperty("id").GetString() + " " + violation.GetProperty("nodes")[0].GetProperty("html").GetString())];
    }
}
