using System.Globalization;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Csww;

/// <summary>
/// The workforce census flattened into one CSV, as councils pool it: a fingerprint for the registration number, years for days. Where
/// it holds several years, the latest is read.
/// </summary>
internal sealed class CswwCsvFormat : FileFormat
{
    /// <inheritdoc/>
    public override Source Source => Source.Csww;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) => CsvTable.Headers(head) is var names
        && names.Contains("sweno") && names.Contains("agencyworker") && names.Contains("orgrole");

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => LatestYear(file) is > 0 and var year ? new DateOnly(year, 9, 30) : null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        var (latest, lastPosts) = LastPosts(file, context.Cancel);
        var posts = new CswwPosts(file.Name, rows, context.Problems);
        var (otherYears, leavers) = (0, 0);
        var councils = new HashSet<string>(StringComparer.Ordinal);
        using var csv = new CsvTable(file, context.Problems);
        while (csv.Read(context.Cancel))
        {
            var year = YearOf(csv["yearcensus"]);
            var ended = csv["roleenddate"];
            if (latest > 0 && year != latest)
            {
                otherYears++;
            }
            else if (YearOf(ended) is > 0 and var left && left <= year)
            {
                // Left in the census's year, on a day that is not given: not in post at its end.
                leavers++;
            }
            else if (lastPosts.GetValueOrDefault(csv["SWENo"]) is var last && YearOf(csv["rolestartdate"]) < last.Start && IsWithoutDay(csv))
            {
                // Without a day nothing tells the two apart when they are loaded, and the one that started last is the one that counts.
                context.Problems.Add(file.Name, csv.Row, "RoleStartDate", csv.Bytes("rolestartdate"), Severity.Warning, "PostOfLaterYear", last.Row);
            }
            else
            {
                posts.Take(csv.Row, name => csv[name], DayUnlessYear(csv["rolestartdate"]), DayUnlessYear(ended));
            }

            if (councils.Count < 200)
            {
                councils.Add(csv["lea"]);
            }
        }

        posts.LeaveOut(csv.LeftOut);
        Tell(otherYears, "OtherYears", otherYears, latest);
        Tell(leavers, "LeaversWithoutDay", leavers);
        Tell(councils.Count > 1 ? 1 : 0, "SeveralCouncils", councils.Count);

        void Tell(int count, string text, params object?[] values)
        {
            if (count > 0)
            {
                context.Problems.Add(file.Name, null, null, [], Severity.Warning, text, values);
            }
        }
    }

    private static int LatestYear(GivenFile file)
    {
        var latest = 0;
        using var csv = new CsvTable(file);
        while (csv.Read(default))
        {
            latest = Math.Max(latest, YearOf(csv["yearcensus"]));
        }

        return latest;
    }

    /// <summary>The latest year, and of each worker then in post the year in which the last post started, and its row; 0 where none is said.</summary>
    private static (int Latest, Dictionary<string, (int Start, int Row)> Posts) LastPosts(GivenFile file, CancellationToken cancel)
    {
        var latest = LatestYear(file);
        var posts = new Dictionary<string, (int Start, int Row)>(StringComparer.Ordinal);
        using var csv = new CsvTable(file);
        while (csv.Read(cancel))
        {
            var (year, start, ended) = (YearOf(csv["yearcensus"]), YearOf(csv["rolestartdate"]), YearOf(csv["roleenddate"]));
            if ((latest == 0 || year == latest) && !(ended > 0 && ended <= year) && IsWithoutDay(csv) && start > posts.GetValueOrDefault(csv["SWENo"]).Start)
            {
                posts[csv["SWENo"]] = (start, csv.Row);
            }
        }

        return (latest, posts);
    }

    private static bool IsWithoutDay(CsvTable csv) => DayUnlessYear(csv["rolestartdate"]).Length == 0;

    /// <summary>A day as the loader reads it; a year alone is no day, and none is made of it.</summary>
    private static string DayUnlessYear(string value) => YearOf(value) > 0 ? "" : SourceValues.Day(value);

    private static int YearOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2200 ? year : 0;
}
