using System.Text;
using System.Text.Unicode;

namespace Fairload.App.Reading;

/// <summary>
/// A file's text as clean UTF-8 in one pass: UTF-16 with a byte order mark is converted, a byte that is not UTF-8 is
/// taken as its Windows-1252 character (what an older export meant by it), and a NUL ends the reading, because text
/// has none.
/// </summary>
internal sealed class CleanStream : Stream
{
    // What the bytes 0x80 to 0x9F mean in Windows-1252 (Microsoft, code page 1252); the five unused ones are unknown.
    private const string Windows1252 =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    private readonly Stream _source;
    private readonly Action _onNul;
    private readonly byte[] _raw = new byte[64 * 1024];
    private byte[] _mended = [];
    private int _carried;
    private ReadOnlyMemory<byte> _ready;
    private bool _ended;

    private CleanStream(Stream source, Action onNul) => (_source, _onNul) = (source, onNul);

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

    /// <summary>The clean text of a source, which is closed with it. <paramref name="onNul"/> throws the refusal.</summary>
    public static CleanStream Over(Stream source, Action onNul)
    {
        Span<byte> mark = stackalloc byte[3];
        var read = source.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        mark = mark[..read];
        Encoding? wide = mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
        if (wide is not null)
        {
            var rest = new HeadStream(mark[2..].ToArray(), source);
            return new CleanStream(Encoding.CreateTranscodingStream(rest, wide, Encoding.UTF8), onNul);
        }

        var clean = new CleanStream(source, onNul);
        if (!mark.SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            mark.CopyTo(clean._raw);
            clean._carried = read;
        }

        return clean;
    }

    /// <summary>Goes past the empty lines that stand here, and says how many they were.</summary>
    public long SkipEmptyLines()
    {
        var (lines, last) = (0L, (byte)0);
        while (Fill() && _ready.Span[0] is (byte)'\r' or (byte)'\n')
        {
            var next = _ready.Span[0];
            lines += next == '\n' && last == '\r' ? 0 : 1;
            last = next;
            _ready = _ready[1..];
        }

        return lines;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (!Fill())
        {
            return 0;
        }

        var n = Math.Min(buffer.Length, _ready.Length);
        _ready.Span[..n].CopyTo(buffer);
        _ready = _ready[n..];
        return n;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Sees to it that there is something to give; false at the end.</summary>
    private bool Fill()
    {
        while (_ready.IsEmpty)
        {
            if (_ended)
            {
                return false;
            }

            var read = _source.Read(_raw, _carried, _raw.Length - _carried);
            _ended = read == 0;
            Clean(_raw.AsMemory(0, _carried + read));
        }

        return true;
    }

    private void Clean(ReadOnlyMemory<byte> chunk)
    {
        _carried = 0;
        if (chunk.Span.Contains((byte)0))
        {
            _onNul();
        }

        if (Utf8.IsValid(chunk.Span))
        {
            _ready = chunk;
            return;
        }

        if (_mended.Length == 0)
        {
            _mended = new byte[_raw.Length * 3];
        }

        var from = chunk.Span;
        var written = 0;
        while (!from.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(from, out _, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData && !_ended)
            {
                // The chunk ends within a character: the rest of it comes with the next one.
                break;
            }

            if (status == System.Buffers.OperationStatus.Done)
            {
                from[..used].CopyTo(_mended.AsSpan(written));
                written += used;
            }
            else
            {
                foreach (var b in from[..used])
                {
                    var character = b is >= 0x80 and < 0xA0 ? Windows1252[b - 0x80] : (char)b;
                    written += new Rune(character).EncodeToUtf8(_mended.AsSpan(written));
                }
            }

            from = from[used..];
        }

        _carried = from.Length;
        from.CopyTo(_raw);
        _ready = _mended.AsMemory(0, written);
    }

    /// <summary>Some bytes already read, then the stream they came from.</summary>
    private sealed class HeadStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_head.IsEmpty)
            {
                return rest.Read(buffer, offset, count);
            }

            var n = Math.Min(count, _head.Length);
            _head.Span[..n].CopyTo(buffer.AsSpan(offset));
            _head = _head[n..];
            return n;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
