using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Fairload.Bench;

/// <summary>Seconds of repeated runs: the first, and the median, least and greatest of the warm ones.</summary>
internal sealed record Timing(double First, double Median, double Least, double Greatest, int Runs)
{
    public static Timing Of(Action run, double budgetSeconds = 3, int most = 200)
    {
        var clock = Stopwatch.StartNew();
        run();
        var first = clock.Elapsed.TotalSeconds;
        var times = new List<double>();

        // The just-in-time compiler improves hot code in the background over the first seconds; a service that runs all day
        // has that behind it, and so do these runs before they count.
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed.TotalSeconds < budgetSeconds)
        {
            run();
        }

        while (times.Count < 5 || (times.Count < most && times.Sum() < budgetSeconds))
        {
            clock.Restart();
            run();
            times.Add(clock.Elapsed.TotalSeconds);
        }

        times.Sort();
        return new Timing(first, times[times.Count / 2], times[0], times[^1], times.Count);
    }
}

/// <summary>Writes a result as one line of JSON, in the shape of the other tools' results.</summary>
internal static class Report
{
    public static void Emit(string workload, string peer, long size, Timing timing, object figures, double load = 0) =>
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            workload, peer, size, load_s = Round(load), first_s = Round(timing.First), compute_s = Round(timing.Median), least_s = Round(timing.Least),
            greatest_s = Round(timing.Greatest), runs = timing.Runs, peak_mb = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000, figures,
        }));

    private static double Round(double seconds) => double.Parse(seconds.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
