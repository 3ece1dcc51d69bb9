using System.Globalization;
using System.Security;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Imports.Ssd;
using Fairload.App.Labels;
using Fairload.App.Reading;
using Fairload.App.Tests.Reading;
using static Fairload.App.Tests.Imports.Formats.AnnexAFile;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The rules by which the lists become rows (docs/importing.md), one by one.</summary>
public sealed class AnnexATests
{
    private static readonly DateOnly Extract = new(2026, 3, 31);

    private static readonly string[] Held =
        ["invo_person_id", "invo_professional_id", "invo_professional_team", "invo_involvement_start_date"];

    [Fact]
    public void A_sheet_is_told_by_its_header_and_not_by_its_name_or_order()
    {
        var book = new BookBuilder();
        foreach (var list in Layout2024.Keys.Reverse())
        {
            book.Sheet($"Tab {(char)('Z' - list)}", [.. Layout2024[list]], Row(list, $"C{list}"));
        }

        using var file = Read(Extract, book.Given());
        Assert.DoesNotContain(file.Problems, p => p.Contains("no column", StringComparison.Ordinal) || p.Contains("not used", StringComparison.Ordinal));
        Assert.Equal(["C8", "C7", "C6", "C4", "C5", "C3", "C9", "C1", "C2"], file.Of(SsdTables.Person, "pers_person_id"));
    }

    [Fact]
    public void A_header_may_stand_below_titles_in_any_order_of_columns()
    {
        var header = Layout2024[7].Reverse().ToArray();
        var row = Row(7, "C1", ("Child Protection Plan Start", new DateOnly(2026, 1, 5)), ("Allocated Worker", "Ada Quill"), ("Allocated Team", "North")).Reverse().ToArray();
        using var file = Read(Extract, new BookBuilder().Sheet("x", ["Annex A - List 7", null, new DateOnly(2026, 3, 31)], [], ["Restricted"], [.. header], row).Given());
        Assert.Equal(["C1|2026-01-05"], file.Of(SsdTables.CpPlans, "cppl_person_id", "cppl_cp_plan_start_date"));
        Assert.Equal(["x 5"], file.Places(SsdTables.CpPlans));
        Assert.Equal(["C1|ada quill @ north|North|2026-03-31"], file.Of(SsdTables.Involvements, Held));
    }

    [Fact]
    public void A_header_is_understood_however_it_is_written()
    {
        string[] older =
        [
            " CHILD\u00A0UNIQUE ID ", "Sex", "Ethnic origin", "DOB", "Age at 31 March", "Child has a disability?", "Date S47 enquiry started – strategy discussion start",
            "Was an ICPC deemed unnecessary?", "ICPC Date", "Did the ICPC result in a CP plan", "Sum of Number of Section 47 Enquiries in the last 12 months",
            "Sum of Number of ICPCs in the last 12 months", "Team", "Allocated Social Worker",
        ];
        string[] care = [.. Layout2024[8].Select(c => c.Replace("’", "'", StringComparison.Ordinal).Replace("(Y/N))", "(y/n)", StringComparison.Ordinal).ToUpperInvariant() + " ")];
        using var file = Read(Extract, new BookBuilder()
            .Sheet("a", [.. older], ["C1", "F", null, new DateOnly(2015, 4, 2), 10.99, "No", new DateOnly(2026, 3, 20), "No", null, null, 1, 0, "North", "Ada Quill"])
            .Sheet("b", [.. care], Row(8, "C2", ("Date Started", new DateOnly(2025, 1, 1)), ("Unaccompanied", "Yes"))).Given());
        Assert.Equal(["C2||", "C1|2015-04-02|F"], file.Of(SsdTables.Person, "pers_person_id", "pers_dob", "pers_sex"));
        Assert.Equal(["C1|2026-03-20|"], file.Of(SsdTables.S47Enquiry, "s47e_person_id", "s47e_s47_start_date", "s47e_s47_end_date"));
        Assert.Equal(["C2|UASC"], file.Of(SsdTables.ImmigrationStatus, "immi_person_id", "immi_immigration_status"));
        Assert.Equal(["C1|ada quill @ north|North|2026-03-31"], file.Of(SsdTables.Involvements, Held));
    }

    [Fact]
    public void A_workbook_of_something_else_is_none()
    {
        Assert.False(Is(new BookBuilder().Sheet("Rota", ["Name", "Monday", "Tuesday"], ["Ada", "on", "off"]).Given()));
        Assert.False(Is(new BookBuilder().Sheet("List 1", ["Child ID", "Date of Contact"], ["C1", "2026-01-01"]).Given()));
        Assert.False(Is(new BookBuilder().Sheet("Empty").Given()));
        Assert.False(Is(BookBuilder.Given("PK\u0003\u0004 and then nothing"u8.ToArray())));
        Assert.False(Is(BookBuilder.Given("a,b\n1,2\n"u8.ToArray())));
        Assert.True(Is(AnnexASampleTests.Sample()));
    }

    [Fact]
    public void A_used_column_that_stands_twice_is_refused()
    {
        var book = new BookBuilder().Sheet("List 7", [.. Layout2024[7], "Allocated  worker"], Row(7, "C1")).Given();
        var refused = Assert.Throws<ImportRefused>(() => Read(Extract, book));
        Assert.Contains("Allocated  worker", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("2026-01-05 00:00:00", "2026-01-05 00:00:00")]
    [InlineData("05/01/2026", "05/01/2026")]
    [InlineData("5-1-2026", "2026-01-05")]
    [InlineData("05.01.26", "2026-01-05")]
    [InlineData("5 Jan 2026", "2026-01-05")]
    [InlineData("5th January 2026", "2026-01-05")]
    [InlineData("05-Jan-26 09:30", "2026-01-05")]
    [InlineData("1 Sep 98", "1998-09-01")]
    [InlineData("46054", "2026-02-01")]
    [InlineData(" 46054.5 ", "2026-02-01")]
    [InlineData("46054.75", "2026-02-01")]
    [InlineData("10959", "1930-01-01")]
    [InlineData("10958", "10958")]
    [InlineData("73050", "2099-12-31")]
    [InlineData("73051", "73051")]
    [InlineData("4605", "4605")]
    [InlineData("460541", "460541")]
    [InlineData("46054,5", "46054,5")]
    [InlineData("46054e1", "46054e1")]
    [InlineData("20260201", "2026-02-01")]
    [InlineData("20261301", "20261301")]
    [InlineData("01022026", "01022026")]
    [InlineData("Sun 1 Feb 2026", "2026-02-01")]
    [InlineData("Sunday, 1 February 2026", "2026-02-01")]
    [InlineData("Sun Feb 2026", "Sun Feb 2026")]
    [InlineData("#N/A", "")]
    [InlineData("n/a", "")]
    [InlineData("-", "")]
    [InlineData("31/02/2026", "31/02/2026")]
    [InlineData("awaited", "awaited")]
    public void A_day_is_read_in_every_way_that_councils_write_it(string text, string day)
    {
        using var file = Read(Extract, new BookBuilder().Sheet("7", [.. Layout2024[7]], Row(7, "C1", ("Child Protection Plan Start", text))).Given());
        Assert.Equal([day], file.Of(SsdTables.CpPlans, "cppl_cp_plan_start_date"));
    }

    [Fact]
    public void A_serial_day_kept_as_text_counts_from_the_day_that_the_workbook_counts_from()
    {
        using var file = Read(Extract, new BookBuilder { From1904 = true }.Sheet(
            "7", [.. Layout2024[7]], Row(7, "C1", ("Child Protection Plan Start", "44592")), Row(7, "C2", ("Child Protection Plan Start", "44592.5")),
            Row(7, "C3", ("Child Protection Plan Start", 44592)), Row(7, "C4", ("Child Protection Plan Start", "71589"))).Given());
        // 1 January 1904 is day 0: 44592 days later is 1 February 2026, which counts as 46054 from 1900.
        Assert.Equal(["2026-02-01", "2026-02-01", "2026-02-01", "71589"], file.Of(SsdTables.CpPlans, "cppl_cp_plan_start_date"));
    }

    [Fact]
    public void A_plain_number_among_days_is_the_day_that_a_spreadsheet_means()
    {
        using var file = Read(Extract, new BookBuilder().Sheet(
            "7", [.. Layout2024[7]], Row(7, "C1", ("Child Protection Plan Start", 46027)), Row(7, "C2", ("Child Protection Plan Start", 12))).Given());
        Assert.Equal(["2026-01-05", "12"], file.Of(SsdTables.CpPlans, "cppl_cp_plan_start_date"));
    }

    [Theory]
    [InlineData("Unallocated")]
    [InlineData("UNALLOCATED ")]
    [InlineData("Not allocated")]
    [InlineData("#N/A")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData(" ")]
    [InlineData("(blank)")]
    [InlineData("None")]
    [InlineData("Vacant")]
    [InlineData("TBC")]
    [InlineData("To be allocated")]
    public void A_word_for_nobody_is_nobody(string nobody)
    {
        using var file = Read(Extract, new BookBuilder().Sheet(
            "7", [.. Layout2024[7]],
            Row(7, "C1", ("Child Protection Plan Start", new DateOnly(2026, 1, 5)), ("Allocated Team", nobody), ("Allocated Worker", nobody))).Given());
        Assert.Empty(file.Of(SsdTables.Involvements, Held));
        Assert.Empty(file.Of(SsdTables.Professionals, "prof_professional_id"));
        Assert.Empty(file.Of(SsdTables.Department, "dept_team_id"));
    }

    [Theory]
    [InlineData("Awaiting allocation")]
    [InlineData("Unallocated Worker")]
    [InlineData("Unallocated Case")]
    [InlineData("UNALLOCATED - North")]
    [InlineData("North - unallocated")]
    [InlineData("Un-allocated")]
    [InlineData("No allocated worker")]
    [InlineData("Not yet allocated")]
    [InlineData("Worker to be assigned")]
    [InlineData("Vacant Post")]
    [InlineData("Vacancy")]
    [InlineData("Vacant Post 3")]
    [InlineData("Pending")]
    [InlineData("Pending allocation")]
    [InlineData("N/K")]
    [InlineData("NK")]
    [InlineData("Awaiting Allocation (Duty)")]
    [InlineData("(Unallocated)")]
    [InlineData("Work Tray")]
    [InlineData("Team Tray")]
    [InlineData("Duty tray")]
    [InlineData("Duty")]
    [InlineData("Duty Social Worker")]
    [InlineData("North Team Duty Tray")]
    [InlineData("Awaiting new starter")]
    [InlineData("None allocated")]
    [InlineData("No worker")]
    [InlineData("Closed")]
    [InlineData("???")]
    [InlineData("0")]
    public void Bug_words_that_name_no_person_hold_no_child_and_are_told_once(string nobody)
    {
        using var file = Read(Extract, new BookBuilder().Sheet("7", [.. Layout2024[7]], Held7("C1", nobody, "North"), Held7("C2", nobody, "South")).Given());
        Assert.Empty(file.Of(SsdTables.Involvements, Held));
        Assert.Empty(file.Of(SsdTables.Professionals, "prof_professional_id"));
        Assert.Equal(
            [$"7 2 Allocated Worker {nobody}: This names no person: cases with it in List 7 count as waiting for a worker."],
            file.Problems.Where(p => !p.Contains("There is no List", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<c r=\"Q{0}\"><f>VLOOKUP(A2,x,2)</f></c>")]
    [InlineData("<c r=\"Q{0}\"><f>VLOOKUP(A2,x,2)</f><v></v></c>")]
    [InlineData("<c r=\"Q{0}\"><f t=\"shared\" si=\"0\"/><v/></c>")]
    public void Bug_a_formula_without_its_value_is_told_once_a_column(string cell)
    {
        using var file = Read(Extract, Formulas(row => string.Format(CultureInfo.InvariantCulture, cell, row)));
        Assert.Empty(file.Of(SsdTables.Involvements, Held));
        Assert.Equal(
            [
                "7 2 Allocated Worker : From this row on, 2 rows have a formula that was saved without its value, so what it says is not known. "
                    + "Open the workbook in a spreadsheet, save it and load it again.",
            ],
            file.Problems.Where(p => !p.Contains("There is no List", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_formula_whose_value_was_saved_is_that_value_and_one_saved_as_empty_is_none()
    {
        using var file = Read(Extract, Formulas(row => $"<c r=\"Q{row}\" t=\"str\"><f>B1</f><v>{(row == 2 ? "Ada Quill" : "")}</v></c>"));
        Assert.Equal(["C2|ada quill||2026-03-31"], file.Of(SsdTables.Involvements, Held));
        Assert.All(file.Problems, p => Assert.Contains("There is no List", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Bug_a_worker_written_as_a_number_is_the_worker_of_that_id_in_any_team()
    {
        using var file = Read(Extract, new BookBuilder().Sheet(
            "7", [.. Layout2024[7]], Held7("C1", 12345, "North"), Held7("C2", " 12345 ", "South"), Held7("C3", "00017", null)).Given());
        Assert.Equal(["C1|12345|North|2026-03-31", "C2|12345|South|2026-03-31", "C3|00017||2026-03-31"], file.Of(SsdTables.Involvements, Held));
        Assert.Equal(
            ["12345||North|12345", "00017|||00017"],
            file.Of(SsdTables.Professionals, "prof_professional_id", "prof_professional_name", "prof_professional_department", "prof_staff_id"));
    }

    [Theory]
    [InlineData("Duty, Jane", "jane duty")]
    [InlineData("Vacanti, Rosa", "rosa vacanti")]
    [InlineData("Tray Smith", "tray smith")]
    [InlineData("Ms Post", "post")]
    [InlineData("Will Case", "will case")]
    [InlineData("N.K.", "n k")]
    [InlineData("Ng, K", "k ng")]
    [InlineData("Ada Quill (awaiting registration)", "ada quill")]
    [InlineData("Noone, Peter", "peter noone")]
    [InlineData("Na, Li", "li na")]
    [InlineData("Closed, Ann", "ann closed")]
    public void A_person_whose_name_is_such_a_word_is_one(string written, string id)
    {
        using var file = Read(Extract, new BookBuilder().Sheet("7", [.. Layout2024[7]], Held7("C1", written, null)).Given());
        Assert.Equal([$"C1|{id}"], file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
    }

    [Fact]
    public void A_worker_is_one_in_a_team_however_the_name_is_written_and_another_in_another_team()
    {
        using var file = Read(Extract, new BookBuilder().Sheet(
            "7", [.. Layout2024[7]],
            Held7("C1", "Ada Quill", "North"), Held7("C2", "QUILL, Ada\u00A0", "NORTH "), Held7("C3", "Ms Ada  Quill (ASYE)", "North"), Held7("C4", "Ada Quill", "South"),
            Held7("C5", "Ada Quill", null)).Given());
        Assert.Equal(
            ["ada quill @ north|Ada Quill|North", "ada quill @ south|Ada Quill|South", "ada quill|Ada Quill|"],
            file.Of(SsdTables.Professionals, "prof_professional_id", "prof_professional_name", "prof_professional_department"));
        Assert.Equal(
            ["C1|Allocated Worker|ada quill @ north", "C2|Allocated Worker|ada quill @ north", "C3|Allocated Worker|ada quill @ north", "C4|Allocated Worker|ada quill @ south", "C5|Allocated Worker|ada quill"],
            file.Of(SsdTables.Involvements, "invo_involvements_id"));
    }

    [Fact]
    public void The_list_that_says_most_says_who_holds_the_case()
    {
        var start = new DateOnly(2026, 3, 1);
        using var file = Read(Extract, new BookBuilder()
            .Sheet("3", [.. Layout2024[3]], Of(3, "C3", "Date of Referral"), Of(3, "C4", "Date of Referral"), Of(3, "C9", "Date of Referral", ("Referral NFA", "Yes")))
            .Sheet("4", [.. Layout2024[4]], Of(4, "C4", "Continuous Assessment Start"), Of(4, "C8", "Continuous Assessment Start"), Of(4, "C10", "Continuous Assessment Start", ("Continuous Assessment Date of Auth", start)))
            .Sheet("5", [.. Layout2024[5]], Of(5, "C5", "Strategy"), Of(5, "C4", "Strategy"), Of(5, "C11", "Strategy", ("Was an Initial", "Yes")), Of(5, "C12", "Strategy", ("Date of Initial", new DateOnly(2026, 4, 9))))
            .Sheet("6", [.. Layout2024[6]], Of(6, "C6", "CIN Start", ("Case Status", "c) Child in need plan")), Of(6, "C13", "CIN Start", ("Case Status", "Closed")), Of(6, "C14", "CIN Start", ("CIN Closure", Extract), ("Case Status", "CIN")))
            .Sheet("7", [.. Layout2024[7]], Of(7, "C8", "Child Protection Plan Start"), Of(7, "C7", "Child Protection Plan Start"))
            .Sheet("8", [.. Layout2024[8]], Of(8, "C8", "Date Started"), Row(8, "C7", ("Date Started", start), ("Allocated Worker", "Unallocated"))).Given());
        Assert.Equal(
            ["C8|w8", "C7|w7", "C6|w6", "C4|w4", "C5|w5", "C12|w5", "C3|w3"],
            file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
    }

    [Theory]
    [InlineData(3, "Date of Referral")]
    [InlineData(4, "Continuous Assessment Start")]
    [InlineData(5, "Strategy")]
    [InlineData(6, "CIN Start")]
    [InlineData(7, "Child Protection Plan Start")]
    [InlineData(8, "Date Started")]
    public void Bug_of_two_open_rows_of_a_list_the_one_that_started_last_holds_in_any_order_of_rows(int list, string start)
    {
        (string Child, string Worker, DateOnly? Start)[] rows =
        [
            ("C1", "Ann Lee", new(2025, 1, 1)), ("C1", "Bob Sun", new(2026, 2, 1)), ("C1", "Cy Moon", new(2025, 6, 1)),
            ("C2", "Zed Day", new(2026, 1, 5)), ("C2", "Amy Day", new(2026, 1, 5)), ("C2", "Eve Day", new(2025, 12, 31)),
            ("C3", "Ann Lee", new(2025, 1, 1)), ("C3", "LEE, Ann", new(2026, 1, 1)),
            ("C4", "Ann Lee", new(2025, 1, 1)), ("C4", "Unallocated", new(2026, 1, 1)),
        ];
        var random = new Random(7);
        for (var shuffle = 0; shuffle < 20; shuffle++)
        {
            if (shuffle > 0)
            {
                random.Shuffle(rows);
            }

            // In one sheet, and cut over two workbooks.
            var cut = shuffle % 2 == 0 ? rows.Length : 4;
            using var file = Read(
                Extract,
                new BookBuilder().Sheet("a", [[.. Layout2024[list]], .. rows[..cut].Select(Shown)]).Given(),
                new BookBuilder().Sheet("b", [[.. Layout2024[list]], .. rows[cut..].Select(Shown)]).Given());
            Assert.Equal(
                ["C1|bob sun", "C2|amy day", "C3|ann lee", "C4|ann lee"],
                file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id").Order(StringComparer.Ordinal));
            Assert.Equal(
                ["C1 Ann Lee", "C1 Cy Moon", "C2 Eve Day", "C2 Zed Day"],
                file.Problems.Where(p => p.Contains("another open row", StringComparison.Ordinal)).Select(p => p.Split(' '))
                    .Select(p => rows[int.Parse(p[1], CultureInfo.InvariantCulture) - 2 + (p[0] == "b" ? cut : 0)]).Select(row => $"{row.Child} {row.Worker}")
                    .Order(StringComparer.Ordinal));
        }

        object?[] Shown((string Child, string Worker, DateOnly? Start) row) => Row(list, row.Child, (start, row.Start), ("Allocated Worker", row.Worker));
    }

    [Fact]
    public void A_referral_is_the_episode_of_list_6_of_the_same_day_and_ends_with_the_next_closure()
    {
        using var file = Read(Extract, new BookBuilder()
            .Sheet("3", [.. Layout2024[3]],
                Row(3, "C1", ("Date of Referral", new DateOnly(2025, 5, 1))), Row(3, "C1", ("Date of Referral", new DateOnly(2025, 3, 1))),
                Row(3, "C1", ("Date of Referral", new DateOnly(2026, 2, 1)), ("Referral NFA", "NFA")), Row(3, "C2", ("Date of Referral", new DateOnly(2025, 3, 1))))
            .Sheet("6", [.. Layout2024[6]],
                Row(6, "C1", ("CIN Start", new DateOnly(2025, 5, 1)), ("CIN Closure", new DateOnly(2025, 9, 1)), ("Reason", "RC8 - closed after assessment"), ("Case Status", "Closed")),
                Row(6, "C1", ("CIN Start", new DateOnly(2024, 5, 1)), ("CIN Closure", new DateOnly(2024, 9, 1)), ("Case Status", "Closed")),
                Row(6, "C3", ("CIN Start", new DateOnly(2025, 6, 1)), ("Primary Need", "a) N1 - Abuse"), ("Case Status", "Closed episode"))).Given());
        Assert.Equal(
            [
                "C1|2025-05-01|2025-09-01||RC8|", "C1|2024-05-01|2024-09-01|||", "C3|2025-06-01|2025-06-01|N1||",
                "C1|2025-03-01|2025-09-01|||", "C1|2026-02-01||||Y", "C2|2025-03-01||||",
            ],
            file.Of(SsdTables.CinEpisodes, "cine_person_id", "cine_referral_date", "cine_close_date", "cine_cin_primary_need_code", "cine_close_reason", "cine_referral_nfa"));
    }

    [Fact]
    public void A_row_that_stands_twice_is_one_and_told()
    {
        using var file = Read(Extract, new BookBuilder().Sheet("List 7", [.. Layout2024[7]], Held7("C1", "Ada Quill", "North"), Held7("C1", "Ben Nib", "North")).Given());
        Assert.Single(file.Of(SsdTables.CpPlans, "cppl_cp_plan_id"));
        Assert.Contains("List 7 3  : An earlier row of List 7 has the same child and start: the two are taken as one.", file.Problems);
    }

    [Fact]
    public void Two_contacts_of_a_child_on_a_day_are_two()
    {
        using var file = Read(Extract, new BookBuilder()
            .Sheet("1", [.. Layout2024[1]], Row(1, "C1", ("Date of Contact", new DateOnly(2026, 1, 5))), Row(1, "C1", ("Date of Contact", new DateOnly(2026, 1, 5))))
            .Sheet("3", [.. Layout2024[3]]).Given());
        Assert.Equal(["C1|2026-01-05|1", "C1|2026-01-05|2"], file.Of(SsdTables.Contacts, "cont_contact_id"));
    }

    [Fact]
    public void What_one_list_does_not_say_of_a_child_another_may()
    {
        using var file = Read(Extract, new BookBuilder()
            .Sheet("1", [.. Layout2024[1]], Row(1, "C1", ("Gender", "a) Male"), ("Date of Birth", new DateOnly(2014, 1, 1)), ("Age", 6.138)))
            .Sheet("7", [.. Layout2024[7]], Row(7, "C1", ("Gender", "b) Female"), ("Does", "b) No")))
            .Sheet("8", [.. Layout2024[8]], Row(8, "C1", ("Date of Birth", "unknown"), ("Does", "MOB"))).Given());
        Assert.Equal(["C1|2014-01-01|F"], file.Of(SsdTables.Person, "pers_person_id", "pers_dob", "pers_sex"));
        Assert.Equal(["C1|Yes"], file.Of(SsdTables.Disability, "disa_person_id", "disa_disability_code"));
        Assert.Contains("8 2 Date of Birth unknown: This is not a date. Write 2026-03-31 or 31/03/2026, with or without a time.", file.Problems);
    }

    [Fact]
    public void A_row_without_a_child_is_told_and_a_total_is_none()
    {
        using var file = Read(Extract, new BookBuilder().Sheet("7", [.. Layout2024[7]], Held7("C1", "A B", "N"), Row(7, null, ("Allocated Team", "North")), Row(7, "Grand Total", ("Number", 9))).Given());
        Assert.Single(file.Of(SsdTables.Person, "pers_person_id"));
        Assert.Equal(
            ["7 3 Child Unique ID : A value is needed here: the row was left out."],
            file.Problems.Where(p => !p.Contains("There is no List", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_does_not_matter_how_the_lists_were_parted_into_workbooks()
    {
        BookBuilder Referrals(BookBuilder book) => book
            .Sheet("1", [.. Layout2024[1]]).Sheet("3", [.. Layout2024[3]], Of(3, "C1", "Date of Referral"), Of(3, "C2", "Date of Referral"));
        BookBuilder Cases(BookBuilder book) => book
            .Sheet("7", [.. Layout2024[7]], Of(7, "C1", "Child Protection Plan Start")).Sheet("8", [.. Layout2024[8]], Of(8, "C1", "Date Started"));
        using var one = Read(Extract, Cases(Referrals(new BookBuilder())).Given());
        using var parted = Read(Extract, Referrals(new BookBuilder()).Given(), Cases(new BookBuilder()).Given());
        Assert.Equal(["C1|w8", "C2|w3"], one.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
        Assert.Equal(one.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"), parted.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
        Assert.Equal(one.Of(SsdTables.CinEpisodes, "cine_referral_id", "cine_close_date"), parted.Of(SsdTables.CinEpisodes, "cine_referral_id", "cine_close_date"));
    }

    [Fact]
    public void A_workbook_without_the_lists_that_say_who_holds_a_case_is_refused()
    {
        using var file = Read(Extract, new BookBuilder().Sheet("1", [.. Layout2024[1]]).Sheet("2", [.. Layout2024[2]]).Given());
        Assert.Contains("lists 3 to 9", Assert.Throws<ImportRefused>(() => file.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_in_several_workbooks_are_one_extract()
    {
        using var file = Read(
            Extract,
            new BookBuilder().Sheet("8", [.. Layout2024[8]], Of(8, "C1", "Date Started")).Given(),
            new BookBuilder().Sheet("7", [.. Layout2024[7]], Of(7, "C1", "Child Protection Plan Start"), Of(7, "C2", "Child Protection Plan Start")).Given());
        Assert.Equal(["C1", "C2"], file.Of(SsdTables.Person, "pers_person_id"));
        Assert.Equal(["C1|w8", "C2|w7"], file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
    }

    [Theory]
    [InlineData("YesNo", "b) No", "N")]
    [InlineData("YesNo", "a. Yes", "Y")]
    [InlineData("YesNo", "0 - No", "N")]
    [InlineData("YesNo", "TRUE", "Y")]
    [InlineData("YesNo", "c) Unknown", "")]
    [InlineData("YesNo", "CS Assessment Updated", "CS Assessment Updated")]
    [InlineData("Seen", "Child not seen alone", "N")]
    [InlineData("Seen", "Child seen", "Y")]
    [InlineData("Nfa", "No further action", "Y")]
    [InlineData("Nfa", "Further action", "N")]
    [InlineData("Disabled", "NO DISABILITY", "N")]
    [InlineData("Disabled", "AUTISM", "Y")]
    [InlineData("Disabled", "NOBT - Information not yet obtained", "")]
    [InlineData("Sex", "2 - Female", "F")]
    [InlineData("Sex", "a) Male", "M")]
    [InlineData("Sex", "Transgender Male", "U")]
    [InlineData("Sex", "Unknown if Male or Female", "U")]
    [InlineData("Status", "CLA&CP", "CLA")]
    [InlineData("Status", "b) Child Protection plan", "CPP")]
    [InlineData("Status", "CPP", "CPP")]
    [InlineData("Status", "CiN", "CIN")]
    [InlineData("Status", "CF Assessment in progress", "ASSESSMENT")]
    [InlineData("Status", "Open asmt", "ASSESSMENT")]
    [InlineData("Status", "Closed - stepdown", "CLOSED")]
    [InlineData("Status", "Closed Assessment", "CLOSED")]
    [InlineData("Status", "something", "")]
    [InlineData("Need", "a) N1 - Abuse or Neglect", "N1")]
    [InlineData("Need", "Child's Disability [N2]", "N2")]
    [InlineData("Closure", "RC8a - Closed after assessment", "RC8")]
    [InlineData("Need", "N1 - Low income", "N1 - Low income")]
    [InlineData("Disabled", "CS Assessment Updated", "")]
    [InlineData("Legal", "V4", "V4")]
    [InlineData("Closure", "g) RC7: other", "RC7")]
    [InlineData("Legal", "C1: ICO", "C1")]
    [InlineData("Legal", "a) Interim care orders", "C1")]
    [InlineData("Legal", "Full Care Order", "C2")]
    [InlineData("Legal", "Accommodated under S20", "V2")]
    [InlineData("Category", "d) Emotional abuse", "EMO")]
    [InlineData("Category", "Multiple: physical and emotional", "MUL")]
    [InlineData("Contact", "q) 6: Police", "6")]
    [InlineData("Contact", "b) 1B: Individual", "1B")]
    [InlineData("Contact", "Schools", "2A")]
    [InlineData("Contact", "Health services", "Health services")]
    [InlineData("Plain", "f) U6: Foster placement - not FFA", "U6")]
    [InlineData("Plain", "b) Former relevant child", "Former relevant child")]
    public void A_label_is_read_as_its_code(string kind, string label, string code) =>
        Assert.Equal(
            code,
            Encoding.UTF8.GetString(new AnnexACodes(new LabelReader(ShippedLabels.Normaliser)).Read(Enum.Parse<AnnexACode>(kind), "List 1", ColumnOf[kind], Encoding.UTF8.GetBytes(label))));

    /// <summary>A column whose labels are read so.</summary>
    private static Dictionary<string, string> ColumnOf { get; } = new(StringComparer.Ordinal)
    {
        ["Sex"] = AnnexAColumns.Gender, ["YesNo"] = AnnexAColumns.Asylum, ["Seen"] = AnnexAColumns.SeenAlone, ["Nfa"] = AnnexAColumns.Nfa,
        ["Disabled"] = AnnexAColumns.Disability, ["Status"] = AnnexAColumns.CaseStatus, ["Need"] = AnnexAColumns.Need, ["Closure"] = AnnexAColumns.ClosureReason,
        ["Legal"] = AnnexAColumns.LegalStatus, ["Category"] = AnnexAColumns.LatestCategory, ["Contact"] = AnnexAColumns.ContactSource,
        ["Plain"] = AnnexAColumns.PlacementType,
    };

    /// <summary>A List 7 of two children, with a cell of XML for the worker of each.</summary>
    private static GivenFile Formulas(Func<int, string> cell)
    {
        static string Text(int column, int row, string text) => $"<c r=\"{BookBuilder.Column(column)}{row}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";
        var header = string.Concat(Layout2024[7].Select((name, at) => Text(at, 1, name)));
        string Of(int row) => $"<row r=\"{row}\">{Text(0, row, $"C{row}")}{Text(6, row, "2026-01-05")}{cell(row)}</row>";
        return new BookBuilder().Raw("7", $"<row r=\"1\">{header}</row>{Of(2)}{Of(3)}").Given();
    }

    private static object?[] Held7(string child, object? worker, string? team) =>
        Row(7, child, ("Child Protection Plan Start", new DateOnly(2026, 1, 5)), ("Allocated Worker", worker), ("Allocated Team", team));

    private static object?[] Of(int list, string child, string start, params (string, object?)[] more) =>
        Row(list, child, [(start, new DateOnly(2026, 3, 1)), ("Allocated Worker", "W" + list), .. more]);
}
