using Fairload.Web.Charts;

namespace Fairload.Web.Tests.Gallery;

/// <summary>One of each chart, with invented figures, for the gallery and for the tests of charts.</summary>
public static class Samples
{
    public static readonly WorkloadBar Over = new("Aisha Bello", 120.5m, 75, 95);
    public static readonly WorkloadBar InRange = new("Carys Dunmore", 83, 75, 95) { PercentWithAdded = 97.5m };
    public static readonly WorkloadBar NoTime = new("Dev Panesar", null, 75, 95, "No available time: 16 cases held");
    public static readonly WorkloadBar FarOver = new("Ewa Lis", 188.4m, 75, 95);

    public static readonly LevelDots Levels = new("Aisha Bello", [new("1", 5, 2), new("2", 8, 0), new("3", 3, 0), new("4", 1, 0)]);
    public static readonly LevelDots ManyChildren = new("Ewa Lis", [new("1", 14, 3), new("2", 0, 0), new("3", 1, 1), new("4", 0, 0)]);

    public static readonly SinceLine Since = new("Aisha Bello", Weeks(97, 98, 96, 99, 97, 99, 98, 99, 98, 101.5m, 106, 116.5m, 120.5m), 75, 95);
    public static readonly SinceLine SinceAway = new("Dev Panesar", Weeks(88, 89, 91, 92, 94, 93, 95, 96, 97, 97, null, null, null), 75, 95);

    public static readonly Ledger Sum = SumOf(100);
    public static readonly Ledger SumWithoutTime = SumOf(0);

    public static readonly StepChart Points = new(
        "KT’s points",
        [
            new(new(2025, 11, 10), 4, "Assessment started", "assessment"),
            new(new(2025, 12, 8), 6, "Section 47 enquiry opened (+2.0)", "section 47, then plan on 12 January"),
            new(new(2026, 1, 12), 6, "Child protection plan began; enquiry and assessment over", ""),
            new(new(2026, 6, 9), 10, "Care proceedings (+4.0)", "proceedings"),
            new(new(2026, 8, 24), 11, "A further home (+1.0)", "a further home"),
        ],
        new(2025, 11, 1),
        new(2026, 10, 5));

    public static readonly Timeline Workers = new(
        "KT’s workers",
        [
            new("First", new(2025, 11, 10), new(2026, 1, 20), "Assessment team to long-term team", "assessment"),
            new("Second", new(2026, 1, 20), new(2026, 3, 2), "Worker left the council", "locum"),
            new("Aisha Bello", new(2026, 3, 2), null, null, "Aisha Bello, since 2 March"),
        ],
        new(2025, 11, 1),
        new(2026, 10, 5));

    public static readonly Histogram Workload = new(
        "workload",
        [
            .. new[] { 0, 1, 0, 2, 4, 9, 17, 29, 41, 26, 15, 8, 3, 1 }.Select((count, i) => new Histogram.Bin(
                i * 10,
                (i + 1) * 10,
                count,
                i >= 10 ? Histogram.Kind.Over : Histogram.Kind.Plain,
                $"{i * 10} to under {(i + 1) * 10}")),
        ],
        "workload, % of the time available")
    {
        Marks = [new(86.2m, "middle 86.2%"), new(100, "100%")],
        TickEvery = 20,
    };

    public static readonly Histogram CasesHeld = new(
        "cases held",
        [.. new[] { 2, 5, 9, 12, 6, 3 }.Select((count, i) => new Histogram.Bin(
            i * 5, (i + 1) * 5, count, i >= 4 ? Histogram.Kind.Marked : Histogram.Kind.Plain, $"{i * 5} to {(i * 5) + 4}"))],
        "cases held");

    public static readonly ComparisonDots Schemes = new(
        "the two schemes",
        [
            new("Aisha Bello", 120.5m, 116), new("Ben Carrow", 111, 103.5m), new("Carys Dunmore", 83, 83), new("Dev Panesar", null, null),
            new("Ewa Lis", 92.1m, 95), new("Gareth Moss", 98.5m, null), new("Isla Trent", 67, 82),
        ],
        "2025 scheme",
        "2026 scheme");

    public static IReadOnlyDictionary<string, IChart> All { get; } = new Dictionary<string, IChart>
    {
        ["bar over"] = Over,
        ["bar with a case added"] = InRange,
        ["bar without time"] = NoTime,
        ["bar beyond the scale"] = FarOver,
        ["levels"] = Levels,
        ["many children"] = ManyChildren,
        ["since"] = Since,
        ["since, away"] = SinceAway,
        ["sum"] = Sum,
        ["sum without time"] = SumWithoutTime,
        ["steps"] = Points,
        ["workers"] = Workers,
        ["distribution"] = Workload,
        ["cases held"] = CasesHeld,
        ["comparison"] = Schemes,
    };

    private static Ledger SumOf(decimal time) => new(
        "your workload",
        Ledger.Line.InOrder(
            ("19 children you lead", "13 families, 17 active, 2 awaiting closure", 93, true, 34.1m),
            ("1 child you co-work", "With Ben Carrow, who is newly qualified", 1.5m, true, 0.6m),
            ("Supervision, meetings, training", "The same for everyone", 15, false, 5.5m),
            ("Duty, one day a fortnight", "Half of a duty day a week", 10, false, 3.7m),
            ("Help you gave a colleague", "One visit, made for Dev Panesar", 1, false, 0.4m)),
        Ledger.Line.Whole("Your workload", time == 0 ? null : "20.5 points beyond your time", 120.5m, 44.2m),
        Ledger.Line.Whole("Your time", "Full time, experienced, no reductions", time))
    {
        Range = time == 0 ? null : (75, 95),
    };

    private static SinceLine.Week[] Weeks(params decimal?[] percents) =>
        [.. percents.Select((percent, i) => new SinceLine.Week(new DateOnly(2026, 7, 10).AddDays(7 * i), percent))];
}
