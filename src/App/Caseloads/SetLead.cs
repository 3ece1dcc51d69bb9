using System.Text.Json;
using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Caseloads;

/// <summary>Who leads for cases.</summary>
/// <param name="Source">The source that the council put first; nothing for the usual order.</param>
/// <param name="Version">Goes up with each change; nothing while none was set.</param>
public sealed record ChosenLead(Source? Source, int? Version);

/// <summary>Sets which source leads for cases where several give them.</summary>
public sealed class SetLead(DataStore store, TimeProvider time)
{
    /// <summary>What is set.</summary>
    public async Task<ChosenLead> Now(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        return Said(await db.Settings.AsNoTracking().FirstOrDefaultAsync(one => one.Council == council && one.Key == Leads.SettingKey, cancel).ConfigureAwait(false));
    }

    /// <summary>Sets it from the next figure on. Where somebody else did since the version that was seen, nothing is saved.</summary>
    /// <param name="council">The council.</param>
    /// <param name="lead">The source; nothing for the usual order.</param>
    /// <param name="seen">The version that was seen; nothing when none was set.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Nothing when it is set; else what somebody else set meanwhile.</returns>
    public async Task<ChosenLead?> Run(int council, Source? lead, int? seen, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var setting = await db.Settings.FirstOrDefaultAsync(one => one.Council == council && one.Key == Leads.SettingKey, cancel).ConfigureAwait(false);
        var before = Said(setting);
        if (before.Version != seen)
        {
            return before;
        }

        if (before.Source == lead)
        {
            return null;
        }

        if (setting is null)
        {
            db.Settings.Add(setting = new Setting { Council = council, Key = Leads.SettingKey });
        }

        string[] order = lead is { } first ? [first.Name()] : [];
        setting.Value = JsonSerializer.Serialize(order);
        try
        {
            Audit.Write(db, time, council, who, "set leading source", "setting", Leads.SettingKey, new { Lead = before.Source?.Name() }, new { Lead = lead?.Name() });
            // Every figure is made anew.
            await db.Councils.Where(one => one.Id == council).ExecuteUpdateAsync(set => set.SetProperty(one => one.DataVersion, one => one.DataVersion + 1), cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return null;
        }
        catch (DbUpdateException)
        {
            // Somebody set one between our reading and our writing.
            await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            return await Now(council, cancel).ConfigureAwait(false);
        }
    }

    private static ChosenLead Said(Setting? setting) => setting is null
        ? new ChosenLead(null, null)
        : new ChosenLead(JsonSerializer.Deserialize<string[]>(setting.Value) is [var first, ..] ? SourceNames.Find(first) : null, setting.Version);
}
