using System.Runtime.CompilerServices;
using Fairload.Core.Cases;

namespace Fairload.App.Store.Rows;

/// <summary>The texts of a <see cref="Draft"/>.</summary>
internal enum Text
{
    Key,
    Team,
    Code,
    Detail,
    Ref,
    Extra,
}

/// <summary>
/// A record while it is on its way between a file and the store: the fields of
/// <see cref="Fairload.Core.Cases.Record"/>, with texts as UTF-8 in one buffer and days as numbers.
/// One object is used for every row of a file, so that reading millions of rows makes no garbage; that is why it is
/// not a Record, whose texts are strings.
/// </summary>
internal sealed class Draft(int room = 4096)
{
    /// <summary>What a day field holds when there is none.</summary>
    public const int NoDay = -1;

    private readonly int[] _starts = new int[6];
    private readonly int[] _lengths = new int[6];
    private byte[] _buffer = new byte[room];
    private int _used;

    /// <summary>The row's own number, known when it comes from the store.</summary>
    public long Id;

    /// <summary>The loaded file it comes from, known when it comes from the store.</summary>
    public int File;

    /// <summary>The row in the file.</summary>
    public int Row;

    /// <summary>The child's own number, 0 for none.</summary>
    public int Child;

    /// <summary>The worker's own number, 0 for none.</summary>
    public int Worker;

    /// <summary>The other worker's own number, 0 for none.</summary>
    public int OtherWorker;

    /// <summary>First day, as <see cref="DateOnly.DayNumber"/>, or <see cref="NoDay"/>.</summary>
    public int From;

    /// <summary>The source, known when it comes from the store.</summary>
    public Source Source;

    /// <summary>The extract date from which a later file no longer had the row, or <see cref="NoDay"/>.</summary>
    public int Withdrawn = NoDay;

    /// <summary>First day no longer covered, or <see cref="NoDay"/>.</summary>
    public int Until;

    /// <summary>The day something was due, or <see cref="NoDay"/>.</summary>
    public int Due;

    /// <summary>A number in whole units.</summary>
    public int? Number;

    /// <summary>A yes or no.</summary>
    public bool? Flag;

    /// <summary>Makes the draft empty for the next row.</summary>
    public void Clear(int row)
    {
        Row = row;
        Child = Worker = OtherWorker = 0;
        Withdrawn = From = Until = Due = NoDay;
        Number = null;
        Flag = null;
        _used = 0;
        Array.Clear(_lengths);
    }

    /// <summary>Takes over all that another draft says.</summary>
    public void CopyFrom(Draft other)
    {
        (Id, File, Row) = (other.Id, other.File, other.Row);
        (Child, Worker, OtherWorker) = (other.Child, other.Worker, other.OtherWorker);
        (From, Until, Due, Withdrawn) = (other.From, other.Until, other.Due, other.Withdrawn);
        (Number, Flag) = (other.Number, other.Flag);
        _used = 0;
        Room(other._used);
        other._buffer.AsSpan(0, other._used).CopyTo(_buffer);
        _used = other._used;
        other._starts.CopyTo(_starts, 0);
        other._lengths.CopyTo(_lengths, 0);
    }

    /// <summary>A text; empty when there is none.</summary>
    public ReadOnlySpan<byte> this[Text text] => _buffer.AsSpan(_starts[(int)text], _lengths[(int)text]);

    /// <summary>A text as memory, for writers that keep it until they have written.</summary>
    public ReadOnlyMemory<byte> Memory(Text text) => _buffer.AsMemory(_starts[(int)text], _lengths[(int)text]);

    /// <summary>Sets a text; an empty one is none.</summary>
    public void Set(Text text, ReadOnlySpan<byte> value)
    {
        Room(value.Length);
        value.CopyTo(_buffer.AsSpan(_used));
        _starts[(int)text] = _used;
        _lengths[(int)text] = value.Length;
        _used += value.Length;
    }

    /// <summary>
    /// Adds to a text, parted from what is there by <paramref name="between"/>. Only the text set last can grow
    /// in place; another is moved to the end first.
    /// </summary>
    public void Append(Text text, byte between, ReadOnlySpan<byte> value)
    {
        var (start, length) = (_starts[(int)text], _lengths[(int)text]);
        Room(length + value.Length + 1);
        if (length > 0 && start + length != _used)
        {
            _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(_used));
            _starts[(int)text] = _used;
            _used += length;
        }

        if (length == 0)
        {
            _starts[(int)text] = _used;
        }
        else
        {
            _buffer[_used++] = between;
            length++;
        }

        value.CopyTo(_buffer.AsSpan(_used));
        _used += value.Length;
        _lengths[(int)text] = length + value.Length;
    }

    /// <summary>Adds a <c>name=value</c> pair to <see cref="Text.Extra"/>; line breaks in the value become spaces.</summary>
    public void AddExtra(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var size = name.Length + 1 + value.Length;
        var pair = size <= 512 ? stackalloc byte[512] : new byte[size];
        pair = pair[..size];
        name.CopyTo(pair);
        pair[name.Length] = (byte)'=';
        value.CopyTo(pair[(name.Length + 1)..]);
        pair.Replace((byte)'\n', (byte)' ');
        pair.Replace((byte)'\r', (byte)' ');
        Append(Text.Extra, (byte)'\n', pair);
    }

    /// <summary>A hash of all that a row says, wherever it was read: everything but id, kind, file, row and withdrawal.</summary>
    public ulong Content(ulong seed)
    {
        var hash = seed;
        for (var i = 0; i < 6; i++)
        {
            hash = Hash.Of(_buffer.AsSpan(_starts[i], _lengths[i]), hash + (ulong)i);
        }

        hash = Hash.Mix(hash ^ (uint)Child, ((ulong)(uint)Worker << 32) | (uint)OtherWorker);
        hash = Hash.Mix(hash ^ (uint)From, ((ulong)(uint)Until << 32) | (uint)Due);
        var flag = Flag is null ? 0UL : Flag.Value ? 1UL : 2UL;
        return Hash.Mix(hash ^ (Number is { } n ? (uint)n | (1UL << 33) : 0UL), flag + 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Room(int bytes)
    {
        if (_used + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + bytes));
        }
    }

    /// <summary>Reads a day that a store wrote as <c>yyyy-MM-dd</c>.</summary>
    public static int Day(ReadOnlySpan<byte> iso) => new DateOnly(
        ((iso[0] - '0') * 1000) + ((iso[1] - '0') * 100) + ((iso[2] - '0') * 10) + iso[3] - '0',
        ((iso[5] - '0') * 10) + iso[6] - '0',
        ((iso[8] - '0') * 10) + iso[9] - '0').DayNumber;
}
