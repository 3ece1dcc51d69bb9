using System.Security.Cryptography;

namespace Fairload.App.Store.Rows;

/// <summary>What a row of a file is to the store.</summary>
internal enum Standing
{
    /// <summary>The store has no row of this key.</summary>
    New,

    /// <summary>The store's row says something else, or was withdrawn before.</summary>
    Changed,

    /// <summary>The store's row says the same.</summary>
    Same,

    /// <summary>The store's row says the same, and that it did so on the day of this file has to be kept.</summary>
    SeenAgain,

    /// <summary>The file had this key before.</summary>
    Twice,

    /// <summary>The row does not lie in the window that is being replaced, and counts as not there.</summary>
    Outside,
}

/// <summary>
/// The rows of one kind that the store holds, as hashes of key and content: about 40 bytes a row, whatever the row
/// says, so that the comparison of a file with the store is one pass over each. The keys' hash has 128 bits.
/// One object serves all tables of an import, for its arrays are the largest thing that an import holds.
/// </summary>
internal sealed class RowIndex
{
    private const byte Used = 1, Stored = 2, Seen = 4, Moves = 8, SeenLater = 16, MayGo = 32, Newer = 64;

    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private (ulong High, ulong Low)[] _keys = new (ulong, ulong)[1024];
    private byte[] _marks = new byte[1024];

    // Only rows of the store have a content to compare with: a first import does without.
    private ulong[]? _contents;
    private int _count;

    /// <summary>How many stored rows the file has not named and that may go.</summary>
    public int Unseen { get; private set; }

    /// <summary>Whether the store held no row at all.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Forgets everything, for the next table.</summary>
    public void Clear()
    {
        if (_count > 0)
        {
            Array.Clear(_marks);
            _count = 0;
        }

        _contents = null;
        (Unseen, IsEmpty) = (0, true);
    }

    /// <summary>Takes a row that the store holds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mayGo">Whether it is withdrawn when the file does not have it.</param>
    /// <param name="moves">Whether its withdrawal is another one once the file has it.</param>
    /// <param name="isNewer">Whether a later extract had it: what that said holds.</param>
    /// <param name="isSeenLater">Whether the file at hand is the last to have it, if it has it, and nothing but the row can tell so.</param>
    public void AddStored(Draft row, bool mayGo, bool moves, bool isNewer, bool isSeenLater)
    {
        var at = Find(Key(row[Text.Key]));
        _contents ??= new ulong[_keys.Length];
        _contents[at] = row.Content(_seed);
        _marks[at] = (byte)(Used | Stored | (moves ? Moves : 0) | (isSeenLater ? SeenLater : 0) | (mayGo ? MayGo : 0) | (isNewer ? Newer : 0));
        IsEmpty = false;
        if (mayGo)
        {
            Unseen++;
        }
    }

    /// <summary>Compares a row of the file, and remembers that the file has it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isInWindow">Whether the file may speak of it. If it may not, it counts as not there.</param>
    public Standing Meet(Draft row, bool isInWindow)
    {
        if (!isInWindow)
        {
            return Standing.Outside;
        }

        var at = Find(Key(row[Text.Key]));
        var mark = _marks[at];
        if ((mark & Seen) != 0)
        {
            return Standing.Twice;
        }

        MarkSeen(at);
        if ((mark & Stored) == 0)
        {
            return Standing.New;
        }

        if ((mark & Newer) != 0)
        {
            return Standing.Same;
        }

        return (mark & Moves) != 0 || _contents![at] != row.Content(_seed) ? Standing.Changed
            : (mark & SeenLater) != 0 ? Standing.SeenAgain : Standing.Same;
    }

    /// <summary>Remembers that the file has a row of this key which could not be used: the stored row stays. False when met before.</summary>
    public bool Keep(ReadOnlySpan<byte> key)
    {
        var at = Find(Key(key));
        if ((_marks[at] & Seen) != 0)
        {
            return false;
        }

        MarkSeen(at);
        return true;
    }

    /// <summary>Whether the file, or before it was read the store, has this key.</summary>
    public bool Has(ReadOnlySpan<byte> key) => (_marks[Find(Key(key), add: false)] & Seen) != 0;

    /// <summary>Whether a stored row is to be withdrawn: it may go, and the file does not have it.</summary>
    public bool IsGone(ReadOnlySpan<byte> key) => (_marks[Find(Key(key), add: false)] & (Seen | MayGo)) == MayGo;

    private void MarkSeen(int at)
    {
        if ((_marks[at] & MayGo) != 0)
        {
            Unseen--;
        }

        _marks[at] |= Used | Seen;
    }

    private (ulong High, ulong Low) Key(ReadOnlySpan<byte> key) => (Hash.Of(key, _seed), Hash.Of(key, ~_seed));

    private int Find((ulong High, ulong Low) key, bool add = true)
    {
        if (add && _count >= _keys.Length / 4 * 3)
        {
            Grow();
        }

        var mask = _keys.Length - 1;
        var at = (int)(key.High & (uint)mask);
        while (_marks[at] != 0 && _keys[at] != key)
        {
            at = (at + 1) & mask;
        }

        if (add && _marks[at] == 0)
        {
            _keys[at] = key;
            _marks[at] = Used;
            _count++;
        }

        return at;
    }

    private void Grow()
    {
        var (keys, marks, contents) = (_keys, _marks, _contents);
        _keys = new (ulong, ulong)[keys.Length * 2];
        _marks = new byte[keys.Length * 2];
        _contents = contents is null ? null : new ulong[keys.Length * 2];
        var mask = _keys.Length - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            if (marks[i] != 0)
            {
                var at = (int)(keys[i].High & (uint)mask);
                while (_marks[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                (_keys[at], _marks[at]) = (keys[i], marks[i]);
                if (contents is not null)
                {
                    _contents![at] = contents[i];
                }
            }
        }
    }
}
