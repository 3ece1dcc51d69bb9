using System.Text;

namespace Fairload.App.Tests.Demo;

/// <summary>The mess of real files is there, at its rate, and nothing else is broken.</summary>
[Collection(CouncilTests.Name)]
public sealed class MessTests(WrittenCouncil council)
{
    [Theory]
    [InlineData("ssd_person", true)]
    [InlineData("ssd_department", true)]
    [InlineData("ssd_involvements", false)]
    public void Some_files_begin_with_a_byte_order_mark(string table, bool mark) =>
        Assert.Equal(mark, Bytes(table).AsSpan().StartsWith(Encoding.UTF8.Preamble));

    [Theory]
    [InlineData("ssd_cin_visits", true)]
    [InlineData("ssd_cla_episodes", true)]
    [InlineData("ssd_cp_visits", false)]
    public void Some_files_end_lines_with_carriage_returns(string table, bool returns) =>
        Assert.Equal(returns, Bytes(table).AsSpan().IndexOf("\r\n"u8) >= 0);

    [Fact]
    public void One_file_is_in_Windows_1252_with_an_accent_and_a_curly_apostrophe()
    {
        var bytes = Bytes("ssd_professionals");
        Assert.False(CsvFile.IsUtf8(bytes));
        Assert.Contains((byte)0xEB, bytes);
        Assert.Contains((byte)0x92, bytes);
        Assert.Contains("Renaëlle", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(council.Folder)
            .Where(path => !path.EndsWith("ssd_professionals.csv", StringComparison.Ordinal)),
            path => Assert.True(CsvFile.IsUtf8(File.ReadAllBytes(path)), path));
    }

    [Fact]
    public void Dates_are_British_in_one_table_and_carry_times_in_two()
    {
        Assert.All(council["ssd_pre_proceedings"]
            .Column("prep_pre_pro_decision_date"), date => Assert.Equal('/', date[2]));
        Assert.All(council["ssd_missing"]
            .Column("miss_missing_episode_start_date"), date => Assert.Equal(19, date.Length));
        Assert.All(council["ssd_cla_visits"]
            .Column("clav_cla_visit_date"), date => Assert.EndsWith(" 00:00:00", date, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("NULL")]
    public void An_open_end_is_now_and_then_written_as_a_date_far_away_or_NULL(string ends)
    {
        var involvements = council["ssd_involvements"].Column("invo_involvement_end_date").ToList();
        var episodes = council["ssd_cin_episodes"].Column("cine_close_date").ToList();
        Assert.InRange((involvements.Count(end => end == ends) * 10_000m / involvements.Count) + (episodes.Count(end =>
            end == ends) * 10_000m / episodes.Count), 3, 30);
    }

    [Fact]
    public void Some_fields_hold_commas_quotes_and_line_breaks()
    {
        Assert.Contains(council["ssd_early_help_episodes"]
            .Column("earl_episode_reason"), text => text.Contains(",\n", StringComparison.Ordinal));
        var comments = council["ssd_contacts"].Column("cont_contact_outcome_json")
            .Count(text => text.Contains('\n', StringComparison.Ordinal));
        Assert.InRange(comments * 10_000m / council["ssd_contacts"].Rows.Count, 2, 10);
    }

    [Fact]
    public void A_handful_of_rows_have_a_date_that_no_calendar_has()
    {
        Assert.InRange(council["ssd_cin_visits"].Column("cinv_cin_visit_date")
            .Count(date => date == "31/02/2024"), 4, 6);
        Assert.Single(council["ssd_pre_proceedings"].Column("prep_pre_pro_decision_date"), "31/02/2024");
    }

    [Fact]
    public void Every_person_named_is_on_file_but_for_the_planted_ones()
    {
        var planted = 0;
        foreach (var file in Directory.GetFiles(council.Folder, "ssd_*.csv"))
        {
            var table = council[Path.GetFileNameWithoutExtension(file)];
            if (table.Header.FirstOrDefault(name =>
                name.EndsWith("_person_id", StringComparison.Ordinal)) is not { } column)
            {
                continue;
            }

            var unknown = table.Column(column).Where(id => !council.People.Contains(id)).ToList();
            Assert.All(unknown, id => Assert.StartsWith("P00199000", id, StringComparison.Ordinal));
            planted += unknown.Count;
        }

        Assert.InRange(planted, 12, 18);
    }

    [Fact]
    public void Keys_are_unique_but_for_the_planted_people()
    {
        foreach (var file in Directory.GetFiles(council.Folder, "ssd_*.csv"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var table = council[name];
            var key = name is "ssd_disability" or "ssd_immigration_status" ? table.Header[1] : table.Header[0];
            var doubles = table.Rows.Count - table.Column(key).Distinct().Count();
            Assert.InRange(doubles, name == "ssd_person" ? 4 : 0, name == "ssd_person" ? 6 : 0);
        }

        Assert.InRange(council["ssd_person"].Column("pers_surname").Count(surname => surname == "Twicewritten"), 4, 6);
    }

    [Fact]
    public void Only_the_planted_spans_end_before_they_start()
    {
        Assert.InRange(Backwards("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"), 4, 6);
        Assert.InRange(Backwards("ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"), 4, 6);
        Assert.Equal(0, Backwards("ssd_cin_episodes", "cine_referral_date", "cine_close_date"));
        Assert.Equal(0, Backwards("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"));
        Assert.Equal(0, Backwards("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"));
        Assert.Equal(0, Backwards("ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"));
        Assert.Equal(0, Backwards("staff", "start", "until"));
    }

    [Fact]
    public void A_team_names_a_parent_that_has_no_row()
    {
        var table = council["ssd_department"];
        var ids = table.Column("dept_team_id").ToHashSet();
        var orphans = table.Rows.Where(row => table.Value(row, "dept_team_parent_id") is { Length: > 0 } parent
            && !ids.Contains(parent)).ToList();
        Assert.Equal("Partnership Services", table.Value(Assert.Single(orphans), "dept_team_parent_name"));
    }

    [Fact]
    public void A_few_workers_with_cases_have_no_FTE_and_no_row_in_the_staff_file()
    {
        var staff = council["staff"].Column("worker_id").ToHashSet();
        var without = council.Ftes.Where(each => each.Value == 0 && !staff.Contains(each.Key)).Select(each => each.Key)
            .ToList();
        Assert.Equal(2, without.Count);
        Assert.All(without, worker => Assert.Contains(council.Holdings, held => held.Worker == worker));
    }

    [Fact]
    public void Roles_have_several_spellings_and_one_that_no_mapping_knows()
    {
        var roles = council["ssd_involvements"].Column("invo_professional_role_id").GroupBy(role => role)
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.True(roles["Allocated Case Worker"] > 15 * roles["ALLOC"]);
        Assert.Contains("allocated case worker ", roles.Keys);
        Assert.Contains("Personal Advisor", roles.Keys);
        Assert.InRange(roles["Link Officer (legacy)"], 5, 40);
        Assert.True(roles["Independent Reviewing Officer"] > 1000);
        Assert.True(roles["Student"] > 5);
    }

    private byte[] Bytes(string table) => File.ReadAllBytes(Path.Combine(council.Folder, table + ".csv"));

    private int Backwards(string table, string from, string until) => council[table].Rows.Count(row =>
        WrittenCouncil.Day(council[table].Value(row, until)) is { } end
            && end < WrittenCouncil.Day(council[table].Value(row, from)));
}
