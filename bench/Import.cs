using System.Diagnostics;
using Fairload.App.Imports;
using Fairload.App.Store;
using Microsoft.Data.Sqlite;

namespace Fairload.Bench;

/// <summary>CSV files of a council to committed rows in SQLite: parsed, checked, compared, written and synced.</summary>
internal static class Import
{
    public static async Task Run(string folder, int runs)
    {
        var file = Path.Combine(Path.GetTempPath(), "fairload-bench-" + Environment.ProcessId + ".db");
        ImportReport? report = null;
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            foreach (var old in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
            {
                File.Delete(old);
            }

            var clock = Stopwatch.StartNew();
            var store = await DataStore.Open(file);
            report = await new ImportFiles(store, TimeProvider.System)
                .Run(new ImportRequest([folder]) { ExtractDate = new DateOnly(2025, 3, 31), Council = "BENCH" }, null, default);
            times.Add(clock.Elapsed.TotalSeconds);
            SqliteConnection.ClearAllPools();
        }

        var first = times[0];
        times.Sort();
        Report.Emit("W5", "fairload/import to SQLite", report!.Files.Sum(one => one.Rows),
            new Timing(first, times[times.Count / 2], times[0], times[^1], times.Count),
            new { added = report.Files.Sum(one => one.Added), rejected = report.Files.Sum(one => one.Rejected) });
        foreach (var old in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(old);
        }
    }
}
