using System.Text;
using Fairload.App.Store.Rows;
using Fairload.Core.Cases;

namespace Fairload.App.Privacy;

/// <summary>What retention needs to know of each person, gathered in one reading of all rows.</summary>
internal sealed class RetentionFacts
{
    /// <summary>The age to which a care leaver has a right to support, in years (Children Act 1989, s. 23CZB); their records have no dates.</summary>
    private const int CareLeaverUntil = 25;

    /// <summary>Kinds whose rows are open while they have no end.</summary>
    private static readonly HashSet<RecordKind> Spans =
    [
        RecordKind.Involvement, RecordKind.CinEpisode, RecordKind.Assessment, RecordKind.Section47, RecordKind.CinPlan, RecordKind.CpPlan,
        RecordKind.ClaEpisode, RecordKind.Placement, RecordKind.LegalStatus, RecordKind.EarlyHelp, RecordKind.PreProceedings, RecordKind.Missing,
        RecordKind.Post, RecordKind.CarerHousehold, RecordKind.Absence,
    ];

    private readonly int _today;
    private readonly List<(RecordKind Kind, HashSet<string>? Codes, HashSet<string>? Details, bool OfWorkers, long Bit)> _conditions = [];

    private RetentionFacts(RetentionRules rules, DateOnly today)
    {
        _today = today.DayNumber;
        var bit = 1L;
        foreach (var (rule, ofWorkers) in rules.Children.Select(rule => (rule, false)).Concat(rules.Workers.Select(rule => (rule, true))))
        {
            Bits[rule.Code] = rule.Where is null ? 0 : bit;
            foreach (var one in rule.Where ?? [])
            {
                _conditions.Add((Enum.Parse<RecordKind>(one.Records), one.Code?.ToHashSet(StringComparer.OrdinalIgnoreCase), one.Detail?.ToHashSet(StringComparer.OrdinalIgnoreCase), ofWorkers, bit));
            }

            bit <<= 1;
        }
    }

    /// <summary>Children by Fairload's own number.</summary>
    public Dictionary<int, Person> Children { get; } = [];

    /// <summary>Workers by Fairload's own number.</summary>
    public Dictionary<int, Person> Workers { get; } = [];

    /// <summary>Which bit of <see cref="Person.Fits"/> a rule with conditions asks for; 0 for a rule that fits everybody.</summary>
    public Dictionary<string, long> Bits { get; } = new(StringComparer.Ordinal);

    /// <summary>What is known of one person.</summary>
    public sealed class Person
    {
        /// <summary>Day number of birth, or -1.</summary>
        public int Born { get; set; } = Draft.NoDay;

        /// <summary>Day number of death, or -1.</summary>
        public int Died { get; set; } = Draft.NoDay;

        /// <summary>Day number of the last thing on record, or -1.</summary>
        public int Last { get; set; } = Draft.NoDay;

        /// <summary>Whether anything is still open.</summary>
        public bool IsOpen { get; set; }

        /// <summary>Whether they have a care leaver's record that stands.</summary>
        public bool IsCareLeaver { get; set; }

        /// <summary>A bit for each rule of which they meet a condition.</summary>
        public long Fits { get; set; }
    }

    /// <summary>Reads them all.</summary>
    public static RetentionFacts Read(RowStore rows, RetentionRules rules, DateOnly today)
    {
        var facts = new RetentionFacts(rules, today);
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            rows.Scan(kind, null, (row, withdrawn) => facts.Take(kind, row, withdrawn));
        }

        foreach (var child in facts.Children.Values.Where(child => child.IsCareLeaver))
        {
            var until = child.Born == Draft.NoDay ? int.MaxValue : DateOnly.FromDayNumber(child.Born).AddYears(CareLeaverUntil).DayNumber;
            child.IsOpen |= until > facts._today;
            child.Last = until > facts._today ? child.Last : Math.Max(child.Last, until);
        }

        return facts;
    }

    private void Take(RecordKind kind, Draft row, bool withdrawn)
    {
        var fits = _conditions.Where(one => one.Kind == kind && Matches(one.Codes, row[Text.Code]) && Matches(one.Details, row[Text.Detail])).ToList();
        if (row.Child != 0)
        {
            var child = Of(Children, row.Child);
            child.Fits |= fits.Where(one => !one.OfWorkers).Aggregate(0L, (bits, one) => bits | one.Bit);
            if (kind == RecordKind.Child)
            {
                (child.Born, child.Died) = (row.From, row.Until);
                return;
            }

            child.IsCareLeaver |= kind == RecordKind.CareLeaver && !withdrawn;
            TakeDays(child, kind, row);
        }

        foreach (var worker in new[] { row.Worker, row.OtherWorker }.Where(number => number != 0))
        {
            var person = Of(Workers, worker);
            person.Fits |= fits.Where(one => one.OfWorkers).Aggregate(0L, (bits, one) => bits | one.Bit);
            // The case system's row of a worker has no dates: while it stands, they are there.
            person.IsOpen |= kind is RecordKind.Worker or RecordKind.CareLeaver && !withdrawn;
            TakeDays(person, kind, row);
        }
    }

    private void TakeDays(Person person, RecordKind kind, Draft row)
    {
        var end = row.Until != Draft.NoDay ? row.Until : row.Withdrawn;
        person.IsOpen |= (Spans.Contains(kind) && end == Draft.NoDay) || end > _today;
        foreach (var day in new[] { row.From, row.Until, row.Withdrawn })
        {
            person.Last = day <= _today ? Math.Max(person.Last, day) : person.Last;
        }
    }

    private static bool Matches(HashSet<string>? any, ReadOnlySpan<byte> value) => any is null || any.Contains(Encoding.UTF8.GetString(value));

    private static Person Of(Dictionary<int, Person> people, int number)
    {
        if (!people.TryGetValue(number, out var person))
        {
            people[number] = person = new Person();
        }

        return person;
    }
}
