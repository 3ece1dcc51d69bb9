using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>
/// Who was erased, by the fingerprints of the ids that imports would know them by: the one place that keeps a re-import from
/// bringing somebody back. It is asked only about ids that the store does not know, so that imports are no slower for it.
/// </summary>
internal sealed class ErasedPeople
{
    /// <summary>What a fingerprint is of, beside the systems of <see cref="Identity"/>.</summary>
    public const string Registration = "registration", Care = "care", Assessment = "assessment";

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private readonly Council _council;
    private readonly Dictionary<string, ErasedIdentity> _children;
    private readonly Dictionary<string, ErasedIdentity> _workers;
    private readonly List<ErasedIdentity> _learnt = [];
    private DateOnly? _latest;
    private long _newRows;

    private ErasedPeople(Council council, ILookup<Subject, ErasedIdentity> known)
    {
        _council = council;
        _children = known[Subject.Child].ToDictionary(one => one.Fingerprint, StringComparer.Ordinal);
        _workers = known[Subject.Worker].ToDictionary(one => one.Fingerprint, StringComparer.Ordinal);
    }

    /// <summary>Further ids by which somebody erased turned out to be known, to be saved with the import.</summary>
    public IReadOnlyList<ErasedIdentity> Learnt => _learnt;

    /// <summary>Those of a council.</summary>
    public static ErasedPeople Of(FairloadDb db, Council council) =>
        new(council, db.ErasedIdentities.AsNoTracking().Where(one => one.Council == council.Id).ToLookup(one => one.Subject));

    /// <summary>
    /// The fingerprint of an id: the first half of HMAC-SHA256 under the council's salt, in hexadecimal. Who has the store and
    /// can guess an id can try it, so it hides an id from a reader and not from an attacker with the whole store (docs/privacy.md).
    /// </summary>
    public static string Fingerprint(byte[] salt, string system, ReadOnlySpan<byte> id)
    {
        if (IsFingerprintOfName(system, id))
        {
            return Encoding.ASCII.GetString(id);
        }

        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(salt, [.. Encoding.ASCII.GetBytes(system), (byte)'\n', .. id], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>Whether an id that is a name was already put as its fingerprint, because names are not kept.</summary>
    internal static bool IsFingerprintOfName(string system, ReadOnlySpan<byte> id) =>
        system == Identity.Named && id.Length == 32 && !id.ContainsAnyExcept(Hexadecimal);

    /// <summary>Whether a child with this person id was erased.</summary>
    public bool IsChild(ReadOnlySpan<byte> id) => Child(Identity.Ssd, id);

    /// <summary>Whether what a row names instead of a child leads to one who was erased.</summary>
    public bool IsAboutChild(Into column, ReadOnlySpan<byte> value) =>
        Child(column switch { Into.CareId => Care, Into.AssessmentId => Assessment, _ => Identity.Ssd }, value);

    /// <summary>The number of the nameless worker in the place of one erased, by any of the ids that imports match workers by; or 0.</summary>
    public int Worker(string system, ReadOnlySpan<byte> id, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration)
    {
        if (_workers.Count == 0)
        {
            return 0;
        }

        var ids = new[]
        {
            Fingerprint(_council.Salt, system, id),
            system == Identity.Staff ? Fingerprint(_council.Salt, Identity.Ssd, id) : null,
            staffId.IsEmpty ? null : Fingerprint(_council.Salt, Identity.Staff, staffId),
            registration.IsEmpty ? null : Fingerprint(_council.Salt, Registration, registration),
        };
        if (ids.OfType<string>().Select(one => _workers.GetValueOrDefault(one)).FirstOrDefault(one => one is not null) is not { } erased)
        {
            return 0;
        }

        Learn(_workers, erased, ids[0]!);
        _latest = erased.ErasedOn;
        return erased.Placeholder ?? 0;
    }

    /// <summary>
    /// A row was left out. What it says of a period of care or an assessment is remembered, because other tables name only
    /// that; and it is counted when it is about a day after the erasure.
    /// </summary>
    public void LeftOut(Table table, Draft row)
    {
        if (table.Kind is RecordKind.ClaEpisode or RecordKind.Assessment && Last is { } last)
        {
            var isCare = table.Kind == RecordKind.ClaEpisode;
            var id = row[isCare ? Text.Ref : Text.Key];
            if (!id.IsEmpty)
            {
                Learn(_children, last, Fingerprint(_council.Salt, isCare ? Care : Assessment, id));
            }
        }

        if (table.Dated && row.From != Draft.NoDay && _latest is { } day && row.From > day.DayNumber)
        {
            _newRows++;
        }
    }

    /// <summary>How many rows left out since the last call are about days after the erasure.</summary>
    public long TakeNewRows()
    {
        var count = _newRows;
        _newRows = 0;
        return count;
    }

    private ErasedIdentity? Last { get; set; }

    private bool Child(string system, ReadOnlySpan<byte> id)
    {
        if (_children.Count == 0 || !_children.TryGetValue(Fingerprint(_council.Salt, system, id), out var erased))
        {
            return false;
        }

        (Last, _latest) = (erased, erased.ErasedOn);
        return true;
    }

    private void Learn(Dictionary<string, ErasedIdentity> known, ErasedIdentity like, string fingerprint)
    {
        if (!known.ContainsKey(fingerprint))
        {
            var learnt = new ErasedIdentity
            {
                Council = like.Council,
                Subject = like.Subject,
                Fingerprint = fingerprint,
                ErasedOn = like.ErasedOn,
                Placeholder = like.Placeholder,
            };
            known.Add(fingerprint, learnt);
            _learnt.Add(learnt);
        }
    }
}
