using Fairload.App.Jobs;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Fairload.Web.Pages.Imports;

/// <summary>What came of reading a form with files.</summary>
public enum Sent
{
    /// <summary>All was read.</summary>
    Read,

    /// <summary>The form has no valid token or is no such form: nothing was kept.</summary>
    Refused,

    /// <summary>More than may be sent at once: nothing was kept.</summary>
    TooLarge,
}

/// <summary>
/// A form with files, read part by part: each file goes straight from the connection to its place among the uploads, and
/// is never held in memory or written twice. The token must be the form's first part, so that nothing is kept for a form
/// that another site sent.
/// </summary>
public sealed class SentFiles(HttpContext context, IAntiforgery antiforgery, Uploads uploads, long most)
{
    private const int LongestField = 1_000;
    private const int MostParts = 1_000;

    /// <summary>A browser shows an answer only after it has sent all: so much more is read, and thrown away.</summary>
    private const int DrainTimes = 8;

    private static readonly string[] Endings = [".csv", ".xlsx", ".xlsm", ".xml", ".json", ".zip"];

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<Upload> _files = [];
    private readonly List<string> _wrongKind = [];
    private readonly List<string> _empty = [];

    /// <summary>The files kept.</summary>
    public IReadOnlyList<Upload> Files => _files;

    /// <summary>Names of files that have none of these endings.</summary>
    public IReadOnlyList<string> WrongKind => _wrongKind;

    /// <summary>Names of files with nothing in them.</summary>
    public IReadOnlyList<string> Empty => _empty;

    /// <summary>What was typed in a field, trimmed; nothing when blank.</summary>
    public string? this[string field] => _fields.GetValueOrDefault(field)?.Trim() is { Length: > 0 } typed ? typed : null;

    /// <summary>Reads the form. Unless it says <see cref="Sent.Read"/> nothing is kept.</summary>
    public async Task<Sent> Read(CancellationToken cancel)
    {
        var result = await TryRead(cancel);
        if (result == Sent.Refused)
        {
            LeaveUnread(context.Request);
        }

        return result;
    }

    /// <summary>Keeps the error page, which answers in this page's stead, from reading what was sent.</summary>
    public static void LeaveUnread(HttpRequest request) => request.ContentType = null;

    private async Task<Sent> TryRead(CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return Sent.Refused;
        }

        // The limit is counted here, so that too much ends in a sentence and not in a broken connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var kept = false;
        try
        {
            var result = await ReadParts(new MultipartReader(boundary, context.Request.Body), cancel);
            kept = result == Sent.Read;
            if (result == Sent.TooLarge)
            {
                await Drain(cancel);
            }

            return result;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return Sent.Refused;
        }
        finally
        {
            if (!kept)
            {
                uploads.Remove(_files);
            }
        }
    }

    private async Task<Sent> ReadParts(MultipartReader reader, CancellationToken cancel)
    {
        var (left, parts) = (most, 0);
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } disposition || ++parts > MostParts)
            {
                return Sent.Refused;
            }

            if (disposition.IsFormDisposition())
            {
                _fields[HeaderUtilities.RemoveQuotes(disposition.Name).ToString()] = await Field(part, cancel);
                if (parts == 1 && !await HasToken())
                {
                    return Sent.Refused;
                }
            }
            else if (parts == 1)
            {
                return Sent.Refused;
            }
            else if ((disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value) is { Length: > 0 } name)
            {
                if ((left -= await Keep(part, name, left, cancel)) < 0)
                {
                    return Sent.TooLarge;
                }
            }
        }

        return parts == 0 ? Sent.Refused : Sent.Read;
    }

    /// <summary>Keeps one file; says how long it is, or more than is left when it is too long.</summary>
    private async Task<long> Keep(MultipartSection part, string name, long left, CancellationToken cancel)
    {
        if (!Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            _wrongKind.Add(name);
            return 0;
        }

        var counted = new CountedStream(part.Body, left);
        var upload = await uploads.Save(counted, name, long.MaxValue, cancel);
        _files.Add(upload);
        if (counted.Count == 0)
        {
            _empty.Add(upload.Name);
        }

        return counted.IsOver ? left + 1 : counted.Count;
    }

    private async Task<bool> HasToken()
    {
        // Given as the header, so that the check does not read the form again.
        context.Request.Headers["RequestVerificationToken"] = _fields.GetValueOrDefault("__RequestVerificationToken");
        return await antiforgery.IsRequestValidAsync(context);
    }

    private static async Task<string> Field(MultipartSection part, CancellationToken cancel)
    {
        var letters = new char[LongestField];
        using var reader = new StreamReader(part.Body);
        var read = await reader.ReadBlockAsync(letters, cancel);
        return new string(letters, 0, read);
    }

    private async Task Drain(CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        var left = most * DrainTimes;
        int read;
        while (left > 0 && (read = await context.Request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            left -= read;
        }
    }

    /// <summary>A part's bytes, counted; it ends early when there are more than may be.</summary>
    private sealed class CountedStream(Stream inner, long most) : Stream
    {
        public long Count { get; private set; }

        public bool IsOver => Count > most;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsOver)
            {
                return 0;
            }

            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return IsOver ? 0 : read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>Keeps the framework from reading the form, and with it every file, before the page does.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsItsOwnFormAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
