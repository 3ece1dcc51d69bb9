using Fairload.App.Schemes;
using Fairload.App.Store;
using Fairload.App.Workloads;
using Fairload.Core.Weighting;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports.Staff;

/// <summary>The bands of experience that a staff file may name.</summary>
internal static class BandWords
{
    /// <summary>The bands of the scheme that the council has adopted, then those of the shipped ones; each as the scheme writes it.</summary>
    public static IReadOnlyList<string> Of(FairloadDb db, int council)
    {
        var setting = db.Settings.AsNoTracking().FirstOrDefault(one => one.Council == council && one.Key == Adoption.SettingKey);
        IEnumerable<string> own = Adoption.In(setting) is { } adoption ? In(adoption.Text) : [];
        return [.. own.Concat(SchemeShelf.Shipped.All.SelectMany(Names)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> In(string scheme)
    {
        try
        {
            return Names(SchemeReader.Read(scheme));
        }
        catch (SchemeRefused)
        {
            // What was adopted long ago may no longer be read: whoever weighs with it is told then.
            return [];
        }
    }

    private static IEnumerable<string> Names(Scheme scheme) => scheme.Capacity?.Bands.Keys ?? [];
}
