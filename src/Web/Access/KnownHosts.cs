using Microsoft.AspNetCore.Http;

namespace Fairload.Web.Access;

/// <summary>
/// Answers only to the site's own names: a request by any other is refused with 400, before anything of it is read. So
/// no page elsewhere can make a browser talk to the site under a name of its own, and no link is built from a false one.
/// The demonstration has its stricter rule, <see cref="DemoOnly"/>.
/// </summary>
public sealed class KnownHosts(RequestDelegate next, WebOptions site, RefusalLog refusals)
{
    // Whoever watches over the site asks it from its own machine by these.
    private static readonly string[] Always = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _names = new(Of(site), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that a site answers to: those given, else those that it listens by; and always this machine's own.</summary>
    public static IReadOnlyList<string> Of(WebOptions site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return [.. Always, .. site.Hosts.Count > 0 ? site.Hosts : site.Urls is { } urls ? ListenAddresses.Hosts(urls) : []];
    }

    /// <summary>Whether a text is one host, as an address has it between its scheme and its port: a name or an IP address.</summary>
    public static bool IsName(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    /// <summary>A host as requests write it: an IPv6 address stands in brackets.</summary>
    public static string Written(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Uri.CheckHostName(name) == UriHostNameType.IPv6 && name[0] != '[' ? $"[{name}]" : name;
    }

    /// <summary>Lets the request through, or refuses it.</summary>
    public Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (site.Demo || _names.Contains(context.Request.Host.Host))
        {
            return next(context);
        }

        refusals.Say(context, "a name that is not the site's");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
