namespace Fairload.Core.Cases;

/// <summary>A visit on which the child was seen.</summary>
/// <param name="Day">The day.</param>
/// <param name="Alone">Whether the record says that the child was seen alone.</param>
/// <param name="Kind">The kind of visit.</param>
/// <param name="Index">The record's place in its table.</param>
public sealed record Seen(DateOnly Day, bool Alone, RecordKind Kind, int Index);

/// <summary>The time that one worker had a child in one function.</summary>
/// <param name="Worker">The worker's place.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">The first day no longer held, or nothing while it lasts.</param>
/// <param name="Why">Why it ended, as the source says, or nothing.</param>
public sealed record Holding(int Worker, DateOnly From, DateOnly? Until, string? Why);

/// <summary>A record as the latest thing known of a child.</summary>
/// <param name="Day">The day of the record: its start, or its end where that came later.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Index">Its place in its table.</param>
public sealed record LatestRecord(DateOnly Day, RecordKind Kind, int Index);

/// <summary>What the records up to the day say of a child's past.</summary>
public sealed partial class CaseList
{
    /// <summary>What a visit's code says when the child was seen alone.</summary>
    private const string AloneCode = "alone";

    /// <summary>Records of something done or decided about the child: not where the child lives, nor what the child is.</summary>
    private static readonly RecordKind[] Doings =
    [
        RecordKind.Involvement, RecordKind.Contact, RecordKind.CinEpisode, RecordKind.Assessment, RecordKind.Section47,
        RecordKind.Conference, RecordKind.CinPlan, RecordKind.CpPlan, RecordKind.ClaEpisode, RecordKind.Placement,
        RecordKind.LegalStatus, RecordKind.EarlyHelp, RecordKind.PreProceedings, RecordKind.Missing, RecordKind.CinVisit,
        RecordKind.CpVisit, RecordKind.ClaVisit, RecordKind.CpReview, RecordKind.ClaReview,
    ];

    /// <summary>Whether any loaded source says when children were seen.</summary>
    public bool KnowsWhoWasSeen => SeenVisits.Any(Caseload.WasSupplied);

    /// <summary>The day on which the child's status began, or nothing for a child without an open status.</summary>
    public DateOnly? StatusSinceOf(int child) =>
        StatusOf(child) == Status.None ? null : DateOnly.FromDayNumber(StatusSince(child));

    /// <summary>The latest visit on which the child was seen, or nothing; of two on a day, the one where the child was seen alone.</summary>
    public Seen? LastSeenOf(int child)
    {
        Seen? last = null;
        foreach (var kind in SeenVisits)
        {
            var table = Caseload[kind];
            for (var i = table.FirstOf(child); i < table.FirstOf(child + 1); i++)
            {
                ref readonly var visit = ref table[i];
                if (visit.Flag != 1 || visit.FromDay is not { } day || day > Day || !visit.KnownOn(_today))
                {
                    continue;
                }

                var alone = visit.Code >= 0 && CodeIs(visit.Code, AloneCode);
                if (last is null || day > last.Day || (day == last.Day && alone && !last.Alone))
                {
                    last = new Seen(day, alone, kind, i);
                }
            }
        }

        return last;
    }

    /// <summary>The latest record of anything done about the child on or before the day, or nothing.</summary>
    public LatestRecord? LastRecordOf(int child)
    {
        LatestRecord? last = null;
        foreach (var kind in Doings)
        {
            var table = Caseload[kind];
            for (var i = table.FirstOf(child); i < table.FirstOf(child + 1); i++)
            {
                ref readonly var spell = ref table[i];
                var latest = spell.Until <= _today && spell.Until >= spell.From ? spell.Until : spell.From;
                if (spell.KnownOn(_today) && latest != SpellTable.Never && latest <= _today && (last is null || latest > last.Day.DayNumber))
                {
                    last = new LatestRecord(DateOnly.FromDayNumber(latest), kind, i);
                }
            }
        }

        return last;
    }

    /// <summary>The place of the worker who held the child last on or before the day, in any function; -1 when none did.</summary>
    public int LastWorkerOf(int child)
    {
        var (worker, latest) = (-1, SpellTable.Never);
        foreach (var spell in Caseload[RecordKind.Involvement].Of(child))
        {
            var end = Math.Min(spell.Until, spell.Gone);
            if (spell.From <= _today && spell.Worker >= 0 && spell.Code >= 0 && Caseload.RoleOf[spell.Code].Part == RolePart.Lead && end >= latest)
            {
                (worker, latest) = (spell.Worker, end);
            }
        }

        return worker;
    }

    /// <summary>
    /// Who held the child in a function, one after another, up to the day. Of two at once the later holds; one worker's
    /// adjoining involvements are one holding.
    /// </summary>
    public IReadOnlyList<Holding> HoldingsOf(int child, Function function)
    {
        var holdings = new List<Holding>();
        foreach (var spell in Caseload[RecordKind.Involvement].Of(child))
        {
            var end = Math.Min(spell.Until, spell.Gone);
            if (spell.Worker < 0 || spell.Code < 0 || Caseload.RoleOf[spell.Code] != (RolePart.Lead, function)
                || spell.FromDay is not { } from || from > Day || spell.From >= end)
            {
                continue;
            }

            DateOnly? until = end <= _today ? DateOnly.FromDayNumber(end) : null;
            if (holdings.Count > 0 && holdings[^1] is var last && (last.Until is not { } ended || ended >= from))
            {
                if (last.Worker == spell.Worker)
                {
                    var latest = last.Until is null || until is null ? null : last.Until > until ? last.Until : until;
                    holdings[^1] = last with { Until = latest, Why = spell.Detail ?? last.Why };
                    continue;
                }

                holdings[^1] = last with { Until = from };
            }

            holdings.Add(new Holding(spell.Worker, from, until, spell.Detail));
        }

        return [.. holdings.Where(holding => holding.Until is not { } until || until > holding.From)];
    }
}
