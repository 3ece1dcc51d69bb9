using System.Text.Json.Nodes;

namespace Fairload.Oracle;

/// <summary>The workload statement of the contract by the plainest code that its sentences allow. It exists to be compared with
/// the product's: it shares no code with it, and where the two differ the contract decides which is wrong.</summary>
/// <example><c>NaiveStatement.Compute("council", File.ReadAllText("scheme.json"), new(2026, 3, 31), bankHolidays)</c></example>
public static class NaiveStatement
{
    /// <summary>Computes the JSON of section 6, without the free evidence texts.</summary>
    public static JsonNode Compute(string folder, string schemeJson, DateOnly asAt, IReadOnlySet<DateOnly> bankHolidays)
    {
        JsonNode scheme = JsonNode.Parse(schemeJson)!;
        var council = new Council(folder, asAt, bankHolidays);
        var cases = new Cases(council);
        var workers = new Workers(council);
        var facts = new CaseFacts(council, cases, scheme, workers.Band);

        List<WorkerFigures> statements = [.. workers.Appearing(cases.Holdings)
            .Select(worker => new WorkerFigures(worker, workers, cases, facts, scheme))];
        return new JsonObject
        {
            ["asAt"] = asAt.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["scheme"] = scheme["scheme"]!.GetValue<string>(),
            ["schemeVersion"] = scheme["version"]!.GetValue<int>(),
            ["workers"] = new JsonArray([.. statements.Select(WorkerJson)]),
            ["unallocated"] = Unallocated(council, cases),
            ["totals"] = Totals(statements, cases, scheme),
        };
    }

    // "unallocated: children with an open status and no lead holding."
    private static int Unallocated(Council council, Cases cases) =>
        council.Children.Count(child => cases.Status(child) != "none" && !cases.IsHeld(child));

    private static JsonObject WorkerJson(WorkerFigures worker) => new()
    {
        ["id"] = worker.Id,
        ["name"] = worker.Name,
        ["team"] = worker.Team,
        ["teamName"] = worker.TeamName,
        ["fte"] = Number(worker.Fte),
        ["availableFte"] = Number(worker.AvailableFte),
        ["band"] = worker.Band,
        ["agency"] = worker.Agency,
        ["cases"] = worker.Cases,
        ["activeCases"] = worker.ActiveCases,
        ["awaitingClosure"] = worker.AwaitingClosure,
        ["quiet"] = worker.Quiet,
        ["coWorked"] = worker.CoWorked,
        ["families"] = worker.Families,
        ["notWeighted"] = worker.NotWeighted,
        ["points"] = Number(worker.Points),
        ["stablePoints"] = Number(worker.StablePoints),
        ["dutyPoints"] = Number(worker.DutyPoints),
        ["credits"] = Number(worker.Credits),
        ["workload"] = Number(worker.Workload),
        ["capacity"] = Number(worker.Capacity),
        ["workloadPercent"] = Number(worker.WorkloadPercent),
        ["overCapacity"] = worker.OverCapacity,
        ["bandLow"] = Number(worker.BandLow),
        ["bandHigh"] = Number(worker.BandHigh),
        ["levels"] = LevelsJson(worker.Levels),
        ["casesPerFte"] = Number(worker.CasesPerFte),
        ["exception"] = worker.Exception,
        ["exceptionActive"] = worker.ExceptionActive,
        ["workloadException"] = worker.WorkloadException,
        ["limits"] = new JsonArray([.. worker.Limits.Select(LimitJson)]),
        ["lines"] = new JsonArray([.. worker.Lines.Select(LineJson)]),
    };

    private static JsonObject LineJson(WeighedLine weighed) => new()
    {
        ["child"] = weighed.Line.Child,
        ["function"] = weighed.Line.Function,
        ["roleOnCase"] = weighed.Line.RoleOnCase,
        ["status"] = weighed.Status,
        ["closureState"] = weighed.ClosureState,
        ["points"] = Number(weighed.Points),
        ["level"] = weighed.Level,
        ["reasons"] = new JsonArray([.. weighed.Reasons.Select(reason =>
            new JsonObject { ["rule"] = reason.Rule, ["points"] = Number(reason.Points) })]),
    };

    private static JsonObject LimitJson(BrokenLimit limit) =>
        new() { ["code"] = limit.Code, ["count"] = limit.Count, ["max"] = limit.Max };

    private static JsonObject LevelsJson(IEnumerable<KeyValuePair<string, int>> levels) =>
        new(levels.Select(level => KeyValuePair.Create(level.Key, (JsonNode?)level.Value)));

    private static JsonObject Totals(List<WorkerFigures> statements, Cases cases, JsonNode scheme)
    {
        // "Exceptions and totals of workers count those who hold a case."
        List<WorkerFigures> holders = statements.FindAll(worker => worker.HoldsACase);
        return new JsonObject
        {
            ["workers"] = holders.Count,
            ["cases"] = statements.Sum(worker => worker.Cases),
            // "Totals of children count a child once."
            ["children"] = cases.Holdings.Select(holding => holding.Child).Distinct(StringComparer.Ordinal).Count(),
            ["activeCases"] = statements.Sum(worker => worker.ActiveCases),
            ["points"] = Number(statements.Sum(worker => worker.Points)),
            ["workloadPercent"] = Number(TotalPercent(holders)),
            ["levels"] = LevelsJson(WorkerFigures.LevelCounts(scheme, statements.SelectMany(worker => worker.LeadLines))),
            ["exceptionsHigh"] = holders.Count(worker => worker.Exception == "high"),
            ["exceptionsLow"] = holders.Count(worker => worker.Exception == "low"),
            ["overCapacity"] = holders.Count(worker => worker.OverCapacity),
        };
    }

    // "The total percentage is a ratio of sums", over workers who hold at least one case and whose FTE is known.
    private static decimal? TotalPercent(List<WorkerFigures> holders)
    {
        List<WorkerFigures> known = holders.FindAll(worker => worker.Capacity is not null);
        return WorkerFigures.Percent(known.Sum(worker => worker.Workload), known.Sum(worker => worker.Capacity));
    }

    /// <summary>A number without trailing zeros, so that equal figures are equal text.</summary>
    private static JsonValue? Number(decimal? value) =>
        value is decimal number ? JsonValue.Create(number / 1.0000000000000000000000000000m) : null;
}
