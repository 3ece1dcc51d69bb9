using System.Text.Json;
using Fairload.App.Store;
using Fairload.Core.Cases;

namespace Fairload.App.Caseloads;

/// <summary>A council's order of sources, as its settings have it.</summary>
public static class SourceOrder
{
    /// <summary>The order in force.</summary>
    public static Leads Read(FairloadDb db, int council)
    {
        ArgumentNullException.ThrowIfNull(db);
        var said = db.Settings.Where(s => s.Council == council && s.Key == Leads.SettingKey).Select(s => s.Value).SingleOrDefault();
        return new Leads(said is null ? null : [.. JsonSerializer.Deserialize<string[]>(said)!.Select(SourceNames.Find).OfType<Source>()]);
    }
}
