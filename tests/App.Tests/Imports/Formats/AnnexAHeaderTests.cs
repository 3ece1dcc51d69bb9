using Fairload.App.Imports;
using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Imports.Ssd;
using Fairload.App.Tests.Reading;
using static Fairload.App.Tests.Imports.Formats.AnnexAFile;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>How a sheet is known as a list when its header is not Ofsted's, and what happens when it cannot be read.</summary>
public sealed class AnnexAHeaderTests
{
    private static readonly DateOnly Extract = new(2026, 3, 31);
    private static readonly DateOnly Day = new(2026, 2, 1);

    /// <summary>Of each list, the column that dates it.</summary>
    private static readonly Dictionary<int, string> Dated = new()
    {
        [1] = "Date of Contact", [2] = "Assessment start date", [3] = "Date of Referral", [4] = "Continuous Assessment Start Date",
        [5] = "Strategy discussion initiating Section 47 Enquiry Start Date", [6] = "CIN Start Date", [7] = "Child Protection Plan Start Date",
        [8] = "Date Started to be Looked After",
    };

    [Theory]
    [InlineData(6, "Child Unique ID", "Child ID")]
    [InlineData(6, "Child Unique ID", "ChildUniqueID")]
    [InlineData(6, "Child Unique ID", "CHILD_UNIQUE_ID")]
    [InlineData(6, "Child Unique ID", "Person ID")]
    [InlineData(6, "Child Unique ID", "Mosaic ID")]
    [InlineData(6, "Child Unique ID", "Mosaic Person ID")]
    [InlineData(6, "Child Unique ID", "LCS ID")]
    [InlineData(6, "Child Unique ID", "LCS Number")]
    [InlineData(6, "Child Unique ID", "Case ID")]
    [InlineData(6, "Child Unique ID", "Case No.")]
    [InlineData(8, "Child Unique ID", "Unique ID")]
    [InlineData(3, "Child Unique ID", "Client Ref")]
    [InlineData(1, "Child Unique ID", "Liquidlogic ID")]
    [InlineData(6, "CIN Start Date", "Start Date")]
    [InlineData(6, "CIN Start Date", "StartDate")]
    [InlineData(6, "CIN Start Date", "Child in Need Start Date")]
    [InlineData(6, "CIN Start Date", "CiN Start Date (dd/mm/yyyy)*")]
    [InlineData(7, "Child Protection Plan Start Date", "Start Date")]
    [InlineData(7, "Child Protection Plan Start Date", "CP Start")]
    [InlineData(8, "Date Started to be Looked After", "Start Date")]
    [InlineData(8, "Date Started to be Looked After", "LAC Start Date")]
    [InlineData(4, "Continuous Assessment Start Date", "Start date")]
    [InlineData(4, "Continuous Assessment Start Date", "C&F Assessment Start Date")]
    [InlineData(5, "Strategy discussion initiating Section 47 Enquiry Start Date", "S47 start date")]
    [InlineData(5, "Strategy discussion initiating Section 47 Enquiry Start Date", "Start Date")]
    [InlineData(3, "Date of Referral", "Date received")]
    [InlineData(6, "Allocated Worker", "Worker")]
    [InlineData(6, "Allocated Worker", "Social Worker")]
    [InlineData(6, "Allocated Worker", "Case Holder")]
    [InlineData(6, "Allocated Worker", "Allocated Case Holder")]
    [InlineData(6, "Allocated Worker", "Lead Practitioner")]
    [InlineData(6, "Allocated Team", "Team")]
    [InlineData(6, "Allocated Team", "Social Work Team")]
    [InlineData(6, "Date of Birth", "DOB")]
    [InlineData(6, "Date of Birth", "D.O.B.")]
    [InlineData(6, "Date of Birth", "DOB (dd/mm/yyyy)")]
    [InlineData(6, "Case Status", "Status")]
    [InlineData(6, "Reason for Closure", "Reason closed")]
    [InlineData(6, "CIN Closure Date", "End Date")]
    public void A_column_that_a_council_names_in_its_own_words_is_that_column(int list, string official, string own)
    {
        // Beside another list, and alone; under a tab that says nothing.
        string[] header = [.. Layout2024[list].Select(name => name == official ? own : name)];
        var found = AnnexAList.Of(header, "Sheet1");
        Assert.NotNull(found);
        Assert.Equal((list, 0), (found.List.Number, found.Lacks.Count));
        Assert.Equal(Array.IndexOf(header, own), found.Places[official]);
        Assert.Equal(Layout2024[list].Length, found.Places.Count);
        Assert.True(found.IsProof);
    }

    [Fact]
    public void Many_columns_in_own_words_are_understood_together()
    {
        string[] header =
        [
            "Mosaic ID", "Sex", "Ethnic Origin", "DOB", "Age", "Disability", "Start Date", "Primary Need", "Last seen", "End Date", "Reason", "Status", "Team", "Social Worker",
        ];
        using var file = Read(
            Extract, new BookBuilder().Sheet("Children in need", [.. header], ["C1", "F", null, "01/02/2015", 11, "No", Day, "N1", null, null, null, "CIN", "North", "Ada Quill"]).Given());
        Assert.Equal(["C1|2026-02-01|"], file.Of(SsdTables.CinPlans, "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"));
        Assert.Equal(["C1|ada quill @ north"], file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
        Assert.Equal(["C1|2015-02-01|F"], file.Of(SsdTables.Person, "pers_person_id", "pers_dob", "pers_sex"));
    }

    [Fact]
    public void Bug_a_list_6_without_case_status_is_read_with_what_it_says()
    {
        var (header, row) = Without(6, ["Case Status"], "C1", ("CIN Start", Day), ("Allocated Worker", "Ada Quill"), ("Allocated Team", "North"));
        var (_, closed) = Without(6, ["Case Status"], "C2", ("CIN Start", Day), ("CIN Closure", new DateOnly(2026, 3, 1)), ("Allocated Worker", "Ada Quill"));
        using var file = Read(Extract, new BookBuilder().Sheet("List 6", header, row, closed).Sheet("List 8", [.. Layout2024[8]]).Given());
        Assert.Equal(["C1|2026-02-01|", "C2|2026-02-01|2026-03-01"], file.Of(SsdTables.CinEpisodes, "cine_person_id", "cine_referral_date", "cine_close_date"));
        Assert.Empty(file.Of(SsdTables.CinPlans, "cinp_person_id"));
        Assert.Equal(["C1|ada quill @ north"], file.Of(SsdTables.Involvements, "invo_person_id", "invo_professional_id"));
        Assert.Contains("List 6  Case Status : List 6 has no column Case Status: what it says is not known.", file.Problems);
        Assert.DoesNotContain(file.Problems, p => p.Contains("There is no List 6", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_that_lacks_one_column_is_read_whichever_of_the_others_it_is()
    {
        foreach (var list in Layout2024.Keys)
        {
            foreach (var column in Layout2024[list].Where(column => list > 8 ? column != Layout2024[list][0] : column != Layout2024[list][0] && column != Dated[list]))
            {
                var found = AnnexAList.Of([.. Layout2024[list].Where(name => name != column)], "Sheet1");
                Assert.True(found is { Lacks.Count: 0 } && found.List.Number == list, $"List {list} without {column}: {found?.List.Name}");
            }
        }
    }

    [Theory]
    [InlineData("Sheet3")]
    [InlineData("List {0}")]
    [InlineData("List_{0}")]
    [InlineData("{0}")]
    [InlineData("Annex A list 0{0}")]
    public void Bug_a_sheet_that_is_a_list_without_the_child_or_its_day_is_refused_and_named(string tab)
    {
        foreach (var (list, day) in Dated)
        {
            foreach (var column in (string[])["Child Unique ID", day])
            {
                // Of the two own columns of List 1 and the three of List 2, too little is left to know them by without the tab.
                if (tab == "Sheet3" && list < 3 && column == day)
                {
                    continue;
                }

                var name = string.Format(null, tab, list);
                var (header, row) = Without(list, [column], "C1");
                var other = list == 7 ? 8 : 7;
                var refused = Assert.Throws<ImportRefused>(() => Read(
                    Extract, new BookBuilder().Sheet("a", [.. Layout2024[other]]).Sheet("b", [.. Layout2024[9]]).Sheet(name, header, row).Given()));
                Assert.Equal(
                    $"book.xlsx, sheet {name}: it looks like List {list} but has no column {AnnexAList.All[list - 1].Needed.Single(needed => string.Equals(needed, column, StringComparison.OrdinalIgnoreCase))}, without which it cannot be read. Give that column Ofsted's name in the header, or take the sheet out if it is no list of Annex A.",
                    refused.Message);
            }
        }
    }

    [Fact]
    public void A_whole_list_without_the_child_is_refused_alone_too()
    {
        var (header, row) = Without(6, ["Child Unique ID"], "C1");
        var refused = Assert.Throws<ImportRefused>(() => Read(Extract, new BookBuilder().Sheet("Sheet1", header, row).Given()));
        Assert.Contains("looks like List 6 but has no column Child Unique ID", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_of_another_table_beside_the_lists_is_left_aside_and_told_and_a_title_page_is_not()
    {
        using var file = Read(Extract, new BookBuilder()
            .Sheet("Cover", ["Annex A"], ["Restricted", "2026"])
            .Sheet("List 7", [.. Layout2024[7]])
            .Sheet("Lookups", ["Gender", "Ethnicity", "Disability", "Primary Need Code", "Reason for Closure", "Case Status", "Category of Abuse"], ["a) Male", "WBRI", "No", "N1", "RC1", "CIN", "NEG"])
            .Sheet("Duty rota", ["Worker", "Team", "Start Date", "End Date", "Status"], ["Ada Quill", "North", Day, Day, "leave"])
            .Sheet("Children", ["Child ID", "Gender", "Ethnicity", "DOB", "Age", "Disability", "Team", "Worker"], ["C1", "F", null, null, null, null, "North", "Ada Quill"])
            .Sheet("Empty").Given());
        Assert.Equal(
            ["Lookups", "Duty rota", "Children"],
            file.Problems.Where(p => p.EndsWith(": The first ten rows have the header of no list of Annex A: the sheet was left aside.", StringComparison.Ordinal))
                .Select(p => p[..p.IndexOf("  ", StringComparison.Ordinal)]));
        Assert.Empty(file.Of(SsdTables.Person, "pers_person_id"));
    }

    [Fact]
    public void Two_lists_are_not_taken_for_each_other()
    {
        // 3 and 6, 4 and 2, 7 and 8, each with what tells the other, too.
        Assert.Equal(6, Number([.. Layout2024[6], "Date of Referral", "Referral Source"]));
        Assert.Equal(3, Number([.. Layout2024[3], "CIN Start Date", "Case Status"]));
        Assert.Equal(7, Number([.. Layout2024[7], "Date Started to be Looked After"]));
        Assert.Equal(8, Number([.. Layout2024[8], "Child Protection Plan Start Date", "Latest Category of Abuse"]));
        Assert.Equal(5, Number([.. Layout2024[5], "Continuous Assessment Start Date", "Child Seen During Continuous Assessment"]));
        Assert.Equal(4, Number(["Child ID", "Gender", "Ethnicity", "DOB", "Age", "Disability", "Assessment Start Date", "Assessment Completion Date", "Team", "Worker"]));
        Assert.Equal(2, Number(["Child ID", "Gender", "Ethnicity", "DOB", "Age", "Assessment Start Date", "Assessment Completion Date"]));

        static int? Number(string[] header) => AnnexAList.Of(header, "Sheet1")?.List.Number;
    }

    [Fact]
    public void A_workbook_of_something_else_stays_none()
    {
        Assert.False(Is(new BookBuilder()
            .Sheet("Holidays", ["Worker", "Team", "Start Date", "End Date", "Status"], ["Ada", "North", Day, Day, "agreed"])
            .Sheet("Sickness", ["Person ID", "Worker", "Start Date", "End Date", "Reason"], [1, "Ada", Day, Day, "cold"]).Given()));
        Assert.False(Is(new BookBuilder()
            .Sheet("List 6", ["Case ID", "Start Date", "End Date", "Status"], [1, Day, Day, "open"])
            .Sheet("List 3", ["Case ID", "Date received", "Worker", "Team"], [1, Day, "Ada", "North"]).Given()));
        Assert.False(Is(new BookBuilder().Sheet("Adults", ["Person ID", "Gender", "Ethnicity", "DOB", "Age", "Disability", "Team", "Worker", "Start Date", "End Date", "Status"]).Given()));
    }

    [Fact]
    public void The_surest_of_two_ids_is_the_child()
    {
        string[] header = ["Case ID", "Mosaic ID", .. Layout2024[6].Skip(1)];
        Assert.Equal(1, AnnexAList.Of(header, "Sheet1")!.Places["Child Unique ID"]);
        // A column called Child may hold a name, which is never read.
        Assert.Contains("Child Unique ID", AnnexAList.Of(["Child", .. Layout2024[6].Skip(1)], "List 6")!.Lacks);
    }

    /// <summary>A header of 2024 and a row of it, without some columns.</summary>
    private static (object?[] Header, object?[] Row) Without(int list, string[] columns, string child, params (string, object?)[] values)
    {
        int[] kept = [.. Enumerable.Range(0, Layout2024[list].Length).Where(at => !columns.Contains(Layout2024[list][at]))];
        var row = Row(list, child, values);
        return ([.. kept.Select(at => Layout2024[list][at])], [.. kept.Select(at => row[at])]);
    }
}
