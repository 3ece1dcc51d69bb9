using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fairload.Web.Access;

/// <summary>What the server itself allows: how large a request may be, how slowly it may come, and how it is encrypted.</summary>
public static class ServerLimits
{
    /// <summary>The largest form without files. The page that takes files counts them itself, by its own limit.</summary>
    public const int LargestFormInBytes = 1024 * 1024;

    /// <summary>The longest answer in a form; pages have shorter limits of their own.</summary>
    public const int LongestAnswer = 64 * 1024;

    /// <summary>The most answers in a form: some three for each team of the largest council.</summary>
    public const int MostAnswers = 4096;

    private const int MostConnections = 5_000;

    /// <summary>TLS 1.2 suites with forward secrecy and authenticated encryption, and those of TLS 1.3: none of the older block chaining.</summary>
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <summary>Sets them on the server.</summary>
    internal static void Set(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = LargestFormInBytes;
        server.Limits.MaxRequestHeaderCount = 64;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        server.Limits.MaxConcurrentConnections = MostConnections;
        server.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.OnAuthenticate = (_, tls) =>
            {
                // Windows chooses suites by its own policy and refuses to be told.
                if (!OperatingSystem.IsWindows())
                {
#pragma warning disable CA1416 // Known of Linux and macOS, the other two that the server runs on.
                    tls.CipherSuitesPolicy = new CipherSuitesPolicy(Suites);
#pragma warning restore CA1416
                }
            };
        });
    }
}
