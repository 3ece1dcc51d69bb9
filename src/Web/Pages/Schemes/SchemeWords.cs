using Fairload.Core.Cases;
using Fairload.Core.Weighting;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Schemes;

/// <summary>A scheme's conditions and points in plain words, so that nobody has to read its file to know what counts.</summary>
public sealed class SchemeWords(Text<SchemeWords> text, CaseTerms terms, ChildWords children, RecordWords records)
{
    /// <summary>When something counts.</summary>
    public string When(Condition? condition, Scheme scheme) =>
        condition is null ? text["always"] : PracticeTerms.Capital(Inside(condition, scheme));

    /// <summary>What a rule gives.</summary>
    public string Points(Rule rule, Scheme scheme)
    {
        if (rule.Share is { } share)
        {
            return text["share", Format.Percent(share * 100)];
        }

        if (rule.Table is { } table)
        {
            var by = string.Join(", ", table.By.Select(fact => Name(fact, scheme)));
            return text["table", ("by", by), ("cells", string.Join("; ", table.Cells.Select(cell =>
                text["cell", ("values", string.Join(", ", cell.Values)), ("points", Format.Points(cell.Points.Number))])))];
        }

        var points = Format.Points(rule.Points?.Number ?? 0);
        if (rule.Per is not { } per)
        {
            return points;
        }

        var parts = text["per", ("points", points), ("what", Name(per, scheme))];
        parts += rule.Beyond > 0 ? text["beyond", Number(rule.Beyond)] : "";
        return parts + (rule.Max is { } max ? text["most", Number(max)] : "");
    }

    /// <summary>What a reason rests on: records with their ids and days, and counts.</summary>
    public string Evidence(IEnumerable<Evidence> evidence, CaseList cases, Scheme scheme) =>
        PracticeTerms.Capital(string.Join("; ", evidence.Select(one => Evidence(one, cases, scheme)).Where(words => words.Length > 0).Distinct()));

    /// <summary>A fact's name.</summary>
    public string Name(FactRef fact, Scheme scheme) => fact.Fact switch
    {
        Fact.Judged => text["fact.judged", scheme.FindJudgement(fact.Part ?? "")?.Title ?? fact.Part],
        Fact.Status => text["fact.status"],
        Fact.Function => text["fact.function"],
        Fact.RoleOnCase => text["fact.roleOnCase"],
        Fact.ClosureState => text["fact.closureState"],
        Fact.AwaitingClosure => text["fact.awaitingClosure"],
        Fact.CoWorked => text["fact.coWorked"],
        Fact.DaysInStatus => text["fact.daysInStatus"],
        Fact.MonthsInStatus => text["fact.monthsInStatus"],
        Fact.MonthsOpen => text["fact.monthsOpen"],
        Fact.DaysSinceAllocated => text["fact.daysSinceAllocated"],
        Fact.AgeYears => text["fact.ageYears"],
        Fact.Unborn => text["fact.unborn"],
        Fact.SiblingsOpen => text["fact.siblingsOpen"],
        Fact.FamilySize => text["fact.familySize"],
        Fact.HomesInFamily => text["fact.homesInFamily"],
        Fact.FirstOfFamily => text["fact.firstOfFamily"],
        Fact.S47Open => text["fact.s47Open"],
        Fact.S47Days => text["fact.s47Days"],
        Fact.IcpcPending => text["fact.icpcPending"],
        Fact.PreProceedings => text["fact.preProceedings"],
        Fact.CareProceedings => text["fact.careProceedings"],
        Fact.LegalStatus => text["fact.legalStatus"],
        Fact.PlacementType => text["fact.placementType"],
        Fact.PlacementMiles => text["fact.placementMiles"],
        Fact.PlacementMonths => text["fact.placementMonths"],
        Fact.OutOfArea => text["fact.outOfArea"],
        Fact.Restricted => text["fact.restricted"],
        Fact.VisitEveryDays => text["fact.visitEveryDays"],
        Fact.MissingLast90Days => text["fact.missingLast90Days"],
        Fact.Disability => text["fact.disability"],
        Fact.Uasc => text["fact.uasc"],
        Fact.PrimaryNeed => text["fact.primaryNeed"],
        Fact.Factors => text["fact.factors"],
        Fact.VisitsLast28Days => text["fact.visitsLast28Days"],
        Fact.WorkerBand or Fact.Band => text["fact.band"],
        Fact.PiecesOfWork => text["fact.piecesOfWork", fact.Part ?? ""],
        Fact.MonthsInBand => text["fact.monthsInBand"],
        Fact.DutyDaysAWeek => text["fact.dutyDaysAWeek"],
        Fact.Students => text["fact.students"],
        Fact.Fte => text["fact.fte"],
        Fact.Role => text["fact.role"],
        _ => text["fact.responsibilities", fact.Part ?? ""],
    };

    private string Evidence(Evidence one, CaseList cases, Scheme scheme)
    {
        if (one.Kind is { } kind)
        {
            ref readonly var spell = ref cases.Caseload[kind][one.Index];
            var name = records.One(kind);
            return spell.FromDay is { } from ? text["evidence.from", ("kind", name), ("key", spell.Key), ("day", from)] : text["evidence.record", ("kind", name), ("key", spell.Key)];
        }

        var fact = Name(one.Fact, scheme);
        return (one.Fact.Fact, Facts.Shape(one.Fact.Fact)) switch
        {
            (Fact.FirstOfFamily, _) => text["evidence.shared"],
            (Fact.Judged, _) => fact,
            (Fact.Status, _) => children.Status((Status)one.Value),
            (_, FactShape.Flag) => one.Value == 1 ? fact : text["not", fact],
            (_, FactShape.Number) => text["evidence.count", ("fact", fact), ("count", Number(one.Value))],
            (_, FactShape.Word) => text["is", ("fact", fact), ("values", CaseWords.Of(one.Fact.Fact) is { } words ? words[one.Value] : cases.Caseload.Codes[one.Value])],
            _ => fact,
        };
    }

    private string Inside(Condition condition, Scheme scheme) => condition switch
    {
        Condition.All { Parts.Count: 0 } => text["always"],
        Condition.All all => string.Join(text["join.and"], all.Parts.Select(part => Inside(part, scheme))),
        Condition.Any any => string.Join(text["join.or"], any.Parts.Select(part => Inside(part, scheme))),
        Condition.Not { Part: Condition.Equal { Values: [1] } flag } when IsFlag(flag.Fact) => text["not", Name(flag.Fact, scheme)],
        Condition.Not not => text["not", Inside(not.Part, scheme)],
        Condition.Is { Fact.Fact: Fact.Status } status => string.Join(text["join.or"], status.Words.Select(Status)),
        Condition.Is one => text["is", ("fact", Name(one.Fact, scheme)), ("values", string.Join(text["join.or"], one.Words.Select(word => Word(one.Fact, word, scheme))))],
        Condition.Equal { Values: [var flag] } one when IsFlag(one.Fact) => flag == 1 ? Name(one.Fact, scheme) : text["not", Name(one.Fact, scheme)],
        Condition.Equal one => text["is", ("fact", Name(one.Fact, scheme)), ("values", string.Join(text["join.or"], one.Values.Select(Number)))],
        Condition.Between range => Range(range, scheme),
        _ => "",
    };

    private string Range(Condition.Between range, Scheme scheme)
    {
        var parts = new List<string>();
        if (range.Least > FactTable.Absent + 1)
        {
            // "over 20" is kept as "at least 20.01"; people say the first.
            parts.Add(range.Least % 100 == 1 ? text["over", Number(range.Least - 1)] : text["atLeast", Number(range.Least)]);
        }

        if (range.Greatest < int.MaxValue)
        {
            parts.Add(range.Greatest % 100 == 99 ? text["under", Number(range.Greatest + 1)] : text["atMost", Number(range.Greatest)]);
        }

        return text["is", ("fact", Name(range.Fact, scheme)), ("values", string.Join(text["join.and"], parts))];
    }

    private string Status(string word) => children.Status(Enum.GetValues<Status>().First(status => status.Word() == word)).ToLowerInvariant();

    private string Word(FactRef fact, string word, Scheme scheme) => fact.Fact switch
    {
        Fact.Judged => scheme.FindJudgement(fact.Part ?? "")?.Options.FirstOrDefault(option => option.Value == word).Title ?? word,
        Fact.Function => terms.Of(Enum.GetValues<Function>().First(function => function.Word() == word)),
        _ => word,
    };

    private static bool IsFlag(FactRef fact) => fact.Fact != Fact.Judged && Facts.Shape(fact.Fact) == FactShape.Flag;

    private static string Number(int hundredths) => hundredths % 100 == 0 ? Format.Decimal(hundredths / 100m, 0) : Format.Decimal(hundredths / 100m, 2);
}
