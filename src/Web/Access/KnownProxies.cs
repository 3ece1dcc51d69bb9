using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Fairload.Web.Access;

/// <summary>
/// The council's own proxies, the only ones believed when they say for whom, by which name and whether by HTTPS they
/// ask. From anybody else these headers are nothing: whoever could write them could choose their own address.
/// </summary>
public static class KnownProxies
{
    /// <summary>An address such as <c>192.0.2.10</c> or a network such as <c>192.0.2.0/24</c>; nothing for any other text, and for a network of everybody.</summary>
    public static IPNetwork? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0 ? network : null;
    }

    /// <summary>Reads the headers of the site's proxies.</summary>
    internal static void UseKnownProxies(this IApplicationBuilder app, WebOptions site)
    {
        if (site.Demo || site.Proxies.Count == 0)
        {
            // The framework believes everybody where its list is empty.
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // As many as stand in a row: each must be known for the one before it to be believed.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in site.Proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(options);
    }
}
