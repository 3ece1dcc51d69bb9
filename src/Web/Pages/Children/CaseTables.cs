using System.Globalization;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Web.Components;
using Fairload.Web.Pages.Schemes;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Children;

/// <summary>The two tables of a child's page: why the points, and what stands against closing.</summary>
public sealed class CaseTables(Text<CaseTables> text, RecordWords records, SchemeWords words)
{
    /// <summary>A reason, or the sum of all.</summary>
    private sealed record Row(string Title, string Evidence, string Places, string Since, Points Points);

    /// <summary>The files behind the reasons.</summary>
    public static IReadOnlyCollection<int> FilesBehind(IReadOnlyList<Reason> reasons, CaseList cases) =>
        [.. SourceFiles.Records(reasons.SelectMany(reason => reason.Evidence), cases.Caseload).Select(record => record.File).Distinct()];

    /// <summary>Why the case has its points, each with its record, and the sum.</summary>
    public ITable OfReasons(
        StatementLine line, IReadOnlyList<Reason> reasons, CaseHistory history, CaseList cases, Scheme scheme, IReadOnlyDictionary<int, string> files)
    {
        var rows = reasons.Select(reason => new Row(
            reason.Rule == StatementLine.Floor ? text["floor"] : reason.Title,
            words.Evidence(reason.Evidence, cases, scheme),
            Places(reason, cases, files),
            Since(reason, history, cases),
            reason.Points)).ToList();
        var records = SourceFiles.Records(reasons.SelectMany(reason => reason.Evidence), cases.Caseload).Count();
        rows.Add(new Row(text["total"], text.Count("records", records), "", "", line.Points));
        return new TableModel<Row>(
            text["reasons.caption", ("points", Format.Points(line.Points.Number))],
            [
                new("reason", text["head.reason"], row => row.Title),
                new("evidence", text["head.evidence"], row => row.Evidence) { Html = EvidenceOf },
                new("since", text["head.since"], row => row.Since),
                new("points", text["head.points"], row => Format.Points(row.Points.Number)) { IsNumeric = true },
            ],
            rows);
    }

    /// <summary>Every check before a closure.</summary>
    public ITable OfClosure(IReadOnlyList<ClosureFinding> checks, CouncilContext here) => new TableModel<ClosureFinding>(
        text["closure.caption"],
        [
            new("check", text["head.check"], check => Name(check.Check)),
            new("record", text["head.record"], check => Says(check, here)),
            new("so", text["head.so"], check => Answer(check.Answer))
            {
                Html = check => check.Answer == ClosureAnswer.Clear ? null : new Element("strong").Add(Answer(check.Answer)),
            },
        ],
        checks);

    private static Pieces EvidenceOf(Row row) => new(
        new Element("span").Add(row.Evidence),
        row.Places.Length == 0 ? null : Element.Of("span", "fl-place").Add(row.Places));

    private string Places(Reason reason, CaseList cases, IReadOnlyDictionary<int, string> files) =>
        string.Join("; ", SourceFiles.Records(reason.Evidence, cases.Caseload).Select(record =>
        {
            var file = files.GetValueOrDefault(record.File) ?? text["place.unknown"];
            return text["place", ("file", file), ("row", record.Row.ToString(CultureInfo.InvariantCulture))];
        }));

    /// <summary>
    /// Since when the rule has counted without a break. Where that is before the history, the start of the one record
    /// behind it says; where there is none, only "before" is known.
    /// </summary>
    private string Since(Reason reason, CaseHistory history, CaseList cases)
    {
        if (history.Since(reason.Rule) is not { } since)
        {
            return Format.None;
        }

        if (!history.IsOlderThanRange(since))
        {
            return Format.Date(since);
        }

        return SourceFiles.Records(reason.Evidence, cases.Caseload).ToList() is [{ FromDay: { } from }] && from <= since
            ? Format.Date(from)
            : text["before", since];
    }

    private string Says(ClosureFinding check, CouncilContext here) => check switch
    {
        { Answer: ClosureAnswer.NotKnown, Check: ClosureCheck.NewContact } => text["says.noEnd"],
        { Answer: ClosureAnswer.NotKnown } => text["says.notLoaded"],
        { Children.Count: > 0 } => Siblings(check, here),
        { Check: ClosureCheck.ChildSeen, Day: null } => text["says.neverSeen"],
        { Check: ClosureCheck.ChildSeen, Day: { } day } => text["says.seen", day],
        { Check: ClosureCheck.NewContact, Answer: ClosureAnswer.Clear, Day: { } ended } => text["says.noneSince", ended],
        { Kind: { } kind, Index: >= 0, Day: { } day, Answer: ClosureAnswer.Stops } => text["says.recordSince", ("kind", PracticeTerms.Capital(records.One(kind))), ("key", here.Workload.Cases.Caseload[kind][check.Index].Key), ("day", day)],
        { Day: { } last } => text["says.noneAfter", last],
        { Answer: ClosureAnswer.Stops } => text["says.onRecord"],
        _ => text["says.none"],
    };

    private string Siblings(ClosureFinding check, CouncilContext here)
    {
        var seen = check.Children.Where(here.Policy.MaySeeChild).Select(child => here.Children.Initials(child)).ToList();
        return seen.Count == check.Children.Count ? string.Join(", ", seen) : text.Count("says.siblings", check.Children.Count);
    }

    private string Name(ClosureCheck check) => check switch
    {
        ClosureCheck.CareProceedings => text["check.careProceedings"],
        ClosureCheck.PreProceedings => text["check.preProceedings"],
        ClosureCheck.SupervisionOrder => text["check.supervisionOrder"],
        ClosureCheck.PlanInForce => text["check.planInForce"],
        ClosureCheck.SiblingOnPlan => text["check.siblingOnPlan"],
        ClosureCheck.Section47 => text["check.section47"],
        ClosureCheck.ChildSeen => text["check.childSeen"],
        ClosureCheck.Missing => text["check.missing"],
        _ => text["check.newContact"],
    };

    private string Answer(ClosureAnswer answer) => answer switch
    {
        ClosureAnswer.Clear => text["answer.clear"],
        ClosureAnswer.Stops => text["answer.stops"],
        _ => text["answer.notKnown"],
    };
}
