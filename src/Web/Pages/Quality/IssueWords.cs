using Fairload.Core.Cases;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Quality;

/// <summary>What each data-quality finding is called, why it matters, and what it does to figures.</summary>
public sealed class IssueWords(Text<IssueWords> text, SourceWords sources, CouncilContext here)
{
    /// <summary>The issue in an address: <c>plans-without-visit</c>.</summary>
    public static string Slug(QualityIssue issue) =>
        string.Concat(issue.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The issue that an address names, or nothing.</summary>
    public static QualityIssue? OfSlug(string slug) =>
        Enum.GetValues<QualityIssue>().Where(issue => Slug(issue) == slug).Select(issue => (QualityIssue?)issue).FirstOrDefault();

    /// <summary>The number that stands before the title: rows, or cases where a row stands for several.</summary>
    public static int Number(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Issue == QualityIssue.MissingCells ? finding.Touched : finding.Rows.Count;
    }

    /// <summary>What was found, agreeing with the number before it.</summary>
    public string Title(QualityFinding finding)
    {
        var n = Number(finding);
        return finding.Issue switch
        {
            QualityIssue.PlansWithoutVisit => text.Count("visit", n, DataQuality.WeeksWithoutVisit),
            QualityIssue.LongAssessments => text.Count("assessment", n, DataQuality.LongAssessmentWorkingDays),
            QualityIssue.StuckCases => text.Count("stuck", n, DataQuality.WeeksStuck),
            QualityIssue.HoldersGone => text.Count("gone", n),
            QualityIssue.StaleExtract => text.Count("stale", n, DataQuality.OldExtractWorkingDays),
            QualityIssue.RolesNotMapped => text.Count("role", n),
            QualityIssue.Clashes => text.Count("clash", n),
            QualityIssue.HeldElsewhere => text.Count("elsewhere", n),
            QualityIssue.WorkersWithoutFte => text.Count("fte", n),
            QualityIssue.NoTimeHoldingCases => text.Count("noTime", n),
            QualityIssue.WorkersWithoutTeam => text.Count("noTeam", n),
            QualityIssue.HoldersWithoutRow => text.Count("noRow", n),
            QualityIssue.UnlinkedNames => text.Count("name", n),
            QualityIssue.CoWorkersNowhere => text.Count("coWorker", n),
            QualityIssue.NotWeighted => text.Count("notWeighted", n),
            QualityIssue.MissingCells => text.Count("cell", n),
            QualityIssue.FactsNotGiven => text.Count("fact", n),
            QualityIssue.TeamsWithoutRow => text.Count("team", n),
            QualityIssue.TeamsWithoutParent => text.Count("parent", n),
            QualityIssue.ChildrenWithoutBirthDate => text.Count("birth", n),
            _ => text.Count("ends", n),
        };
    }

    /// <summary>Why it matters and what to do at the source.</summary>
    public string Why(QualityIssue issue) => issue switch
    {
        QualityIssue.PlansWithoutVisit => text["visit.why"],
        QualityIssue.LongAssessments => text["assessment.why"],
        QualityIssue.StuckCases => text["stuck.why"],
        QualityIssue.HoldersGone => text["gone.why"],
        QualityIssue.StaleExtract => text["stale.why"],
        QualityIssue.RolesNotMapped => text["role.why"],
        QualityIssue.Clashes => text["clash.why"],
        QualityIssue.HeldElsewhere => text["elsewhere.why"],
        QualityIssue.WorkersWithoutFte => text["fte.why"],
        QualityIssue.NoTimeHoldingCases => text["noTime.why"],
        QualityIssue.WorkersWithoutTeam => text["noTeam.why"],
        QualityIssue.HoldersWithoutRow => text["noRow.why"],
        QualityIssue.UnlinkedNames => text["name.why"],
        QualityIssue.CoWorkersNowhere => text["coWorker.why"],
        QualityIssue.NotWeighted => text["notWeighted.why"],
        QualityIssue.MissingCells => text["cell.why"],
        QualityIssue.FactsNotGiven => text["fact.why"],
        QualityIssue.TeamsWithoutRow => text["team.why"],
        QualityIssue.TeamsWithoutParent => text["parent.why"],
        QualityIssue.ChildrenWithoutBirthDate => text["birth.why"],
        _ => text["ends.why"],
    };

    /// <summary>What it does to the figures: each with the rows as they are, and without them or with them mended.</summary>
    public string Effect(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Effects.Count == 0)
        {
            return text["effect.none"];
        }

        var moved = finding.Effects.Select(effect => (effect.Measure, With: Figure(effect.Measure, effect.With), Without: Figure(effect.Measure, effect.Without)))
            .Where(effect => effect.With != effect.Without)
            .Select(effect => effect.Measure switch
            {
                QualityMeasure.WorkloadPercent => text["effect.percent", ("with", effect.With), ("without", effect.Without)],
                QualityMeasure.CasesPerFte => text["effect.cases", ("with", effect.With), ("without", effect.Without)],
                _ => text["effect.points", ("with", effect.With), ("without", effect.Without)],
            })
            .ToList();
        return moved.Count == 0 ? text["effect.small"] : text["effect", Mended(finding.Issue), string.Join(text["effect.and"], moved)];
    }

    /// <summary>What was found, counted: cases touched, names. Nothing where the number before the title says it all.</summary>
    public string? Detail(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Issue switch
        {
            QualityIssue.WorkersWithoutFte or QualityIssue.UnlinkedNames => text.Count("detail.fte", finding.Touched),
            QualityIssue.WorkersWithoutTeam => text.Count("detail.noTeam", finding.Touched),
            QualityIssue.TeamsWithoutParent => text.Count("detail.parent", finding.Touched),
            QualityIssue.HoldersGone or QualityIssue.NoTimeHoldingCases => text.Count("detail.gone", finding.Touched),
            QualityIssue.CoWorkersNowhere => text.Count("detail.coWorker", finding.Touched),
            QualityIssue.RolesNotMapped or QualityIssue.MissingCells =>
                string.Join(", ", finding.Names.Select(name => $"{name.Name ?? text["noRole"]} ({Format.Count(name.Count)})")),
            QualityIssue.FactsNotGiven => string.Join(", ", finding.Names.Select(name => name.Name)),
            QualityIssue.StaleExtract => string.Join(", ", finding.Rows.Select(row => text["detail.stale", Name(row), row.Until])),
            _ => null,
        };
    }

    /// <summary>What bends the figures of a part of the organisation, in a line each, the gravest first.</summary>
    public IReadOnlyList<Bend> Bends(int node) =>
        [.. here.Quality.In(node).Findings.Where(finding => finding.Rows.Count > 0)
            .Select(finding => (finding.Issue, Words: OfNode(finding))).Where(line => line.Words is not null)
            .Select(line => new Bend(line.Words!, Href(line.Issue, node)))];

    /// <summary>What bends a worker's own figures; without what is in a record that is closed to the person looking.</summary>
    public IReadOnlyList<Bend> BendsOf(int worker, int team) =>
        [.. here.Quality.In(team).Findings
            .Select(finding => (finding.Issue, Rows: finding.Rows.Where(row =>
                finding.Issue == QualityIssue.StaleExtract || (row.Worker == worker && !(row.Child >= 0 && here.Children.IsClosed(row.Child)))).ToList()))
            .Where(found => found.Rows.Count > 0)
            .Select(found => (found.Issue, Words: OfWorker(found.Issue, found.Rows))).Where(line => line.Words is not null)
            .Select(line => new Bend(line.Words!, Href(line.Issue, team)))];

    /// <summary>The address of a finding's rows in a part of the organisation; nothing for those who do not see them.</summary>
    public string? Href(QualityIssue issue, int node) => !here.Policy.MaySeeDataRowsOf(node) ? null
        : $"/data-quality/{Slug(issue)}{(node < 0 ? "" : "?node=" + Uri.EscapeDataString(here.Workload.Cases.Caseload.Teams[node].Id))}";

    private string? OfNode(QualityFinding finding) => finding.Issue switch
    {
        QualityIssue.LongAssessments => text.Count("bend.assessment", finding.Rows.Count, DataQuality.LongAssessmentWorkingDays),
        QualityIssue.HoldersGone => text.Count("bend.gone", finding.Rows.Count),
        QualityIssue.StaleExtract => Stale(finding.Rows),
        QualityIssue.RolesNotMapped => text.Count("bend.role", finding.Rows.Count),
        QualityIssue.HeldElsewhere => text.Count("bend.elsewhere", finding.Rows.Count),
        QualityIssue.WorkersWithoutFte => text.Count("bend.fte", finding.Rows.Count),
        QualityIssue.NoTimeHoldingCases => text.Count("bend.noTime", finding.Rows.Count),
        QualityIssue.WorkersWithoutTeam => text.Count("bend.noTeam", finding.Touched),
        QualityIssue.UnlinkedNames => text.Count("bend.name", finding.Rows.Count),
        QualityIssue.NotWeighted => text.Count("bend.notWeighted", finding.Rows.Count),
        QualityIssue.TeamsWithoutParent when finding.Touched > 0 => text.Count("bend.parent", finding.Touched),
        QualityIssue.EndsBeforeStart => text.Count("bend.ends", finding.Rows.Count),
        _ => null,
    };

    private string? OfWorker(QualityIssue issue, List<QualityRow> rows) => issue switch
    {
        QualityIssue.LongAssessments => text.Count("bend.assessment", rows.Count, DataQuality.LongAssessmentWorkingDays),
        QualityIssue.HoldersGone => text["own.gone"],
        QualityIssue.StaleExtract => Stale(rows),
        QualityIssue.RolesNotMapped => text.Count("bend.role", rows.Count),
        QualityIssue.Clashes => text.Count("own.clash", rows.Count),
        QualityIssue.WorkersWithoutFte => text["own.fte"],
        QualityIssue.NoTimeHoldingCases => text["own.noTime"],
        QualityIssue.UnlinkedNames => text["own.name"],
        QualityIssue.NotWeighted => text.Count("bend.notWeighted", rows.Count),
        QualityIssue.EndsBeforeStart => text.Count("bend.ends", rows.Count),
        _ => null,
    };

    private string Stale(IReadOnlyList<QualityRow> rows) =>
        text["bend.stale", string.Join(", ", rows.Select(row => text["detail.stale", Name(row), row.Until]))];

    private string Mended(QualityIssue issue) => issue switch
    {
        QualityIssue.LongAssessments => text["mended.assessment"],
        QualityIssue.StuckCases => text["mended.stuck"],
        QualityIssue.WorkersWithoutFte or QualityIssue.UnlinkedNames => text["mended.fte"],
        QualityIssue.EndsBeforeStart => text["mended.ends"],
        _ => text["mended.out"],
    };

    private static string Figure(QualityMeasure measure, decimal value) => measure switch
    {
        QualityMeasure.WorkloadPercent => Format.Percent(value),
        QualityMeasure.CasesPerFte => Format.Decimal(value),
        _ => Format.Points(value),
    };

    /// <summary>The kind of a record as its table is called in the files.</summary>
    public static string? Table(RecordKind? kind) => kind switch
    {
        null => null,
        RecordKind.Involvement => "ssd_involvements",
        RecordKind.Contact => "ssd_contacts",
        RecordKind.CinEpisode => "ssd_cin_episodes",
        RecordKind.Assessment => "ssd_cin_assessments",
        RecordKind.Factors => "ssd_assessment_factors",
        RecordKind.Section47 => "ssd_s47_enquiry",
        RecordKind.Conference => "ssd_initial_cp_conference",
        RecordKind.CinPlan => "ssd_cin_plans",
        RecordKind.CpPlan => "ssd_cp_plans",
        RecordKind.ClaEpisode => "ssd_cla_episodes",
        RecordKind.Placement => "ssd_cla_placement",
        RecordKind.LegalStatus => "ssd_legal_status",
        RecordKind.CareLeaver => "ssd_care_leavers",
        RecordKind.EarlyHelp => "ssd_early_help_episodes",
        RecordKind.PreProceedings => "ssd_pre_proceedings",
        RecordKind.CarerHousehold => "carers",
        RecordKind.Hearing => "hearings",
        RecordKind.Meeting => "meetings",
        RecordKind.Recording => "recording",
        RecordKind.Audit => "audits",
        RecordKind.Missing => "ssd_missing",
        RecordKind.Disability => "ssd_disability",
        RecordKind.Immigration => "ssd_immigration_status",
        RecordKind.CinVisit => "ssd_cin_visits",
        RecordKind.CpVisit => "ssd_cp_visits",
        RecordKind.ClaVisit => "ssd_cla_visits",
        RecordKind.CpReview => "ssd_cp_reviews",
        RecordKind.ClaReview => "ssd_cla_reviews",
        RecordKind.Address => "ssd_address",
        _ => "staff",
    };

    /// <summary>The name of a child as lists of rows show it: the id, which the source knows; of a child of others only that.</summary>
    public string? Child(int child) => child < 0 ? null
        : here.Children.IsClosed(child) ? here.Children.Who(child)
        : IsElsewhere(child) ? text["elsewhere"] : here.Children.Id(child);

    /// <summary>Whether a row says nothing of the child but that it is there: the record is closed, or is the work of others.</summary>
    public bool IsHidden(int child) => child >= 0 && (here.Children.IsClosed(child) || IsElsewhere(child));

    private bool IsElsewhere(int child) => !here.Policy.MayMendRecords && !here.Policy.MaySeeChild(child);

    /// <summary>A worker's id and name; of somebody else's worker only that.</summary>
    public string? Worker(int worker) => worker < 0 ? null
        : !here.Policy.MayMendRecords && !here.Policy.MaySeeStatement(worker) ? text["elsewhere.worker"]
        : here.Workload.Cases.Caseload.Workers[worker] is { } person && person.Name != person.Id ? $"{person.Name} ({person.Id})"
        : here.Workload.Cases.Caseload.Workers[worker].Id;

    /// <summary>A team's name.</summary>
    public string? Team(int team) => team < 0 ? null : here.Workload.Cases.Caseload.Teams[team].Name;

    /// <summary>A role, a fact, a rule, a source.</summary>
    public string? Name(QualityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Name is { } name && SourceNames.Find(name) is { } source ? sources.Name(source) : row.Name;
    }
}

/// <summary>A line under a figure: what bends it, and where the rows are.</summary>
/// <param name="Words">The line.</param>
/// <param name="Href">The address of the rows; nothing for those who do not see them.</param>
public sealed record Bend(string Words, string? Href);
