using System.Text;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>A beginning, then the same for ever; a # in it is another number each time.</summary>
internal sealed class EndlessStream(string begin, string again) : Stream
{
    private byte[] _now = Encoding.UTF8.GetBytes(begin);
    private int _at;
    private long _times;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _now.Length)
        {
            _now = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 64).Select(_ => again.Replace("#", (++_times).ToString(), StringComparison.Ordinal))));
            _at = 0;
        }

        var n = Math.Min(count, _now.Length - _at);
        Array.Copy(_now, _at, buffer, offset, n);
        _at += n;
        return n;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
