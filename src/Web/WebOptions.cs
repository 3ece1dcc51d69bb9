using System.Net;
using System.Security.Cryptography.X509Certificates;
using Fairload.App.Accounts;
using Fairload.App.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web;

/// <summary>What the host decides about the site before it starts.</summary>
public sealed record WebOptions
{
    /// <summary>The store that holds the records; a site without one (in tests of its frame) shows only pages that need none.</summary>
    public DataStore? Store { get; init; }

    /// <summary>The council's code, where the store has several.</summary>
    public string? Council { get; init; }

    /// <summary>Lets anybody on this machine choose a person to be. Only for invented records, only on loopback.</summary>
    public bool Demo { get; init; }

    /// <summary>A folder of which whatever lies in it is loaded when it has changed; nothing watches none.</summary>
    public string? Watch { get; init; }

    /// <summary>What a sign-in must be, outside the demonstration.</summary>
    public SignInRules SignIn { get; init; } = new();

    /// <summary>The council's own sign-in (OpenID Connect); nothing where people sign in by password only.</summary>
    public SingleSignOnSettings? SingleSignOn { get; init; }

    /// <summary>Whether requests come without any address, as in tests that have no network between.</summary>
    public bool IsServedInMemory { get; init; }

    /// <summary>Where uploads wait to be loaded, and where the keys of cookies are kept.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Encrypts the keys of cookies and sealed secrets where they are kept; nothing leaves them as they are.</summary>
    public X509Certificate2? KeysCertificate { get; init; }

    /// <summary>The council's name, as the header and every page title print it.</summary>
    public string CouncilName { get; init; } = "";

    /// <summary>Where the site listens, for example <c>http://127.0.0.1:5080</c>; null leaves it to configuration.</summary>
    public string? Urls { get; init; }

    /// <summary>The names that the site answers to, besides localhost; where none is given, the hosts of <see cref="Urls"/>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The council's proxies, whose word is taken for whom and by which name they ask; nobody else's is.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The most that may be sent at once as files. A council's full export is some tens of megabytes.</summary>
    public long LargestUploadInBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most requests that one person is answered in a minute, signed in; people read some tens of pages in one.</summary>
    public int MostRequests { get; init; } = 600;

    /// <summary>The most files of figures that one person is given in a minute.</summary>
    public int MostFiles { get; init; } = 30;

    /// <summary>Adds what the site does not know of itself: data, clock, sign-in.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Changes the host itself; tests put their server here.</summary>
    public Action<WebApplicationBuilder>? Host { get; init; }
}
