namespace Fairload.Oracle;

/// <summary>Who the workers are and what their posts say: ssd_professionals and the staff rows.</summary>
internal sealed class Workers(Council council)
{
    private IReadOnlyList<Row> StaffRows => council.Rows("staff");

    private IReadOnlyList<Row> Professionals => council.Rows("ssd_professionals");

    /// <summary>"A worker appears when holding a case on D, or when a staff row covers D."</summary>
    public IEnumerable<string> Appearing(IEnumerable<Line> holdings) => holdings.Select(holding => holding.Worker)
        .Concat(StaffRows.Where(CoversDay).Select(WorkerOf))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public string? Name(string worker) => StaffCell(worker, "name") ?? Professional(worker)?.Text("prof_professional_name");

    /// <summary>An FTE that no source gives is unknown.</summary>
    public decimal? Fte(string worker) =>
        CurrentStaffRow(worker)?.Number("fte") ?? Professional(worker)?.Number("prof_full_time_equivalency");

    public string? Band(string worker) => StaffCell(worker, "band");

    public string? Role(string worker) => StaffCell(worker, "role");

    public string? Team(string worker) => StaffCell(worker, "team_id") ?? Professional(worker)?.Text("prof_professional_department");

    public string? TeamName(string worker) => Team(worker) is string team
        ? council.Rows("ssd_department").FirstOrDefault(row => row.Text("dept_team_id") == team)?.Text("dept_team_name")
        : null;

    public bool IsAgency(string worker) => StaffCell(worker, "agency") is not null
        ? CurrentStaffRow(worker)!.Flag("agency")
        : Professional(worker)?.Flag("prof_agency_worker_flag") == true;

    // monthsInBand: whole months since the start of the earliest staff row of the unbroken chain (adjoining) with that band.
    public int? MonthsInBand(string worker)
    {
        if (Band(worker) is not string band)
        {
            return null;
        }

        DateOnly start = CurrentStaffRow(worker)!.Date("start")!.Value;
        while (RowsOf(worker).FirstOrDefault(row => row.Text("band") == band && row.Date("until") == start
            && row.Date("start") < start) is Row earlier)
        {
            start = earlier.Date("start")!.Value;
        }

        return Calendar.WholeMonths(start, council.Day);
    }

    private static bool Same(string? one, string? other) => one is not null && one == other;

    // A staff row joins by swe_number, else worker_id = prof_professional_id, else worker_id = prof_staff_id; a row with no
    // match is a worker of its own.
    private string WorkerOf(Row staff)
    {
        string? sweNumber = staff.Text("swe_number");
        string? id = staff.Text("worker_id");
        Row? professional =
            Professionals.FirstOrDefault(row => Same(row.Text("prof_social_worker_registration_no"), sweNumber))
            ?? Professionals.FirstOrDefault(row => Same(row.Text("prof_professional_id"), id))
            ?? Professionals.FirstOrDefault(row => Same(row.Text("prof_staff_id"), id));
        return professional?.Text("prof_professional_id") ?? id!;
    }

    private IEnumerable<Row> RowsOf(string worker) => StaffRows.Where(row => WorkerOf(row) == worker);

    private bool CoversDay(Row staff) => council.Covers(staff, "start", "until");

    // The staff row covering the day; of several the one that started last.
    private Row? CurrentStaffRow(string worker) => RowsOf(worker).Where(CoversDay).OrderBy(row => row.Date("start")).LastOrDefault();

    // The staff row covering the day wins where its cell is not blank.
    private string? StaffCell(string worker, string column) => CurrentStaffRow(worker)?.Text(column);

    private Row? Professional(string worker) =>
        Professionals.FirstOrDefault(row => row.Text("prof_professional_id") == worker);
}
