using Fairload.Core.Cases;

namespace Fairload.Core.Weighting;

/// <summary>
/// A council's weighting scheme: what each case weighs, how much one person can carry, and what counts as an
/// exception. A value read from a file (contracts, section 3) by <see cref="SchemeReader"/>; never changed once made.
/// </summary>
public sealed record Scheme
{
    /// <summary>The scheme's code.</summary>
    public required string Code { get; init; }

    /// <summary>The version, counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The name people use.</summary>
    public required string Title { get; init; }

    /// <summary>Document, page and date the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>The first day the scheme is in force.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>What a point is called; <c>points</c> unless the scheme says otherwise.</summary>
    public string Unit { get; init; } = "points";

    /// <summary>Minutes of work a week that a point stands for, or nothing.</summary>
    public int? MinutesPerPointPerWeek { get; init; }

    /// <summary>How much one person can carry; nothing for a scheme without percentages.</summary>
    public Capacity? Capacity { get; init; }

    /// <summary>Work that is always there: supervision, meetings, training.</summary>
    public IReadOnlyList<WorkerRule> Stable { get; init; } = [];

    /// <summary>Duty and extra responsibilities.</summary>
    public IReadOnlyList<WorkerRule> Duties { get; init; } = [];

    /// <summary>Help given to a colleague.</summary>
    public IReadOnlyList<Credit> Credits { get; init; } = [];

    /// <summary>What the record cannot know and people judge.</summary>
    public IReadOnlyList<Judgement> Judgements { get; init; } = [];

    /// <summary>The rules that weigh a case, in the order in which they run.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Levels, in order; empty for a scheme without.</summary>
    public IReadOnlyList<Level> Levels { get; init; } = [];

    /// <summary>How many cases of a kind one person may hold.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>Reasons for which a person's time is reduced.</summary>
    public IReadOnlyList<ReductionReason> ReductionReasons { get; init; } = [];

    /// <summary>What counts as an exception.</summary>
    public Exceptions Exceptions { get; init; } = new();

    /// <summary>Remarks of the scheme's authors: what is theirs and not the source's.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>About how many hours a week so many points stand for; nothing where the scheme does not say.</summary>
    public decimal? HoursAWeek(Points points) => MinutesPerPointPerWeek is { } minutes ? points.Number * minutes / 60m : null;

    /// <summary>The judgement with this code, or nothing.</summary>
    public Judgement? FindJudgement(string code) => Judgements.FirstOrDefault(judgement => judgement.Code == code);

    /// <summary>The level of a case of so many hundredths of points, or nothing below the first level.</summary>
    public int? LevelOf(int hundredths)
    {
        int? found = null;
        foreach (var level in Levels)
        {
            if (hundredths >= level.From)
            {
                found = level.Number;
            }
        }

        return found;
    }

    /// <summary>Every fact that the rules and limits ask about a case, and stable work and duties about a worker.</summary>
    public IEnumerable<FactRef> FactsAsked() =>
        Rules.SelectMany(rule => rule.Asks())
            .Concat(Limits.SelectMany(limit => limit.When?.Asks() ?? []))
            .Concat(Stable.Concat(Duties).SelectMany(rule => rule.Asks()))
            .Distinct();

    /// <summary>Facts that the scheme asks for and no loaded source can give: accepted, with a warning.</summary>
    public IReadOnlyList<FactRef> FactsNobodyGives(Caseload caseload) =>
        [.. FactsAsked().Where(fact => fact.Fact != Fact.Judged && !caseload.CanKnow(fact.Fact))];
}

/// <summary>What one person can carry, full time, and by band.</summary>
/// <param name="FullTime">Points for one full-time person.</param>
/// <param name="Bands">Bands by code.</param>
public sealed record Capacity(Points FullTime, IReadOnlyDictionary<string, Band> Bands)
{
    /// <summary>The points a full-time person of this band carries, so many months into it.</summary>
    public Points FullTimeOf(Band? band, int? monthsInBand)
    {
        var points = band?.FullTime ?? FullTime;
        foreach (var step in band?.Steps ?? [])
        {
            if (monthsInBand >= step.FromMonth)
            {
                points = step.FullTime;
            }
        }

        return points;
    }
}

/// <summary>A band of experience: its own full time, its range, and its exceptions.</summary>
public sealed record Band
{
    /// <summary>Points for one full-time person, or nothing for the scheme's.</summary>
    public Points? FullTime { get; init; }

    /// <summary>The low end of the agreed range for one full-time person, or nothing.</summary>
    public Points? Low { get; init; }

    /// <summary>The high end of the agreed range for one full-time person, or nothing.</summary>
    public Points? High { get; init; }

    /// <summary>Steps by months in the band, in order.</summary>
    public IReadOnlyList<BandStep> Steps { get; init; } = [];

    /// <summary>The band's own limit of cases per full-time equivalent, in hundredths, or nothing.</summary>
    public int? CasesPerFteHigh { get; init; }

    /// <summary>The band's own lower end of cases per full-time equivalent, in hundredths, or nothing.</summary>
    public int? CasesPerFteLow { get; init; }
}

/// <summary>From this month in the band, a full-time person carries these points.</summary>
public sealed record BandStep(int FromMonth, Points FullTime);

/// <summary>Points of a worker's own: stable work or a duty.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The name people use.</param>
/// <param name="Points">The points, once or for each of <paramref name="Per"/>.</param>
/// <param name="ProRata">Whether the points follow the person's full-time equivalent.</param>
/// <param name="Per">A worker fact that the points are multiplied by, or nothing.</param>
/// <param name="When">When it counts, or nothing for always.</param>
public sealed record WorkerRule(string Code, string Title, Points Points, bool ProRata, FactRef? Per, Condition? When)
{
    /// <summary>Every fact that the rule asks for.</summary>
    public IEnumerable<FactRef> Asks() => (When?.Asks() ?? []).Concat(Per is { } per ? [per] : []);
}

/// <summary>Points for help given, for so many days.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The name people use.</param>
/// <param name="Points">The points.</param>
/// <param name="Days">For how many days they count.</param>
/// <param name="FromHolder">Whether they are taken off the holder of the case.</param>
public sealed record Credit(string Code, string Title, Points Points, int Days, bool FromHolder);

/// <summary>Something that people judge about a case: one of some options, or a number.</summary>
/// <param name="Code">The code, named by rules as <c>judged.code</c>.</param>
/// <param name="Title">The name people use.</param>
/// <param name="Options">The options with their titles; empty for a number.</param>
/// <param name="Range">The least and greatest number, in hundredths, or nothing for options.</param>
/// <param name="Default">The option's place, or the number in hundredths, that counts until somebody judges; nothing for none.</param>
public sealed record Judgement(
    string Code,
    string Title,
    IReadOnlyList<(string Value, string Title)> Options,
    (int Least, int Greatest)? Range,
    int? Default)
{
    /// <summary>The shape of its values.</summary>
    public FactShape Shape => Range is null ? FactShape.Word : FactShape.Number;

    /// <summary>The place of an option, or nothing.</summary>
    public int? OptionOf(string value)
    {
        for (var i = 0; i < Options.Count; i++)
        {
            if (Options[i].Value == value)
            {
                return i;
            }
        }

        return null;
    }
}

/// <summary>A rule: when it holds, points, a table or a share.</summary>
public sealed record Rule
{
    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>The name people use.</summary>
    public required string Title { get; init; }

    /// <summary>Rules of one group exclude each other: the first that holds counts.</summary>
    public string? Group { get; init; }

    /// <summary>The points, for a rule of points.</summary>
    public Points? Points { get; init; }

    /// <summary>A counting fact that the points are multiplied by.</summary>
    public FactRef? Per { get; init; }

    /// <summary>What is taken off the count first, in hundredths.</summary>
    public int Beyond { get; init; }

    /// <summary>The greatest multiplier, in hundredths, or nothing.</summary>
    public int? Max { get; init; }

    /// <summary>A table of points, for a rule of a table.</summary>
    public PointsTable? Table { get; init; }

    /// <summary>What the points of all rules before are multiplied by, for a rule of sharing.</summary>
    public decimal? Share { get; init; }

    /// <summary>When the rule holds; nothing for always.</summary>
    public Condition? When { get; init; }

    /// <summary>Every fact that the rule asks for.</summary>
    public IEnumerable<FactRef> Asks()
    {
        var facts = When?.Asks() ?? [];
        if (Per is { } per)
        {
            facts = facts.Append(per);
        }

        return Table is null ? facts : facts.Concat(Table.By);
    }
}

/// <summary>Points by one or more facts.</summary>
/// <param name="By">The facts, outermost first.</param>
/// <param name="Cells">The points of each combination of values, as the scheme writes them.</param>
public sealed record PointsTable(IReadOnlyList<FactRef> By, IReadOnlyList<(IReadOnlyList<string> Values, Points Points)> Cells);

/// <summary>A level of a case.</summary>
/// <param name="Number">The level.</param>
/// <param name="From">The least hundredths of points that reach it.</param>
public sealed record Level(int Number, int From);

/// <summary>How many of a kind one person may hold.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The name people use.</param>
/// <param name="When">Which of a person's lines count; nothing for all.</param>
/// <param name="CountFamilies">Whether families are counted rather than cases.</param>
/// <param name="Max">The most allowed.</param>
/// <param name="Bands">The bands it holds for; empty for all.</param>
public sealed record Limit(string Code, string Title, Condition? When, bool CountFamilies, int Max, IReadOnlyList<string> Bands);

/// <summary>A reason for which a person's time is reduced, with its usual share.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The name people use.</param>
/// <param name="Percent">The usual reduction, or nothing where it is open.</param>
/// <param name="Max">The greatest reduction, or nothing.</param>
/// <param name="Months">For how many months, or nothing.</param>
public sealed record ReductionReason(string Code, string Title, decimal? Percent, decimal? Max, int? Months);

/// <summary>What counts as an exception. Nothing set means no such exception.</summary>
public sealed record Exceptions
{
    /// <summary>Cases per full-time equivalent above which the exception is high, in hundredths.</summary>
    public int? CasesPerFteHigh { get; init; }

    /// <summary>Cases per full-time equivalent below which the exception is low, in hundredths.</summary>
    public int? CasesPerFteLow { get; init; }

    /// <summary>Bands that are never a low exception.</summary>
    public IReadOnlyList<string> LowNotFor { get; init; } = [];

    /// <summary>Percent of capacity above which workload is an exception.</summary>
    public decimal? WorkloadHigh { get; init; }

    /// <summary>Days in a row after which it is sustained.</summary>
    public int? SustainedDays { get; init; }
}
