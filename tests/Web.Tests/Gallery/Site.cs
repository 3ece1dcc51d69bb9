using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Tests.Gallery;

/// <summary>The site as <see cref="WebHost"/> builds it, with the gallery as its one page, in memory.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly WebApplication _app = WebHost.Build(
        new WebOptions
        {
            CouncilName = "Northmoor Council",
            Services = services => services.AddRazorPages(o => o.RootDirectory = "/Gallery").AddApplicationPart(typeof(Site).Assembly),
            Host = builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
            },
        },
        []);

    public IServiceProvider Services => _app.Services;

    public HttpClient Client() => _app.GetTestClient();

    public async Task<IDocument> Page(string path) => await Read(await Client().GetAsync(path));

    public static async Task<IDocument> Read(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
