using System.Text.Json;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// What must hold of every page. The checks that axe does not make are made here: style sheets that came, sideways
/// scrolling, small or cut chart text, focus that cannot be seen, print.
/// </summary>
internal static class PageChecks
{
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

    private const string Focus = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return '';
          // The design system draws a radio or a checkbox before its label and leaves the field itself unseen.
          const drawn = e.matches('.govuk-radios__input, .govuk-checkboxes__input');
          const s = drawn ? getComputedStyle(e.nextElementSibling, '::before') : getComputedStyle(e), box = e.getBoundingClientRect();
          const marked = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
          return (marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight ? 'ok ' : 'UNSEEN ') + e.tagName + ' ' + (e.textContent || e.id).trim().slice(0, 40);
        }
        """;

    /// <summary>What is wrong with the page that stands in the browser, with everything on it unfolded.</summary>
    public static async Task<IEnumerable<string>> Problems(IPage page)
    {
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        var found = await page.EvaluateAsync<string[]>(Checks);
        return found.Concat(await Axe(page)).Select(problem => $"{new Uri(page.Url).AbsolutePath}: {problem}").ToList();
    }

    /// <summary>Walks a page that was just loaded by the tabulator: to the skip link first, and never out of sight.</summary>
    /// <param name="page">The page.</param>
    /// <param name="first">What is come to first: the design system's script puts the focus on a summary of errors or a banner, and then it is what stands there or behind it.</param>
    public static async Task Walk(IPage page, string first = "Skip to main content")
    {
        var seen = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await page.EvaluateAsync<string>(Focus);
            if (focus.Length == 0)
            {
                break;
            }

            seen.Add(focus);
        }

        Assert.True(seen.Count > 0 && seen[0].Contains(first, StringComparison.Ordinal), $"{page.Url}: {seen.FirstOrDefault()}");
        Assert.True(!seen.Exists(focus => focus.StartsWith("UNSEEN", StringComparison.Ordinal)), $"{page.Url}: {string.Join(", ", seen)}");
    }

    /// <summary>Holds that the page prints without what only a screen can use, as a document with its structure.</summary>
    public static async Task Prints(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var menu in await page.Locator(".govuk-service-navigation").AllAsync())
        {
            Assert.False(await menu.IsVisibleAsync(), page.Url);
        }

        Assert.True(await page.Locator("main h1").IsVisibleAsync(), page.Url);
        var pdf = await page.PdfAsync(new PagePdfOptions { Tagged = true });
        Assert.True(pdf.Length > 10_000, page.Url);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    private static async Task<IEnumerable<string>> Axe(IPage page)
    {
        await page.EvaluateAsync(ServedCouncil.Axe);
        var result = await page.EvaluateAsync<JsonElement>(
            "() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })");
        return result.GetProperty("violations").EnumerateArray().Select(violation =>
            violation.GetProperty("id").GetString() + " " + violation.GetProperty("nodes")[0].GetProperty("html").GetString());
    }
}
