using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Store.Tables;

namespace Fairload.App.Auditing;

/// <summary>
/// What an audit entry commits to and how entries are chained (docs/adr/0009-audit.md). Each part of the content is
/// written with its length, so that no two contents are written alike. Every number is big-endian.
/// </summary>
internal static class Link
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Bytes of salt: too many to try.</summary>
    public const int SaltSize = 16;

    /// <summary>What comes before the first entry.</summary>
    public static byte[] None => new byte[Size];

    /// <summary>SHA-256 of salt and content: when, in ticks since 1970, then who, action, kind and id of the subject, before and after.</summary>
    public static byte[] Commitment(AuditEntry entry)
    {
        string?[] parts = [entry.Who, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After];
        var most = entry.Salt.Length + 8 + parts.Sum(part => 4 + Encoding.UTF8.GetMaxByteCount(part?.Length ?? 0));
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            entry.Salt.CopyTo(bytes, 0);
            var at = entry.Salt.Length;
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), entry.When.Ticks - DateTime.UnixEpoch.Ticks);
            at += 8;
            foreach (var part in parts)
            {
                // What is not there has the length -1.
                var length = part is null ? -1 : Encoding.UTF8.GetBytes(part, bytes.AsSpan(at + 4));
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), length);
                at += 4 + Math.Max(0, length);
            }

            return SHA256.HashData(bytes.AsSpan(0, at));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>The hash of an entry.</summary>
    /// <param name="before">The hash of the entry before it.</param>
    /// <param name="council">The council.</param>
    /// <param name="id">The entry's number.</param>
    /// <param name="commitment">What its content commits to.</param>
    public static byte[] Hash(ReadOnlySpan<byte> before, int council, long id, ReadOnlySpan<byte> commitment)
    {
        Span<byte> bytes = stackalloc byte[before.Length + 12 + commitment.Length];
        before.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[before.Length..], council);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(before.Length + 4)..], id);
        commitment.CopyTo(bytes[(before.Length + 12)..]);
        return SHA256.HashData(bytes);
    }
}
