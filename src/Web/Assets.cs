using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Fairload.Web;

/// <summary>
/// The style sheet, scripts and icons, served from inside the assembly at plain paths such as <c>/css/app.css</c>.
/// They are few and small, so they are held in memory with their Brotli form. The framework's own static assets need a
/// manifest beside the executable and answer with an empty body where that is missing; these cannot be missing.
/// </summary>
public sealed class Assets
{
    private const string Prefix = "wwwroot/";

    private readonly Dictionary<string, Asset> _byPath;

    public Assets()
    {
        var assembly = typeof(Assets).Assembly;
        _byPath = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .ToDictionary(asset => asset.Path, StringComparer.Ordinal);
    }

    /// <summary>Every path that is served.</summary>
    public IEnumerable<string> Paths => _byPath.Keys;

    /// <summary>The address to link to: it changes with the file, so a browser may keep what it has for a year.</summary>
    public string Link(string path) => $"{path}?v={_byPath[path].Hash}";

    internal Asset? Find(string path) => _byPath.GetValueOrDefault(path);

    private static Asset Read(System.Reflection.Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        var bytes = plain.ToArray();

        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        var path = "/" + name[Prefix.Length..];
        var type = new FileExtensionContentTypeProvider().TryGetContentType(path, out var found) ? found : "application/octet-stream";
        var isText = type.StartsWith("text/", StringComparison.Ordinal) || type == "image/svg+xml";
        return new Asset(
            path,
            isText ? $"{type}; charset=utf-8" : type,
            bytes,
            small.Length < bytes.Length ? small.ToArray() : null,
            Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    internal sealed record Asset(string Path, string ContentType, byte[] Bytes, byte[]? Brotli, string Hash);
}

internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        var assets = routes.ServiceProvider.GetRequiredService<Assets>();
        foreach (var path in assets.Paths)
        {
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => Send(context, assets.Find(path)!))
                .WithMetadata(new AssetMetadata()).AllowAnonymous();
        }
    }

    private static async Task Send(HttpContext context, Assets.Asset asset)
    {
        var headers = context.Response.Headers;
        var etag = $"\"{asset.Hash}\"";
        headers.ETag = etag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = context.Request.Query["v"] == asset.Hash
            ? "public, max-age=31536000, immutable"
            : "public, no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = asset.Bytes;
        if (asset.Brotli is not null && AcceptsBrotli(context.Request))
        {
            headers.ContentEncoding = "br";
            body = asset.Brotli;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(a => a.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0);
}

/// <summary>Marks an address that holds no personal data and may be kept by a browser.</summary>
internal sealed class AssetMetadata;
