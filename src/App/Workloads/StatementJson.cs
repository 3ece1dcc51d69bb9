using System.Globalization;
using System.Text.Json;
using Fairload.Core.Cases;
using Fairload.Core.Workload;

namespace Fairload.App.Workloads;

/// <summary>Writes workload statements as JSON (contracts, section 6). Keys are never removed; new ones may be added.</summary>
public static class StatementJson
{
    /// <summary>Writes the statements chosen from a day, with the day's totals.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="day">The day.</param>
    /// <param name="chosen">The statements to write; totals are theirs.</param>
    /// <param name="isSustained">Which workers' workload has been above the limit for as long as the scheme says.</param>
    /// <param name="withLines">Whether to write each statement's lines and reasons.</param>
    public static void Write(
        Utf8JsonWriter writer,
        WorkloadDay day,
        IReadOnlyList<WorkloadStatement> chosen,
        Func<int, bool> isSustained,
        bool withLines)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(isSustained);
        writer.WriteStartObject();
        writer.WriteString("asAt", Iso(day.Day));
        writer.WriteString("scheme", day.Scheme.Code);
        writer.WriteNumber("schemeVersion", day.Scheme.Version);
        writer.WriteStartArray("workers");
        foreach (var statement in chosen)
        {
            Write(writer, day, statement, statement.IsWorkloadException && isSustained(statement.Worker), withLines);
        }

        writer.WriteEndArray();
        writer.WriteNumber("unallocated", day.Unallocated);
        var totals = chosen.Count == day.Statements.Count ? day.Totals : day.TotalsOf(chosen);
        writer.WriteStartObject("totals");
        writer.WriteNumber("workers", totals.Workers);
        writer.WriteNumber("cases", totals.Cases);
        writer.WriteNumber("children", totals.Children);
        writer.WriteNumber("activeCases", totals.ActiveCases);
        writer.WriteNumber("awaitingClosure", totals.AwaitingClosure);
        writer.WriteNumber("quiet", totals.Quiet);
        writer.WriteNumber("notWeighted", totals.NotWeighted);
        writer.WriteNumber("points", totals.Points.Number);
        Number(writer, "workloadPercent", totals.Percent, 1);
        Levels(writer, totals.Levels);
        writer.WriteNumber("exceptionsHigh", totals.ExceptionsHigh);
        writer.WriteNumber("exceptionsLow", totals.ExceptionsLow);
        writer.WriteNumber("workloadExceptions", totals.WorkloadExceptions);
        writer.WriteNumber("overCapacity", totals.OverCapacity);
        writer.WriteNumber("withoutFte", totals.WithoutFte);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, WorkloadDay day, WorkloadStatement statement, bool sustained, bool withLines)
    {
        var team = statement.Standing.Team is var place and >= 0 ? day.Cases.Caseload.Teams[place] : null;
        writer.WriteStartObject();
        writer.WriteString("id", statement.Person.Id);
        writer.WriteString("name", statement.Person.Name == statement.Person.Id ? null : statement.Person.Name);
        writer.WriteString("team", team?.Id);
        writer.WriteString("teamName", team is { HasOwnRow: false } && team.Name == team.Id ? null : team?.Name);
        Number(writer, "fte", statement.Fte, 6);
        Number(writer, "availableFte", statement.AvailableFte, 6);
        writer.WriteString("band", statement.Standing.Band);
        writer.WriteString("role", statement.Standing.Role);
        writer.WriteBoolean("agency", statement.Standing.Agency ?? false);
        writer.WriteNumber("cases", statement.Cases);
        writer.WriteNumber("activeCases", statement.ActiveCases);
        writer.WriteNumber("awaitingClosure", statement.AwaitingClosure);
        writer.WriteNumber("quiet", statement.Quiet);
        writer.WriteNumber("coWorked", statement.CoWorked);
        writer.WriteNumber("families", statement.Families);
        writer.WriteNumber("notWeighted", statement.NotWeighted);
        writer.WriteNumber("points", statement.CasePoints.Number);
        writer.WriteNumber("stablePoints", statement.StablePoints.Number);
        writer.WriteNumber("dutyPoints", statement.DutyPoints.Number);
        writer.WriteNumber("credits", statement.Credits.Number);
        writer.WriteNumber("workload", statement.Workload.Number);
        Number(writer, "capacity", statement.Capacity?.Number, 2);
        Number(writer, "workloadPercent", statement.Percent, 1);
        writer.WriteBoolean("overCapacity", statement.IsOverCapacity);
        if (statement.HasNoTime)
        {
            writer.WriteString("note", string.Create(CultureInfo.InvariantCulture, $"no available time, {statement.Cases} cases held"));
        }

        Number(writer, "bandLow", statement.BandLow?.Number, 2);
        Number(writer, "bandHigh", statement.BandHigh?.Number, 2);
        Levels(writer, statement.Levels);
        Number(writer, "casesPerFte", statement.CasesPerFte, 2);
        writer.WriteString("exception", Word(statement.Exception));
        writer.WriteString("exceptionActive", Word(statement.ExceptionActive));
        writer.WriteBoolean("workloadException", statement.IsWorkloadException);
        writer.WriteBoolean("sustained", sustained);
        writer.WriteStartArray("limits");
        foreach (var breach in statement.Limits)
        {
            writer.WriteStartObject();
            writer.WriteString("code", breach.Limit.Code);
            writer.WriteNumber("count", breach.Count);
            writer.WriteNumber("max", breach.Limit.Max);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (withLines)
        {
            writer.WriteStartArray("lines");
            foreach (var line in statement.Lines)
            {
                Write(writer, day, line);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, WorkloadDay day, StatementLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("child", line.ChildRecord.Id);
        writer.WriteString("function", line.Function.Word());
        writer.WriteString("roleOnCase", line.RoleOnCase.Word());
        writer.WriteString("status", line.Status.Word());
        writer.WriteString("closureState", line.Closure.Word());
        writer.WriteNumber("points", line.Points.Number);
        if (line.Level is { } level)
        {
            writer.WriteNumber("level", level);
        }
        else
        {
            writer.WriteNull("level");
        }

        writer.WriteStartArray("reasons");
        foreach (var reason in line.Reasons())
        {
            writer.WriteStartObject();
            writer.WriteString("rule", reason.Rule);
            writer.WriteNumber("points", reason.Points.Number);
            writer.WriteString("evidence", EvidenceText.Of(reason.Evidence, day.Cases));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Levels(Utf8JsonWriter writer, IReadOnlyDictionary<int, int> levels)
    {
        writer.WriteStartObject("levels");
        foreach (var (level, count) in levels)
        {
            writer.WriteNumber(level.ToString(CultureInfo.InvariantCulture), count);
        }

        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, decimal? number, int decimals)
    {
        if (number is { } some)
        {
            // Dividing by one with many zeros strips the zeros that rounding leaves at the end.
            writer.WriteNumber(name, Math.Round(some, decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>An exception's word: <c>high</c>, <c>low</c>, or nothing.</summary>
    public static string? Word(CaseException? exception) => exception switch
    {
        CaseException.High => "high",
        CaseException.Low => "low",
        _ => null,
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
