using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Fairload.App.Store.Rows;

/// <summary>
/// A fast 64-bit hash that multiplies and folds eight bytes at a time. Used only in memory with a seed drawn anew for
/// each run, so nobody can prepare ids that collide; never stored. The framework's own fast hashes give 32 bits or
/// come in a package of their own.
/// </summary>
internal static class Hash
{
    private const ulong Odd1 = 0x9E3779B97F4A7C15;
    private const ulong Odd2 = 0xC2B2AE3D27D4EB4F;

    /// <summary>The two numbers multiplied to 128 bits and folded to 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a ^ Odd1, b ^ Odd2, out var low);
        return high ^ low;
    }

    /// <summary>The hash of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = Mix(seed, (ulong)bytes.Length);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        if (bytes.Length > 0)
        {
            ulong rest = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                rest |= (ulong)bytes[i] << (8 * i);
            }

            hash = Mix(hash ^ Odd2, rest);
        }

        return hash;
    }
}
