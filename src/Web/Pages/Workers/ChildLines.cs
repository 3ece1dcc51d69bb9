using System.Globalization;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Workers;

/// <summary>Why a child's work weighs what it does: one rule with what it rests on, or the sum.</summary>
public sealed record ReasonRow(string Title, string Evidence, DateOnly? Since, string Source, Points Points, bool IsSum);

/// <summary>One child of a statement, which opens to its reasons.</summary>
/// <param name="Line">The line.</param>
/// <param name="Who">Initials and age.</param>
/// <param name="What">The status, and who leads a case that is shared.</param>
/// <param name="Note">What to check, or nothing.</param>
/// <param name="Href">Where more is to be read; nothing for those who may not.</param>
/// <param name="Reasons">The reasons and their sum; of a closed record only the sum.</param>
public sealed record ChildLine(StatementLine Line, string Who, string What, string? Note, string? Href, IReadOnlyList<ReasonRow> Reasons)
{
    /// <summary>Whether a restriction closes the record to the person looking.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>Initials alone.</summary>
    public required string Initials { get; init; }

    /// <summary>The source's id; empty for a closed record.</summary>
    public required string Id { get; init; }

    /// <summary>Whether there is no recent record of the child.</summary>
    public bool IsQuiet => !IsClosed && Line.Closure == ClosureState.Quiet;
}

/// <summary>Children under one heading with their sum.</summary>
public sealed record LineGroup(string? Title, IReadOnlyList<ChildLine> Lines)
{
    /// <summary>The sum of the lines.</summary>
    public Points Points => Lines.Aggregate(Points.Zero, (sum, one) => sum + one.Line.Points);

    /// <summary>How many children: one whom the worker holds in two functions counts once.</summary>
    public int Children => Lines.Where(one => !one.Line.IsHousehold).Select(one => one.Line.Child).Distinct().Count();
}

/// <summary>A statement's children with their reasons, evidence, and the rows of the files that these came from.</summary>
internal sealed class ChildLines(CouncilContext here, Text<StatementModel> text, ChildWords words, RecordWords records, IReadOnlyDictionary<int, string> files)
{
    private CaseList Cases => here.Workload.Cases;

    /// <summary>The loaded files behind a statement's lines.</summary>
    public static IReadOnlyCollection<int> Files(WorkloadStatement statement, Caseload caseload) =>
        [.. statement.Lines.SelectMany(line => SourceFiles.Records(line.Reasons().SelectMany(reason => reason.Evidence), caseload)).Select(record => record.File).Distinct()];

    /// <summary>The lines, in order of initials.</summary>
    public IReadOnlyList<ChildLine> Of(WorkloadStatement statement) =>
        [.. statement.Lines.Select(Line).OrderBy(one => one.Who, StringComparer.CurrentCulture).ThenBy(one => one.Line.Child).ThenBy(one => one.Line.Function)];

    /// <summary>Brothers and sisters together, then those whose family has nobody else here.</summary>
    public IReadOnlyList<LineGroup> ByFamily(IReadOnlyList<ChildLine> lines)
    {
        var families = lines.Where(one => one.Line.Family >= 0 && !one.IsClosed).GroupBy(one => one.Line.Family)
            .Where(family => family.Select(one => one.Line.Child).Distinct().Count() > 1)
            .Select((family, i) => new LineGroup(text.Count("family", family.Select(one => one.Line.Child).Distinct().Count(), i + 1), [.. family]))
            .ToList();
        var together = families.SelectMany(family => family.Lines).ToHashSet();
        var alone = lines.Where(one => !together.Contains(one)).ToList();
        return alone.Count == 0 ? families : [.. families, new LineGroup(families.Count == 0 ? null : text["family.alone"], alone)];
    }

    /// <summary>The reasons as a table; the last row is their sum.</summary>
    public static TableModel<ReasonRow> Table(ChildLine child, Text<StatementModel> text) => new(
        child.IsClosed
            ? text["why.caption.closed", child.Initials, Format.Points(child.Line.Points.Number)]
            : text["why.caption", child.Initials, Format.Points(child.Line.Points.Number), child.Id],
        [
            new("reason", text["why.reason"], row => row.Title),
            new("evidence", text["why.evidence"], row => row.Evidence),
            new("since", text["why.since"], row => row.Since is { } since ? Format.Date(since) : ""),
            new("source", text["why.source"], row => row.Source),
            new("points", text["why.points"], row => row.IsSum ? Format.Points(row.Points.Number) : Format.PointsChange(row.Points.Number)) { IsNumeric = true },
        ],
        child.Reasons);

    /// <summary>The lines as a file.</summary>
    public TableModel<ChildLine> File(string caption, IReadOnlyList<ChildLine> lines) => new(
        caption,
        [
            new("child", text["file.child"], one => one.Id),
            new("initials", text["file.initials"], one => one.Initials),
            new("age", text["file.age"], one => here.Children.Age(one.Line.Child) is { } age ? Format.Count(age) : "") { Csv = one => here.Children.Age(one.Line.Child) },
            new("role", text["file.role"], one => one.Line.RoleOnCase == RoleOnCase.Lead ? text["file.lead"] : text["file.coWorker"]),
            new("status", text["file.status"], one => here.Children.Status(one.Line)),
            new("closure", text["file.closure"], one => one.IsClosed ? null : words.Closure(one.Line.Closure)),
            new("since", text["file.since"], one => Since(one) is { } since ? Format.Date(since) : "") { Csv = one => Since(one) },
            new("level", text["file.level"], one => one.Line.Level is { } level ? Format.Count(level) : "") { Csv = one => one.Line.Level },
            new("points", text["file.points"], one => Format.Points(one.Line.Points.Number)) { Csv = one => one.Line.Points.Number },
            new("reasons", text["file.reasons"], one => string.Join("; ", one.Reasons.Where(row => !row.IsSum).Select(row => $"{row.Title} {Format.PointsChange(row.Points.Number)}"))),
        ],
        lines);

    private static DateOnly? Since(ChildLine one) => one.IsClosed ? null : one.Line.Since;

    private ChildLine Line(StatementLine line)
    {
        var sum = new ReasonRow(text["why.sum"], "", null, "", line.Points, true);
        if (here.Children.IsClosed(line.Child))
        {
            return Named(line, "", null, [sum]);
        }

        var reasons = line.Reasons().Select(Reason).ToList();
        reasons.Add(sum);
        var what = words.Status(line);
        if (line.RoleOnCase == RoleOnCase.CoWorker)
        {
            var leads = here.Workload.LinesOfChild(line.Child).Where(other => other.RoleOnCase == RoleOnCase.Lead)
                .Select(other => Cases.Caseload.Workers[other.Worker].Name).Distinct().ToList();
            what = leads.Count == 0 ? text["line.shared", what] : text["line.sharedWith", what, string.Join(", ", leads)];
        }

        var note = line.IsWeighted ? words.Closure(line.Closure) : string.Join(". ", new[] { words.Closure(line.Closure), text["line.notWeighted"] }.OfType<string>());
        return Named(line, what, note, reasons);
    }

    private ChildLine Named(StatementLine line, string what, string? note, IReadOnlyList<ReasonRow> reasons) =>
        new(line, here.Children.Who(line.Child), what, note, here.Children.Href(line.Child), reasons)
        {
            IsClosed = here.Children.IsClosed(line.Child), Initials = here.Children.Initials(line.Child), Id = here.Children.Id(line.Child),
        };

    private ReasonRow Reason(Reason reason)
    {
        var evidence = SourceFiles.Records(reason.Evidence, Cases.Caseload).ToList();
        var rows = evidence.Where(record => files.ContainsKey(record.File)).Select(record => text["why.row", files[record.File], record.Row.ToString(CultureInfo.InvariantCulture)]).Distinct();
        return new ReasonRow(
            reason.Rule == StatementLine.Floor ? text["why.floor"] : reason.Title,
            PracticeTerms.Capital(EvidenceText.Of(reason.Evidence, Cases, Format.Date, records.One)),
            evidence is [var first, ..] ? first.FromDay : null,
            string.Join("; ", rows),
            reason.Points,
            false);
    }
}
