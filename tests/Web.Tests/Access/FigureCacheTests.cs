using System.Net;
using Fairload.App.Imports;
using Fairload.App.Schemes;
using Fairload.App.Tests;
using Fairload.App.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

/// <summary>Finished pages are kept only while everything they depend on stays the same. Each test has a site of its own: it changes records.</summary>
public sealed class FigureCacheTests : IAsyncLifetime
{
    private readonly CouncilSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Trait("ASVS", "14.2.2")]
    [Fact]
    public async Task An_import_and_an_adoption_are_seen_by_the_very_next_page_and_nobody_gets_anothers()
    {
        var before = await Text("/unallocated");
        Assert.Equal(before, await Text("/unallocated"));

        // Half of the involvements gone: many children wait for a worker. The old page must not come back, not even while
        // the new caseload is being made.
        var folder = Directory.CreateTempSubdirectory("fairload-cache-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(_site.Folder, "demo")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var involvements = Path.Combine(folder, "ssd_involvements.csv");
        var lines = await File.ReadAllLinesAsync(involvements);
        await File.WriteAllLinesAsync(involvements, lines.Take(lines.Length / 2));
        await new ImportFiles(_site.Store, _site.Services.GetRequiredService<TimeProvider>()).Run(new ImportRequest([folder]), null, default);
        await Text("/unallocated");
        var workloads = _site.Services.GetRequiredService<Workloads>();
        var council = await workloads.Council(null, default);
        await Patience.Until(async () =>
        {
            await workloads.Caseload(council, default);
            return await workloads.VersionOf(null, default) is null ? "The new caseload is not served." : null;
        });

        var after = await Text("/unallocated");
        Assert.NotEqual(before.Length, after.Length);
        Assert.Equal(after, await Text("/unallocated"));

        var scheme = await Text("/");
        await _site.Services.GetRequiredService<AdoptScheme>().Run(council, SchemeShelf.Shipped.TextOf("factors")!, "Dana Director", "To try it", null, "test", default);
        Assert.NotEqual(scheme, await Text("/"));

        using var manager = _site.As(CouncilSite.ManagerOf(_site.Day.Cases.Caseload.Teams[^1].Id));
        using var response = await manager.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_kept_page_answers_to_its_own_address_and_to_no_other_spelling()
    {
        var child = _site.Day.Cases.Caseload.Children[_site.Day.Statements.First(one => one.Cases > 0).Lines.First().Child].Id;
        Assert.NotEqual(child, child.ToLowerInvariant());
        Assert.Equal(HttpStatusCode.OK, await _site.Status(CouncilSite.Director, "/children/" + child));
        Assert.Equal(HttpStatusCode.NotFound, await _site.Status(CouncilSite.Director, "/children/" + child.ToLowerInvariant()));
    }

    [Fact]
    public async Task A_forms_token_is_never_anothers()
    {
        async Task<string> Token()
        {
            using var client = _site.As(CouncilSite.Director);
            var text = await client.GetStringAsync("/schemes/starter/adopt");
            return text.Split("__RequestVerificationToken")[1].Split("value=\"")[1].Split('"')[0];
        }

        Assert.NotEqual(await Token(), await Token());
    }

    [Trait("ASVS", "15.2.3")]
    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task The_demonstration_is_there_only_for_this_machine(string header, string value)
    {
        using var client = _site.As(CouncilSite.Director);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        foreach (var path in new[] { "/", "/demo", "/exceptions", "/css/app.css" })
        {
            using var response = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    private async Task<string> Text(string path)
    {
        using var client = _site.As(CouncilSite.Director);
        return await client.GetStringAsync(path);
    }
}
