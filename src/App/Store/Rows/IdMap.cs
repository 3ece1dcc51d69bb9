using System.Security.Cryptography;

namespace Fairload.App.Store.Rows;

/// <summary>
/// Numbers by id, with the ids kept as UTF-8 in one buffer: a million children take tens of megabytes, and looking
/// one up makes no string.
/// </summary>
internal sealed class IdMap
{
    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private byte[] _ids = new byte[1024];
    private int _used;
    private (int Start, int Length, int Value)[] _slots = new (int, int, int)[256];

    /// <summary>How many ids are known.</summary>
    public int Count { get; private set; }

    /// <summary>The number of an id, or 0.</summary>
    public int this[ReadOnlySpan<byte> id] => _slots[Slot(id)].Value;

    /// <summary>Sets the number of an id, which must not be 0.</summary>
    public void Set(ReadOnlySpan<byte> id, int value)
    {
        if (Count >= _slots.Length / 4 * 3)
        {
            Grow();
        }

        ref var slot = ref _slots[Slot(id)];
        if (slot.Value != 0)
        {
            slot.Value = value;
            return;
        }

        if (_used + id.Length > _ids.Length)
        {
            Array.Resize(ref _ids, Math.Max(_ids.Length * 2, _used + id.Length));
        }

        id.CopyTo(_ids.AsSpan(_used));
        slot = (_used, id.Length, value);
        _used += id.Length;
        Count++;
    }

    private int Slot(ReadOnlySpan<byte> id)
    {
        var mask = _slots.Length - 1;
        var at = (int)(Hash.Of(id, _seed) & (uint)mask);
        while (_slots[at].Value != 0 && !_ids.AsSpan(_slots[at].Start, _slots[at].Length).SequenceEqual(id))
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (int, int, int)[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.Value != 0)
            {
                _slots[Slot(_ids.AsSpan(slot.Start, slot.Length))] = slot;
            }
        }
    }
}
