using System.Text;

namespace Fairload.App.Demo;

/// <summary>
/// Writes an invented council as the files that councils export: the tables of the Standard Safeguarding Dataset, a
/// staff file and the extract's date. It stands in for data that cannot be public, in the demo, in tests and at the
/// size of a region. No person in it exists. What it holds and how near it comes to the published figures:
/// docs/synthetic-council.md.
/// </summary>
public static class SyntheticCouncil
{
    /// <summary>The last day of the data, and the extract date.</summary>
    public static DateOnly LastDay => DateOnly.FromDayNumber(Days.Last);

    /// <summary>
    /// Writes the files to a folder, replacing files of the same names. The same seed gives the same bytes on every
    /// machine; council 1 of a larger scale is the council of scale 1, row for row.
    /// </summary>
    /// <param name="folder">The folder, made when it is not there.</param>
    /// <param name="scale">How many councils' worth to write, 1 to 999, into one set of files.</param>
    /// <param name="seed">The seed of all chance.</param>
    /// <param name="cancel">Stops between councils.</param>
    public static void Write(string folder, int scale = 1, int seed = 1, CancellationToken cancel = default) =>
        Write(folder, scale, seed, null, cancel);

    /// <inheritdoc cref="Write(string, int, int, CancellationToken)"/>
    /// <param name="progress">Told the share of the councils written, 0 to 1.</param>
    public static void Write(string folder, int scale, int seed, IProgress<double>? progress, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 999);
        Directory.CreateDirectory(folder);
        using var tables = new Tables(folder);
        for (var council = 1; council <= scale; council++)
        {
            cancel.ThrowIfCancellationRequested();
            tables.Turn(council);
            WriteCouncil(tables, council, seed);
            progress?.Report((double)council / scale);
        }

        File.WriteAllText(
            Path.Combine(folder, "extract.json"),
            "{\"extractDate\":\"2026-09-30\",\"council\":\"NMR\",\"councilName\":\"" + Structure.Council + "\"}\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static void WriteCouncil(Tables tables, int council, int seed)
    {
        var families = Population.Draw(Stream("people"));
        var journeys = new Journeys(Stream("journeys"));
        journeys.Follow(families);
        var staffing = new Staffing(Stream("staff"));
        var allocation = new Allocation(Stream("allocation"), staffing);
        allocation.Allocate(families, journeys.Episodes, journeys.EarlyHelp);
        new Stories(Stream("stories"), staffing, allocation, journeys.EarlyHelp).Plant();

        var mess = new Mess(Stream("mess"));
        var workers = new Workers(allocation.Holdings);
        var known = journeys.Episodes.Select(episode => episode.Child)
            .Concat(journeys.EarlyHelp.Select(help => help.Child));
        var childRecords = new ChildRecords(tables, Stream("child records"), mess);
        var children = childRecords.WriteChildren(families, known);
        new EpisodeRecords(tables, Stream("episode records"), mess, workers, staffing.MostLoaded.On(Days.Last)!)
            .Write(journeys.Episodes);
        new CareRecords(tables, Stream("care records"), workers).Write(journeys.Episodes);
        childRecords.WriteContacts(journeys.Episodes, children);

        var staffRecords = new StaffRecords(tables, Stream("staff records"), mess, council);
        staffRecords.WriteTeams();
        staffRecords.WritePeople(staffing, allocation.Holdings);
        staffRecords.WriteInvolvements(allocation.Holdings);
        staffRecords.WriteEarlyHelp(journeys.EarlyHelp, workers);
        mess.Plant(tables, children, staffing.People);

        Chance Stream(string part) => new(seed, council, part);
    }
}
