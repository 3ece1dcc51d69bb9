namespace Fairload.Oracle;

/// <summary>The files of one folder as lists of rows, and the day that they are asked about.</summary>
internal sealed class Council
{
    /// <summary>Which column of a table names the child.</summary>
    private static readonly Dictionary<string, string> PersonColumns = new(StringComparer.Ordinal)
    {
        ["ssd_person"] = "pers_person_id",
        ["ssd_family"] = "fami_person_id",
        ["ssd_address"] = "addr_person_id",
        ["ssd_disability"] = "disa_person_id",
        ["ssd_immigration_status"] = "immi_person_id",
        ["ssd_legal_status"] = "lega_person_id",
        ["ssd_contacts"] = "cont_person_id",
        ["ssd_early_help_episodes"] = "earl_person_id",
        ["ssd_cin_episodes"] = "cine_person_id",
        ["ssd_cin_assessments"] = "cina_person_id",
        ["ssd_cin_plans"] = "cinp_person_id",
        ["ssd_cin_visits"] = "cinv_person_id",
        ["ssd_s47_enquiry"] = "s47e_person_id",
        ["ssd_initial_cp_conference"] = "icpc_person_id",
        ["ssd_cp_plans"] = "cppl_person_id",
        ["ssd_cp_visits"] = "cppv_person_id",
        ["ssd_cp_reviews"] = "cppr_person_id",
        ["ssd_cla_episodes"] = "clae_person_id",
        ["ssd_cla_placement"] = "clap_person_id",
        ["ssd_cla_visits"] = "clav_person_id",
        ["ssd_missing"] = "miss_person_id",
        ["ssd_care_leavers"] = "clea_person_id",
        ["ssd_pre_proceedings"] = "prep_person_id",
        ["ssd_involvements"] = "invo_person_id",
    };

    private readonly Dictionary<string, List<Row>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, Row>> _tablesByChild = new(StringComparer.Ordinal);

    public Council(string folder, DateOnly day, IReadOnlySet<DateOnly> bankHolidays)
    {
        Day = day;
        BankHolidays = bankHolidays;
        foreach (string path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            _tables[Path.GetFileNameWithoutExtension(path).ToLowerInvariant()] = CsvTable.Read(path);
        }

        Children = [.. Rows("ssd_person").Select(row => row.Text("pers_person_id")).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RejectRowsOfPeopleUnknownToSsdPerson();
        foreach ((string table, string column) in PersonColumns)
        {
            _tablesByChild[table] = Rows(table).ToLookup(row => row.Text(column)!, StringComparer.Ordinal);
        }
    }

    public DateOnly Day { get; }

    public IReadOnlySet<DateOnly> BankHolidays { get; }

    /// <summary>Every person on record, by id.</summary>
    public IReadOnlyList<string> Children { get; }

    public bool Supplied(params string[] tables) => tables.Any(_tables.ContainsKey);

    public IReadOnlyList<Row> Rows(string table) => _tables.GetValueOrDefault(table, []);

    public IEnumerable<Row> RowsOf(string child, string table) => _tablesByChild[table][child];

    /// <summary>The rows of a child whose span covers the day.</summary>
    public IEnumerable<Row> Covering(string child, string table, string fromColumn, string untilColumn) =>
        RowsOf(child, table).Where(row => Covers(row, fromColumn, untilColumn));

    public bool Covers(Row row, string fromColumn, string untilColumn) =>
        row.SpanOf(fromColumn, untilColumn)?.Covers(Day) == true;

    /// <summary>Of rows that all cover the day, the one that started last, and of those the one with the greatest id.</summary>
    public static Row? Latest(IEnumerable<Row> rows, string fromColumn, string idColumn) =>
        rows.OrderBy(row => row.Date(fromColumn)).ThenBy(row => row.Text(idColumn) ?? "", StringComparer.Ordinal).LastOrDefault();

    // A person row unknown to ssd_person: its facts are rejected.
    private void RejectRowsOfPeopleUnknownToSsdPerson()
    {
        foreach ((string table, string column) in PersonColumns.Where(pair => _tables.ContainsKey(pair.Key)))
        {
            _tables[table] = [.. _tables[table].Where(row => row.Text(column) is string id && Children.Contains(id))];
        }
    }
}
