using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairload.Web.Tests.Gallery;

/// <summary>
/// Shows the gallery in a browser, with the real server and its headers:
/// <c>FAIRLOAD_GALLERY=http://127.0.0.1:5099 dotnet test tests/Web.Tests --filter ServeTheGallery</c>, then open
/// <c>/gallery</c>. It stops after ten minutes.
/// </summary>
public sealed class ServeTheGallery
{
    private const string Variable = "FAIRLOAD_GALLERY";

    [WhenAsked]
    public async Task For_people_to_look_at()
    {
        await using var app = WebHost.Build(
            new WebOptions
            {
                CouncilName = "Northmoor Council",
                Urls = Environment.GetEnvironmentVariable(Variable),
                Services = services => services.AddRazorPages(o => o.RootDirectory = "/Gallery").AddApplicationPart(typeof(Site).Assembly),
                Host = builder => builder.Logging.ClearProviders(),
            },
            []);
        await app.StartAsync();
        await Task.Delay(TimeSpan.FromMinutes(10));
    }

    private sealed class WhenAskedAttribute : FactAttribute
    {
        public WhenAskedAttribute() =>
            Skip = Environment.GetEnvironmentVariable(Variable) is null ? $"Set {Variable} to an address to look at the gallery." : null;
    }
}
