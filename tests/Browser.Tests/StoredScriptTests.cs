using System.Net;
using System.Text.RegularExpressions;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// Texts that would be script, in every column of the files and every field of the forms: nothing of them may run on any
/// page, with the content security policy, nor without it, where only the encoding stands between.
/// </summary>
[Collection(Journeys.Name)]
public sealed partial class StoredScriptTests(ServedCouncil council)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 };

    private static readonly string[] Asked = ["node", "team", "sort", "dir", "format", "a", "b", "then", "reason", "adopted", "removed", "saved", "handler", "q", "page"];

    /// <summary>Sets off what waits for a person, and tells what stands on the page that should not.</summary>
    private const string Provoke = """
        () => {
          const found = [];
          for (const e of document.querySelectorAll('*')) {
            for (const name of e.getAttributeNames()) {
              if (name.startsWith('on')) { found.push(e.tagName + ' ' + name); e.dispatchEvent(new Event(name.slice(2))); }
              const scheme = e.getAttribute(name).replace(/[\u0000-\u0020]/g, '').toLowerCase();
              if (['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name) && /^(javascript|data|vbscript):/.test(scheme)) {
                found.push(e.tagName + ' ' + scheme.slice(0, 20));
                e.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
              }
            }
          }
          for (const e of document.querySelectorAll('iframe, object, embed, base, style, video, audio, marquee, meta[http-equiv], script:not([src]):not(:first-child), [style]')) {
            if (!e.closest('svg[class]')) found.push(e.outerHTML.slice(0, 80));
          }
          return found;
        }
        """;

    [Fact]
    public async Task The_alarm_rings_for_each_of_them_on_a_page_that_prints_them_raw()
    {
        await using var context = await council.Context();
        var rung = await Listen(context);
        var page = await context.NewPageAsync();
        page.Dialog += (_, dialog) => _ = dialog.DismissAsync();
        var raw = "";
        await page.RouteAsync("http://planted.example/**", route => route.Request.Url.EndsWith("/x", StringComparison.Ordinal)
            ? route.FulfillAsync(new RouteFulfillOptions { Status = 404 })
            : route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = "<!DOCTYPE html><meta charset=utf-8>" + raw }));
        var silent = new List<string>();
        foreach (var text in Polyglots.Running)
        {
            var before = rung.Count;
            foreach (var place in new[] { "<p>{0}</p>", "<p title=\"{0}\">x</p>", "<p title='{0}'>x</p>", "<a href=\"{0}\">x</a>", "<title>{0}</title>", "<textarea>{0}</textarea>", "<style>{0}</style>", "<script>var a = \"{0}\"</script>", "<script>var a = '{0}'</script>", "<!--{0}-->", "<svg><desc><![CDATA[{0}]]></desc></svg>" })
            {
                raw = place.Replace("{0}", text, StringComparison.Ordinal);
                await page.GotoAsync("http://planted.example/");
                try
                {
                    await page.EvaluateAsync(Provoke);
                    await page.WaitForTimeoutAsync(60);
                }
                catch (PlaywrightException)
                {
                    // The text led the page elsewhere while it was looked at.
                }

                if (rung.Count > before)
                {
                    break;
                }
            }

            if (rung.Count == before)
            {
                silent.Add(text);
            }
        }

        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    [Trait("ASVS", "1.2.1")]
    [Fact]
    public async Task Nothing_that_was_typed_or_loaded_runs_on_any_page()
    {
        var texts = Polyglots.All;
        var folder = Directory.CreateTempSubdirectory("fairload-polyglots-").FullName;
        await using (var site = await ServedProgram.Start(council.Program, Path.Combine(folder, "fairload.db"), folder))
        {
            var seen = new List<string>();
            // First with the policy, and all forms filled in; then without it, over what was stored.
            foreach (var bypass in new[] { false, true })
            {
                await using var context = await council.Context(new BrowserNewContextOptions { BaseURL = site.Address, BypassCSP = bypass, Locale = "en-GB" });
                var rung = await Listen(context);
                var page = await context.NewPageAsync();
                var complaints = new List<string>();
                page.Dialog += (_, dialog) => _ = dialog.DismissAsync();
                page.Console += (_, message) =>
                {
                    if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Trusted", StringComparison.Ordinal))
                    {
                        complaints.Add(message.Text);
                    }
                };
                if (!bypass)
                {
                    await Load(context, page, texts);
                }

                await FillIn(context, page, texts);
                foreach (var role in IsLong ? new[] { "DataOfficer", "Director" } : ["Director"])
                {
                    await ServedCouncil.SignIn(context, role);
                    seen.AddRange(await Crawl(page, texts));
                }

                Assert.True(rung.Count == 0, string.Join('\n', rung));
                Assert.True(complaints.Count == 0, string.Join('\n', complaints.Distinct()));
            }

            // What was planted is on the pages, or nothing was tried.
            Assert.True(seen.Count > (IsLong ? 300 : 50), $"{seen.Count} pages");
            using var client = new HttpClient();
            Assert.Equal("live", await client.GetStringAsync(site.Address + "/health/live"));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Counts every call of a function that the texts call.</summary>
    private static async Task<List<string>> Listen(IBrowserContext context)
    {
        var rung = new List<string>();
        await context.ExposeFunctionAsync("__rang", (string where) => rung.Add(where));
        await context.AddInitScriptAsync("for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { __rang(location.href); };");
        return rung;
    }

    /// <summary>Loads the files as the data officer does, by the form.</summary>
    private async Task Load(IBrowserContext context, IPage page, IReadOnlyList<string> texts)
    {
        await ServedCouncil.SignIn(context, "DataOfficer");
        var zip = MarkedFiles.Zip(council.Files, texts.Count, (column, i) => texts[(i + column.Length) % texts.Count], i => texts[i].Replace("\t", "", StringComparison.Ordinal));
        var odd = texts.Select(text => new FilePayload { Name = text.Replace('/', '_').Replace('\\', '_') + ".csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text + ",b\n1,2\n") });
        await MarkedFiles.Send(page, texts[0], odd);
        await page.HasCome("The files were not loaded");
        Assert.Contains("onload=alert(1)", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.EvaluateAsync<string[]>(Provoke));
        await MarkedFiles.Load(page, texts[0], [new FilePayload { Name = "all.zip", MimeType = "application/zip", Buffer = zip }]);
        Assert.Empty(await page.EvaluateAsync<string[]>(Provoke));
    }

    /// <summary>Puts the texts into every field of every form: each is refused with what was typed, or stored.</summary>
    private static async Task FillIn(IBrowserContext context, IPage page, IReadOnlyList<string> texts)
    {
        await ServedCouncil.SignIn(context, "Director");
        foreach (var path in new[] { "/schemes/starter/adopt", "/imports/holdings", "/imports/new" })
        {
            foreach (var text in texts.Take(IsLong ? texts.Count : 2))
            {
                await page.GotoAsync(path);
                foreach (var field in await page.Locator("main form input:not([type=hidden]):not([type=file]), main form textarea").AllAsync())
                {
                    await field.FillAsync(text);
                }

                // The answer is a document of its own: its event says so, where the state of a page on its way may be missed.
                var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                void Answered(object? sender, IPage with) => answered.TrySetResult();
                page.DOMContentLoaded += Answered;
                await page.Locator("main form button[type=submit]").First.ClickAsync();
                await answered.Task.WaitAsync(Patience.Most);
                page.DOMContentLoaded -= Answered;
                Assert.Empty(await page.EvaluateAsync<string[]>(Provoke));
            }
        }
    }

    /// <summary>Every page that links lead to, those of a kind no more often than there are texts; and each with texts for what it is asked.</summary>
    private static async Task<IReadOnlyList<string>> Crawl(IPage page, IReadOnlyList<string> texts)
    {
        var most = IsLong ? texts.Count : 2;
        var (seen, shapes, queue) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal), new Queue<string>());
        foreach (var start in new[] { "/", "/imports", "/imports/new", "/imports/holdings", "/imports/sources", "/joins", "/data-quality", "/schemes", "/unallocated", "/exceptions", "/quiet" })
        {
            queue.Enqueue(start);
        }

        while (queue.TryDequeue(out var path))
        {
            var parts = path.Split('?')[0].Split('/');
            var shape = string.Join('/', parts.Take(2)) + (parts.Length > 2 ? "/*" + string.Join('/', parts.Skip(3)) : "") + (path.Contains('?', StringComparison.Ordinal) ? "?" : "");
            if (!seen.Add(path) || (shapes[shape] = shapes.GetValueOrDefault(shape) + 1) > (path.Contains('?', StringComparison.Ordinal) ? Math.Min(most, 4) / 2 : most))
            {
                continue;
            }

            if (shapes[shape] == 1 && !path.Contains('?', StringComparison.Ordinal))
            {
                foreach (var text in texts.Take(IsLong ? 12 : 1))
                {
                    await Look(page, path + "?" + string.Join('&', Asked.Select(name => name + "=" + Uri.EscapeDataString(text))));
                    await Look(page, path.TrimEnd('/') + "/" + Uri.EscapeDataString(text));
                }
            }

            await Look(page, path);
            foreach (Match match in Link().Matches(await page.ContentAsync()))
            {
                var link = WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0];
                if (!link.Contains("format=csv", StringComparison.Ordinal) && !link.StartsWith("/demo", StringComparison.Ordinal))
                {
                    queue.Enqueue(link);
                }
            }
        }

        return [.. seen];
    }

    private static async Task Look(IPage page, string path)
    {
        var response = await page.GotoAsync(path);
        Assert.True(response!.Status < 500, $"{path}: {response.Status}");
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        var found = await page.EvaluateAsync<string[]>(Provoke);
        Assert.True(found.Length == 0, $"{path}: {string.Join(", ", found)}");
    }

    [GeneratedRegex("<a[^>]* href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}
