using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>How much a zip or workbook may still unpack to, over all its entries and readings.</summary>
internal sealed class Room(long bytes)
{
    /// <summary>What is left.</summary>
    public long Left { get; set; } = bytes;
}

/// <summary>
/// A zip entry as it unpacks, which stops as soon as it grows beyond what a real file can be: more than the room that
/// is left, or, after the first 64 MiB, more than 100 times its packed size (text packs to a tenth, seldom a fiftieth).
/// </summary>
internal sealed class UnpackedStream(Stream source, long packed, Room room, string zip) : Stream
{
    private const long Free = 64L << 20;
    private const long MostRatio = 100;
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether an entry of a packed size has no business to unpack to so much.</summary>
    public static bool IsTooLarge(long unpacked, long packed) => unpacked > Free && unpacked / MostRatio > Math.Max(packed, 1);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read;
        try
        {
            read = source.Read(buffer, offset, count);
        }
        catch (InvalidDataException e)
        {
            throw new ImportRefused(ImportTexts.All["ZipDamaged", zip], zip, cause: e);
        }

        _read += read;
        room.Left -= read;
        if (room.Left < 0 || IsTooLarge(_read, packed))
        {
            throw new ImportRefused(ImportTexts.All["ZipTooLarge", zip], zip);
        }

        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
