using System.Text;
using Fairload.App.Imports.Formats.CinCensus;
using Fairload.App.Imports.Formats.Csww;
using Fairload.App.Store;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The social work workforce census, as XML and flattened. Expected rows are read off the files by eye; counts are those of a Python parser.</summary>
public sealed class CswwTests
{
    private static readonly CswwXmlFormat Xml = new();
    private static readonly CswwCsvFormat Csv = new();

    [Fact]
    public void Every_sample_is_told_by_its_content_and_says_its_day()
    {
        var sample = Translation.FromDisk(Translation.Sample("csww/csww_sample.xml"));
        var larger = Translation.FromDisk(Translation.Sample("csww/social_work_workforce_2022.xml"));
        var flat = Translation.FromDisk(Translation.Sample("csww/merged_LA_files.csv"));
        Assert.True(Xml.Is(sample, Translation.Head(sample)) && Xml.Is(larger, Translation.Head(larger)) && Csv.Is(flat, Translation.Head(flat)));
        Assert.False(Xml.Is(flat, Translation.Head(flat)) || Csv.Is(sample, Translation.Head(sample)) || new CinCensusFormat().Is(sample, Translation.Head(sample)));
        Assert.Equal(new DateOnly(2023, 4, 13), Xml.ExtractDate(sample));
        Assert.Equal(new DateOnly(2022, 9, 30), Xml.ExtractDate(larger));
        Assert.Equal(new DateOnly(2020, 9, 30), Csv.ExtractDate(flat));
    }

    [Fact]
    public void Workers_become_posts()
    {
        var posts = Translation.Of(Xml, Translation.Sample("csww/csww_sample.xml"))["csww"];
        Assert.Equal(14, posts.Count);
        Assert.Equal("worker_id=fP1181811893 swe_number=fP1181811893 fte=0.16389 role=middle-manager agency=0 start=2023-04-13 cases30=2", posts[0]);
        Assert.Equal("worker_id=IS9787851447 swe_number=IS9787851447 fte=0.366351 role=case-holder agency=1 until=2023-04-13", posts[2]);
        Assert.Equal("worker_id=jw5487330109 swe_number=jw5487330109 fte=0.713766 band=asye role=middle-manager agency=0 start=2021-11-28 cases30=98", posts[4]);
        Assert.Equal("worker_id=hW2310196997 swe_number=hW2310196997 fte=0.372693 role=first-line-manager agency=0 start=2003-05-14 cases30=29 absent=yes", posts[5]);
        Assert.Equal("worker_id=mR4472085129 swe_number=mR4472085129 fte=0.716476 role=first-line-manager agency=1 cases30=58", posts[6]);
    }

    [Fact]
    public void The_larger_sample_has_as_many_of_each()
    {
        var made = Translation.Of(Xml, Translation.Sample("csww/social_work_workforce_2022.xml"));
        Assert.Equal((30, 6, 19, 3, 2), (Count(""), Count("band=asye"), Count("cases30="), Count("absent=yes"), Count("role=case-holder")));
        Assert.Empty(made.Problems);
        Assert.DoesNotContain(made["csww"], row => row.Contains("SIC", StringComparison.Ordinal) || row.Contains("WBRI", StringComparison.Ordinal));

        int Count(string part) => made["csww"].Count(row => row.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Both_spellings_of_the_schema_are_read()
    {
        const string text = "<Message><Header><CollectionDetails><Year>2024</Year></CollectionDetails><Source><DataTime>x</DataTime></Source></Header>"
            + "<CSWWW><SWENo>SW1234</SWENo><OrgRole>9</OrgRole><New>1</New></CSWWW></Message>";
        var file = Translation.FromBytes("x", Encoding.UTF8.GetBytes(text));
        Assert.True(Xml.Is(file, Translation.Head(file)));
        Assert.Equal(new DateOnly(2024, 9, 30), Xml.ExtractDate(file));
        var made = Translation.Of(Xml, file);
        Assert.Equal(["worker_id=SW1234 swe_number=SW1234"], made["csww"]);
        Assert.Equal(["OrgRole", "New"], made.Problems.Select(p => p.Column));
    }

    [Fact]
    public void Of_the_flattened_file_years_make_no_days_and_fingerprints_no_numbers()
    {
        // Rows 3 and 9 end in 2023, after the census of 2020: no leavers of that year.
        var made = Translation.Of(Csv, Translation.Sample("csww/merged_LA_files.csv"));
        Assert.Equal(8, made["csww"].Count);
        Assert.Equal(
            "worker_id=25f8e1c67c130e33a250ec3216cfe3630c15ffe7fc12066b94d5c90244878c1a fte=0.441344 role=senior-practitioner agency=1 cases30=83",
            made["csww"][3]);
        Assert.Equal("worker_id=93df82943c4e0757d41565d23ecb26ecd4e146e752cf9a13f80fde8c44cfee47 fte=0.521371 band=asye agency=1 cases30=72", made["csww"][0]);
        Assert.Empty(made.Problems);
    }

    [Fact]
    public void Of_several_years_and_councils_the_latest_year_is_read_and_the_rest_told()
    {
        var made = Translation.OfText(Csv, "YearCensus,LEA,AgencyWorker,SWENo,FTE,OrgRole,RoleStartDate,RoleEndDate,FTE30,Cases30\n"
            + "2023,301,0,SW1,1,5,2019,,1,12\n2024,301,0,SW1,1,5,2019,,1,14\n2024,302,0,SW2,1,5,2019,2024,,\n2024,302,0,SW3,1,5,2019,01/12/2024,,\n");
        Assert.Equal(
            ["worker_id=SW1 swe_number=SW1 fte=1 role=case-holder agency=0 cases30=14", "worker_id=SW3 swe_number=SW3 fte=1 role=case-holder agency=0 until=2024-12-01"], made["csww"]);
        Assert.Equal(3, made.Problems.Count);
    }

    [Fact]
    public void Of_two_posts_at_once_in_the_flattened_file_the_one_that_started_last_counts_as_in_xml()
    {
        var made = Translation.OfText(Csv, "YearCensus,LEA,AgencyWorker,SWENo,FTE,OrgRole,RoleStartDate,RoleEndDate,FTE30,Cases30\n"
            + "2024,301,0,SW1,1,5,2020,,0.5,10\n2024,301,0,SW2,1,5,2020,,1,\n2024,301,0,SW1,1,4,2022,,0.3,\n2024,301,0,SW2,1,5,2023,2024,1,\n");
        Assert.Equal(
            ["worker_id=SW2 swe_number=SW2 fte=1 role=case-holder agency=0", "worker_id=SW1 swe_number=SW1 fte=0.3 role=senior-practitioner agency=0"], made["csww"]);
        var told = Assert.Single(made.Problems, problem => problem.Column == "RoleStartDate");
        Assert.Equal((2, "2020"), (told.Row, told.Value));
        Assert.Contains("row 4", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_posts_at_once_in_xml_are_both_kept_and_told()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var path = Path.Combine(store.Folder, "w.xml");
        await File.WriteAllTextAsync(path, "<Message><Header><Collection>CSWW</Collection><Year>2024</Year></Header>\n"
            + "<CSWWWorker><AgencyWorker>TRUE</AgencyWorker><SWENo>SW1000000001</SWENo><RoleStartDate>2020-01-01</RoleStartDate><FTE30>0.5</FTE30></CSWWWorker>\n"
            + "<CSWWWorker><AgencyWorker>y</AgencyWorker><SWENo>SW1000000001</SWENo><RoleStartDate>2022-01-01</RoleStartDate><FTE30>0.3</FTE30></CSWWWorker></Message>");
        var report = await store.Import(path, "2024-09-30");
        var told = Assert.Single(report.Problems);
        Assert.Equal((3, "RoleStartDate"), (told.Row, told.Column));
        Assert.Contains("here and in row 2: this one, which started last, counts", told.Message, StringComparison.Ordinal);
        Assert.Equal((2L, 0L), (report.Files[0].Added, report.Files[0].Rejected));
    }
}
