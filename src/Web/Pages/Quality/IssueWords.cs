using Fairload.Core.Cases;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Quality;

/// <summary>What each data-quality finding is called, why it matters, and what it does to figures.</summary>
public sealed class IssueWords(Text<IssueWords> text, CouncilContext here)
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
            QualityIssue.RolesNotMapped => text.Count("role", n),
            QualityIssue.Clashes => text.Count("clash", n),
            QualityIssue.WorkersWithoutFte => text.Count("fte", n),
            QualityIssue.NoTimeHoldingCases => text.Count("noTime", n),
            QualityIssue.WorkersWithoutTeam => text.Count("noTeam", n),
            QualityIssue.HoldersWithoutRow => text.Count("noRow", n),
            QualityIssue.CoWorkersNowhere => text.Count("coWorker", n),
            QualityIssue.NotWeighted => text.Count("notWeighted", n),
            QualityIssue.MissingCells => text.Count("cell", n),
            QualityIssue.FactsNotGiven => text.Count("fact", n),
            QualityIssue.TeamsWithoutRow => text.Count("team", n),
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
        QualityIssue.RolesNotMapped => text["role.why"],
        QualityIssue.Clashes => text["clash.why"],
        QualityIssue.WorkersWithoutFte => text["fte.why"],
        QualityIssue.NoTimeHoldingCases => text["noTime.why"],
        QualityIssue.WorkersWithoutTeam => text["noTeam.why"],
        QualityIssue.HoldersWithoutRow => text["noRow.why"],
        QualityIssue.CoWorkersNowhere => text["coWorker.why"],
        QualityIssue.NotWeighted => text["notWeighted.why"],
        QualityIssue.MissingCells => text["cell.why"],
        QualityIssue.FactsNotGiven => text["fact.why"],
        QualityIssue.TeamsWithoutRow => text["team.why"],
        QualityIssue.ChildrenWithoutBirthDate => text["birth.why"],
        _ => text["ends.why"],
    };

    /// <summary>What it does to figures: cases touched, a figure with and without, the names found. Nothing where that is not known.</summary>
    public string? Effect(QualityFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding switch
        {
            { Effect: { Measure: QualityMeasure.WorkloadPercent } effect } =>
                text["effect.percent", ("with", Format.Percent(effect.With)), ("without", Format.Percent(effect.Without))],
            { Effect: { } effect } => text["effect.points", ("with", Format.Points(effect.With)), ("without", Format.Points(effect.Without))],
            { Issue: QualityIssue.WorkersWithoutFte } => text.Count("effect.fte", finding.Touched),
            { Issue: QualityIssue.WorkersWithoutTeam } => text.Count("effect.noTeam", finding.Touched),
            { Issue: QualityIssue.HoldersGone } => text.Count("effect.gone", finding.Touched),
            { Issue: QualityIssue.CoWorkersNowhere } => text.Count("effect.coWorker", finding.Touched),
            { Issue: QualityIssue.RolesNotMapped or QualityIssue.MissingCells } =>
                string.Join(", ", finding.Names.Select(name => $"{name.Name ?? text["noRole"]} ({Format.Count(name.Count)})")),
            { Issue: QualityIssue.FactsNotGiven } => string.Join(", ", finding.Names.Select(name => name.Name)),
            _ => null,
        };
    }

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

    /// <summary>The name of a child as lists of rows show it: the id, which the source knows.</summary>
    public string? Child(int child) => child < 0 ? null : here.Children.IsClosed(child) ? here.Children.Who(child) : here.Children.Id(child);

    /// <summary>A worker's id and name.</summary>
    public string? Worker(int worker) => worker < 0 ? null
        : here.Workload.Cases.Caseload.Workers[worker] is { } person && person.Name != person.Id ? $"{person.Name} ({person.Id})"
        : here.Workload.Cases.Caseload.Workers[worker].Id;

    /// <summary>A team's name.</summary>
    public string? Team(int team) => team < 0 ? null : here.Workload.Cases.Caseload.Teams[team].Name;
}
