using System.Text.Json;
using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Weighting;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Schemes;

/// <summary>The adoption in force.</summary>
/// <param name="Adoption">Which scheme, by whom and why.</param>
/// <param name="Version">Goes up with each adoption, so that two people cannot overwrite each other unseen.</param>
public sealed record AdoptionInForce(Adoption Adoption, int Version);

/// <summary>Makes a scheme the council's own, in a named manager's name, with the reason and an audit entry.</summary>
public sealed class AdoptScheme(DataStore store, TimeProvider time)
{
    private static readonly Wording Texts = new("Schemes.Schemes");

    /// <summary>The adoption in force, or nothing when nobody has adopted a scheme.</summary>
    public async Task<AdoptionInForce?> InForce(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        return Said(await db.Settings.AsNoTracking().FirstOrDefaultAsync(one => one.Council == council && one.Key == Adoption.SettingKey, cancel).ConfigureAwait(false));
    }

    /// <summary>
    /// Adopts the scheme in this text from today on. Where somebody else adopted one since the version that was seen,
    /// nothing is saved.
    /// </summary>
    /// <param name="council">The council.</param>
    /// <param name="text">The scheme file's text.</param>
    /// <param name="by">The manager who adopts it.</param>
    /// <param name="why">Why.</param>
    /// <param name="seen">The version of the adoption that was seen; nothing when there was none.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Nothing when it is adopted; else what somebody else adopted meanwhile.</returns>
    /// <exception cref="Refused">No name or reason, or the text is no scheme; nothing was changed.</exception>
    public async Task<AdoptionInForce?> Run(Council council, string text, string by, string why, int? seen, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        if (string.IsNullOrWhiteSpace(by))
        {
            throw new Refused(Texts["AdopterNeeded"]);
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            throw new Refused(Texts["ReasonNeeded"]);
        }

        var scheme = Read(text);
        var adoption = new Adoption(scheme.Code, scheme.Version, by.Trim(), RolesInForce.TodayBy(time), why.Trim(), text);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var setting = await db.Settings.FirstOrDefaultAsync(one => one.Council == council.Id && one.Key == Adoption.SettingKey, cancel).ConfigureAwait(false);
        var before = Said(setting);
        if (before?.Version != seen)
        {
            return before;
        }

        if (setting is null)
        {
            db.Settings.Add(setting = new Setting { Council = council.Id, Key = Adoption.SettingKey });
        }

        setting.Value = JsonSerializer.Serialize(adoption);
        try
        {
            Audit.Write(db, time, council.Id, who, "adopt scheme", "scheme", scheme.Code, Said(before?.Adoption), Said(adoption));
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return null;
        }
        catch (DbUpdateException)
        {
            // Somebody adopted one between our reading and our writing.
            await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            return await InForce(council.Id, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("The adoption that came first is gone.");
        }
    }

    private static AdoptionInForce? Said(Setting? setting) =>
        Adoption.In(setting) is { } adoption ? new AdoptionInForce(adoption, setting!.Version) : null;

    /// <summary>The audit tells what was adopted, by whom and why; the text itself is in the setting.</summary>
    private static object? Said(Adoption? adoption) =>
        adoption is null ? null : new { adoption.Code, adoption.Version, adoption.By, adoption.On, adoption.Why };

    private static Scheme Read(string text)
    {
        try
        {
            return SchemeReader.Read(text);
        }
        catch (SchemeRefused refused)
        {
            throw new Refused(refused.Message, refused);
        }
    }
}
