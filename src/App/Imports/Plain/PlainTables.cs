using Fairload.App.Imports.Rows;
using Fairload.Core.Cases;
using static Fairload.App.Imports.Rows.Into;

namespace Fairload.App.Imports.Plain;

/// <summary>
/// Plain CSV files for what no standard extract has: few columns with everyday names, each file its own kind. docs/importing.md says
/// the same in words.
/// </summary>
internal static class PlainTables
{
    /// <summary>Teams and what they belong to; it leads over what other files say of teams.</summary>
    public static readonly Table Teams = new(
        Source.Teams, "teams", RecordKind.Team,
        new("team_id", Key, Required: true),
        new("name", Detail),
        new("parent_id", Ref))
    { Dated = false };

    /// <summary>What each role of the case system means. A role that the file does not name keeps its usual meaning.</summary>
    public static readonly Table Roles = new(
        Source.Roles, "roles", RecordKind.Role,
        new("role", Key, Required: true),
        new("function", Code, Required: true) { OneOf = RoleMap.Words })
    { Dated = false };

    /// <summary>Carer households and who supports them. They name no child.</summary>
    public static readonly Table Carers = new(
        Source.Carers, "carers", RecordKind.CarerHousehold,
        new("household_id", Ref, Required: true) { IsInKey = true },
        new("household_type", Code),
        new("approved_date", Due),
        new("worker_id", AnyWorker),
        new("team_id", Team),
        new("start", From, Required: true) { IsInKey = true },
        new("until", Until));

    /// <summary>Court hearings.</summary>
    public static readonly Table Hearings = new(
        Source.Hearings, "hearings", RecordKind.Hearing,
        new("hearing_id", Key),
        new("child_id", Into.Child, Required: true) { IsInKey = true },
        new("hearing_date", From, Required: true) { IsInKey = true },
        new("hearing_type", Code) { IsInKey = true },
        new("court_reference", Ref))
    { LooksAhead = true };

    /// <summary>Meetings and core groups, due or held.</summary>
    public static readonly Table Meetings = new(
        Source.Meetings, "meetings", RecordKind.Meeting,
        new("meeting_id", Key),
        new("child_id", Into.Child, Required: true) { IsInKey = true },
        new("meeting_type", Code, Required: true) { IsInKey = true },
        new("due_date", Due) { IsInKey = true },
        new("held_date", From) { IsInKey = true },
        new("worker_id", AnyWorker));

    /// <summary>Absences and leave: when and of what broad kind, never why.</summary>
    public static readonly Table Absences = new(
        Source.Absences, "absences", RecordKind.Absence,
        new("worker_id", AnyWorker, Required: true) { IsInKey = true },
        new("first_day", From, Required: true) { IsInKey = true },
        new("last_day", LastDay),
        new("until", Until),
        new("absence_type", Code) { OneOf = ["leave", "sickness", "training", "other"] })
    { LooksAhead = true };

    /// <summary>Visits made, and when each was written up.</summary>
    public static readonly Table Recording = new(
        Source.Recording, "recording", RecordKind.Recording,
        new("visit_id", Key),
        new("child_id", Into.Child, Required: true) { IsInKey = true },
        new("worker_id", AnyWorker) { IsInKey = true },
        new("visit_date", From, Required: true) { IsInKey = true },
        new("visit_type", Code) { IsInKey = true },
        new("written_up_date", Until));

    /// <summary>Audits of case files.</summary>
    public static readonly Table Audits = new(
        Source.Audits, "audits", RecordKind.Audit,
        new("audit_id", Key),
        new("child_id", Into.Child, Required: true) { IsInKey = true },
        new("worker_id", AnyWorker) { IsInKey = true },
        new("audit_date", From, Required: true) { IsInKey = true },
        new("audit_outcome", Code));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Table> All = [Teams, Roles, Carers, Hearings, Meetings, Absences, Recording, Audits];
}
