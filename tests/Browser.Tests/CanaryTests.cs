using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>
/// Marked names go through the whole site; then everything that it and the browser left behind is searched for them,
/// byte by byte: logs, temporary files, headers, addresses, pages of errors, the browser's cache.
/// </summary>
[Collection(Journeys.Name)]
public sealed partial class CanaryTests(ServedCouncil council)
{
    /// <summary>Begins every text of the files: names of children, workers, teams, addresses, reasons.</summary>
    private const string Name = "Qvxzname";

    /// <summary>Stands in every id of the source system.</summary>
    private const string Id = "Qvxzid";

    /// <summary>What a person types into an address by mistake: the browser keeps it, the site must not repeat it.</summary>
    private const string Typed = "Qvxztyped";

    private const int Count = 6;

    [Trait("ASVS", "14.2.1"), Trait("ASVS", "16.2.3"), Trait("ASVS", "16.2.5")]
    [Fact]
    public async Task A_name_is_nowhere_but_on_its_page_and_in_the_store()
    {
        var folder = Directory.CreateTempSubdirectory("fairload-canaries-").FullName;
        var store = Path.Combine(folder, "fairload.db");
        var profile = Path.Combine(folder, "profile");
        var (headers, addresses, pages) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        string output;
        await using (var site = await ServedProgram.Start(council.Program, store, folder))
        {
            using var playwright = await Playwright.CreateAsync();
            await using (var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
            {
                BaseURL = site.Address,
                ExecutablePath = Environment.GetEnvironmentVariable("FAIRLOAD_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            }))
            {
                context.SetDefaultTimeout((float)Patience.Most.TotalMilliseconds);
                var page = context.Pages[0];
                var loaded = new List<Task>();
                page.Request += (_, request) => addresses.AppendLine(request.Url);
                page.Response += (_, response) =>
                {
                    lock (loaded)
                    {
                        loaded.Add(Note(response, headers));
                    }
                };
                await ServedCouncil.SignIn(context, "DataOfficer");
                var zip = MarkedFiles.Zip(council.Files, Count, (column, i) => $"{Name}{column}{i}", i => Id + i);
                await MarkedFiles.Load(page, "Marked Council", [new FilePayload { Name = "all.zip", MimeType = "application/zip", Buffer = zip }]);
                foreach (var role in new[] { "DataOfficer", "Director" })
                {
                    await ServedCouncil.SignIn(context, role);
                    await Crawl(page, pages);
                }

                // Reasons that people type, and what goes wrong on the way.
                await page.GotoAsync("/schemes/starter/adopt");
                await page.Locator("[name='Input.Manager']").FillAsync("Ann Manager");
                await page.Locator("[name='Input.Reason']").FillAsync(Name + "reason");
                await page.Press(page.Locator("main form button[type=submit]").First);
                foreach (var wrong in new[] { $"/workers/{Id}?q={Typed}", $"/{Typed}", "/error/500", $"/imports/holdings?team={Typed}", $"/data-quality/{Typed}" })
                {
                    await page.GotoAsync(wrong);
                    Assert.DoesNotContain("Qvxz", await page.ContentAsync(), StringComparison.Ordinal);
                }

                using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
                foreach (var machine in new[] { "/health/live", "/health/ready", "/css/app.css", "/js/app.js" })
                {
                    Assert.DoesNotContain("Qvxz", await client.GetStringAsync(machine), StringComparison.Ordinal);
                }

                using var broken = new StringContent($"{{\"csp-report\":{{\"document-uri\":\"{site.Address}/children/{Id}\",\"effective-directive\":\"{Name}\"}}}}", Encoding.UTF8, "application/csp-report");
                using var reported = await client.PostAsync("/policy-reports", broken);
                Assert.Equal(HttpStatusCode.NoContent, reported.StatusCode);
                Task[] all;
                lock (loaded)
                {
                    all = [.. loaded];
                }

                await Task.WhenAll(all);
            }

            await site.HasWritten("policy stopped something");
            output = site.Output;
        }

        // The alarm rings: the names were on the pages, and are found in the file of the store where they belong.
        Assert.True(Regex.Count(pages.ToString(), Name) > 50, "The names were on no page.");
        var left = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(Marks(left.Where(file => file.StartsWith(store, StringComparison.Ordinal)), Name));

        Assert.DoesNotContain("Qvxz", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, headers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Name, addresses.ToString(), StringComparison.Ordinal);
        Assert.Contains(Id, addresses.ToString(), StringComparison.Ordinal);

        Assert.Empty(Marks(left.Where(file => file.StartsWith(Path.Combine(folder, "tmp"), StringComparison.Ordinal)), "Qvxz"));
        Assert.Empty(Marks(left.Where(file => file.StartsWith(Path.Combine(folder, "data"), StringComparison.Ordinal)), "Qvxz"));

        // A child's name is read and thrown away but for its first letter: it is not in the store either.
        Assert.Empty(Marks(left.Where(file => file.StartsWith(store, StringComparison.Ordinal)), Name + "pers_forename"));
        Assert.Empty(Marks(left.Where(file => file.StartsWith(store, StringComparison.Ordinal)), Name + "pers_surname"));

        // What a browser keeps of every page whatever the page says, its history of addresses and titles, is the council's
        // own to govern (docs/operating.md); of the pages themselves nothing is kept.
        var profileFiles = left.Where(file => file.StartsWith(profile, StringComparison.Ordinal))
            .Where(file => !Regex.IsMatch(Path.GetRelativePath(profile, file), "^Default/(History|Sessions/|Favicons|Visited Links|Top Sites|Shortcuts|Network Action Predictor)")).ToList();
        // The browser's own counts of use keep addresses, and no titles.
        var kept = Marks(profileFiles, Name)
            .Concat(Marks(profileFiles.Where(file => !Path.GetRelativePath(profile, file).StartsWith("segmentation_platform/", StringComparison.Ordinal)), Id)).ToList();
        Assert.True(kept.Count == 0, string.Join('\n', kept.Select(file => Path.GetRelativePath(profile, file))));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Note(IResponse response, StringBuilder headers)
    {
        try
        {
            var all = await response.AllHeadersAsync();
            lock (headers)
            {
                headers.AppendLine(string.Join('\n', all.Select(header => header.Key + ": " + header.Value)));
            }
        }
        catch (PlaywrightException)
        {
            // The page had moved on.
        }
    }

    private static async Task Crawl(IPage page, StringBuilder pages)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(["/", "/imports", "/data-quality", "/schemes", "/unallocated", "/exceptions", "/quiet", "/imports/holdings"]);
        while (queue.TryDequeue(out var path) && seen.Count < 120)
        {
            if (!seen.Add(path))
            {
                continue;
            }

            if (path.Contains("format=csv", StringComparison.Ordinal))
            {
                // A browser would save it; here it is only asked for.
                var file = await page.APIRequest.GetAsync(path);
                Assert.DoesNotContain(Name, string.Join('\n', file.Headers.Values), StringComparison.Ordinal);
                continue;
            }

            await page.GotoAsync(path);
            var html = await page.ContentAsync();
            pages.Append(html);
            foreach (Match match in Link().Matches(html))
            {
                var link = WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0];
                if (!link.StartsWith("/demo", StringComparison.Ordinal))
                {
                    queue.Enqueue(link);
                }
            }
        }
    }

    /// <summary>The files that hold a text, in either of the two ways that programs write one.</summary>
    private static List<string> Marks(IEnumerable<string> files, string text)
    {
        var (narrow, wide) = (Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text));
        // A socket that the runtime left behind has no bytes to read.
        return [.. files.Where(file => new FileInfo(file).Length > 0 && File.ReadAllBytes(file).AsSpan() is var bytes && (bytes.IndexOf(narrow) >= 0 || bytes.IndexOf(wide) >= 0))];
    }

    [GeneratedRegex("<a[^>]* href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}
