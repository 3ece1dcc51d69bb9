using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats.Ssda903;
using Fairload.App.Reading;
using Fairload.App.Store;
using Fairload.Core.Cases;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The looked-after return, as CSV files and as XML. Expected rows are read off the files by eye; counts are those of Python's csv module.</summary>
public sealed class Ssda903Tests
{
    private const string Episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

    private static readonly Ssda903CsvFormat Format = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task Bug_a_set_without_its_header_leaves_birth_and_sex_and_a_header_with_a_blank_does_not(StoreEngine engine)
    {
        await using var store = await TestStore.Open(engine);
        var folder = Path.Combine(store.Folder, "set");
        Directory.CreateDirectory(folder);
        var (header, episodes) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv"));
        await File.WriteAllTextAsync(header, "CHILD,SEX,DOB,ETHNIC\nC1,2,02/02/2012,WBRI\nC2,1,03/03/2013,WBRI\n");
        await File.WriteAllTextAsync(episodes, Episodes + "C1,01/02/2026,S,C2,N1,U1,PR1,,,,,,\nC2,01/02/2026,S,C2,N1,U1,PR1,,,,,,\nC3,01/02/2026,S,C2,N1,U1,PR1,,,,,,\n");
        await store.Import(folder, "2026-02-28");
        Assert.Equal(["C1 2012-02-02 F", "C2 2013-03-03 M", "C3  "], Children(store));

        File.Delete(header);
        var report = await store.Import(folder, "2026-03-01");
        Assert.Equal(["C1 2012-02-02 F", "C2 2013-03-03 M", "C3  "], Children(store));
        Assert.Equal((0, 0), (report.Files.Sum(file => file.Changed), report.Files.Sum(file => file.Withdrawn)));

        await File.WriteAllTextAsync(header, "CHILD,SEX,DOB,ETHNIC\nC1,,,WBRI\nC2,1,04/04/2013,WBRI\n");
        await store.Import(folder, "2026-03-31");
        Assert.Equal(["C1  ", "C2 2013-04-04 M", "C3  "], Children(store));
    }

    private static List<string> Children(TestStore store)
    {
        using var db = store.Data.Db();
        return [.. db.Records.Where(row => row.Kind == RecordKind.Child).OrderBy(row => row.Key).AsEnumerable().Select(row => $"{row.Key} {row.From:yyyy-MM-dd} {row.Code}")];
    }

    [Theory]
    [InlineData("SSDA903_2020_episodes.csv")]
    [InlineData("SSDA903_2020_header.csv")]
    [InlineData("sw_episodes.csv")]
    [InlineData("uasc.csv")]
    [InlineData("ad1.csv")]
    [InlineData("2018-episodes.csv")]
    [InlineData("2018-header.csv")]
    public void Every_sample_is_told_by_its_columns(string name)
    {
        var file = Translation.FromDisk(Translation.Sample("ssda903/" + name));
        Assert.True(Format.Is(file with { Name = "x" }, Translation.Head(file)));
        Assert.Null(Format.ExtractDate(file));
    }

    [Theory]
    [InlineData("CHILD,DOB,MISSING,MIS_START,MIS_END", true)]
    [InlineData("CHILD,DOB,REVIEW,REVIEW_CODE", true)]
    [InlineData("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", true)]
    [InlineData("CHILD,DOB,DOLO_START,DOLO_END", true)]
    [InlineData("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED", true)]
    [InlineData("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", true)]
    [InlineData("CHILD,DOB,SDQ_SCORE,SDQ_REASON", true)]
    [InlineData("child , dob,sex,ethnic", true)]
    [InlineData("CHILD,NAME,REVIEW", false)]
    [InlineData("DOB,SEX,ETHNIC", false)]
    [InlineData("\0\u0001", false)]
    [InlineData("", false)]
    public void A_part_is_told_by_its_columns_and_nothing_else_is(string header, bool isPart) =>
        Assert.Equal(isPart, Format.Is(Translation.FromBytes("x", []), Encoding.UTF8.GetBytes(header)));

    [Fact]
    public void A_return_becomes_these_rows()
    {
        var made = Translation.Of(Format, Translation.Sample("ssda903/SSDA903_2020_episodes.csv"), Translation.Sample("ssda903/SSDA903_2020_header.csv"));
        Assert.Equal(["person_id=689661 dob=2015-07-11 sex=M", "person_id=249901 dob=2013-01-07 sex=F"], made["ssd_person"]);
        Assert.Equal(
            [
                "cla_episode_id=689661|2018-12-11 person_id=689661 cla_episode_start_date=2018-12-11 cla_episode_ceased_date=2019-07-18 cla_episode_start_reason=P cla_episode_ceased_reason=E15 cla_id=689661|2018-12-02",
                "cla_episode_id=689661|2018-12-02 person_id=689661 cla_episode_start_date=2018-12-02 cla_episode_ceased_date=2019-05-16 cla_episode_start_reason=S cla_episode_ceased_reason=X1 cla_id=689661|2018-12-02",
                "cla_episode_id=689661|2019-05-16 person_id=689661 cla_episode_start_date=2019-05-16 cla_episode_ceased_date=2019-09-26 cla_episode_start_reason=T cla_episode_ceased_reason=E2 cla_id=689661|2018-12-02",
                "cla_episode_id=249901|2019-03-30 person_id=249901 cla_episode_start_date=2019-03-30 cla_episode_ceased_date=2019-04-10 cla_episode_start_reason=L cla_episode_ceased_reason=X1 cla_id=249901|2019-03-30",
                "cla_episode_id=249901|2019-04-10 person_id=249901 cla_episode_start_date=2019-04-10 cla_episode_ceased_date=2019-06-24 cla_episode_start_reason=*DUMMY* cla_episode_ceased_reason=X1 cla_id=249901|2019-03-30",
            ],
            made["ssd_cla_episodes"]);
        Assert.Equal(
            [
                "cla_placement_id=689661|2018-12-11 person_id=689661 cla_id=689661|2018-12-02 cla_placement_start_date=2018-12-11 cla_placement_end_date=2019-07-18 cla_placement_type=K2 cla_placement_postcode=T28 2WB",
                "cla_placement_id=689661|2018-12-02 person_id=689661 cla_id=689661|2018-12-02 cla_placement_start_date=2018-12-02 cla_placement_end_date=2019-05-16 cla_placement_type=U5 cla_placement_postcode=C251YT",
                "cla_placement_id=689661|2019-05-16 person_id=689661 cla_id=689661|2018-12-02 cla_placement_start_date=2019-05-16 cla_placement_end_date=2019-09-26 cla_placement_type=U5 cla_placement_postcode=C25 1YT",
                "cla_placement_id=249901|2019-03-30 person_id=249901 cla_id=249901|2019-03-30 cla_placement_start_date=2019-03-30 cla_placement_end_date=2019-04-10 cla_placement_type=U4 cla_placement_postcode=2TR",
                "cla_placement_id=249901|2019-04-10 person_id=249901 cla_id=249901|2019-03-30 cla_placement_start_date=2019-04-10 cla_placement_end_date=2019-06-24 cla_placement_type=U4 cla_placement_postcode=P13 2TR",
            ],
            made["ssd_cla_placement"]);
        Assert.Equal(
            ["V4 2018-12-11 2019-07-18", "J2 2019-05-16 2019-09-26", "J3 2019-03-30 2019-04-10", "V3 2019-04-10 2019-06-24"],
            made["ssd_legal_status"].Select(r => Short(r, "legal_status=", "start_date=", "end_date=")));

        // Three rows of one child and two of another in the header, each with another day of birth.
        Assert.Equal([(3, "DOB"), (4, "DOB"), (6, "DOB")], made.Problems.Select(p => (p.Row!.Value, p.Column!)));
        Assert.Equal(["ssd_cla_episodes", "ssd_cla_placement", "ssd_legal_status", "ssd_person"], made.Tables);
    }

    [Fact]
    public void Social_workers_come_from_their_own_file()
    {
        var made = Translation.Of(Format, Translation.Sample("ssda903/sw_episodes.csv"));
        Assert.Equal(["professional_id=SW999 social_worker_registration_no=SW999"], made["ssd_professionals"]);
        Assert.Equal(
            ["involvements_id=CHILD10|SW999|2020-01-01 person_id=CHILD10 professional_id=SW999 involvement_start_date=2020-01-01 involvement_end_date=2020-01-03 professional_role_id=Social Worker"],
            made["ssd_involvements"]);
        Assert.Equal(["person_id=CHILD10 dob=1993-12-05 sex=?"], made["ssd_person"]);
        var said = Assert.Single(made.Problems, p => p.Row is not null);
        Assert.Equal((2, "SW_REASON", "SWLAZY", Severity.Warning), (said.Row!.Value, said.Column, said.Value, said.Severity));
    }

    [Fact]
    public void Returns_of_two_years_are_one_picture()
    {
        // Python: 974 and 648 episodes, of which 195 of both years are of one child and day; 572 children in both headers together.
        var sample = (string name) => Translation.Sample("ssda903/" + name);
        var made = Translation.Of(Format, sample("2019-episodes.csv"), sample("2018-header.csv"), sample("2018-episodes.csv"), sample("2019-header.csv"));
        Assert.Equal(1427, made["ssd_cla_episodes"].Count);
        Assert.Equal(1427, made["ssd_cla_episodes"].Select(r => r.Split(' ')[0]).Distinct().Count());
        Assert.Equal(572, made["ssd_person"].Count);
        Assert.Equal("2018-episodes.csv", Assert.Single(made.Problems).File);

        // 640353: open under C2 in the earlier year, ended there on 1 March 2019, then placed again until 21 August.
        Assert.Equal(
            ["2017-11-10 2019-03-01 640353|2017-11-10", "2019-03-01 2019-08-21 640353|2017-11-10"],
            made["ssd_cla_episodes"].Where(r => r.Contains("person_id=640353 ", StringComparison.Ordinal)).Order().Select(r => Short(r, "start_date=", "ceased_date=", "cla_id=")));
    }

    [Fact]
    public void A_home_goes_on_under_another_order_and_an_order_in_another_home()
    {
        var made = Translation.OfText(Format, Episodes
            + "1,01/01/2024,S,V2,N1,U1,PR1,01/03/2024,X1,,,AB1 2CD,\n"
            + "1,01/03/2024,L,C2,N1,U1,PR1,01/06/2024,X1,,,AB1 2CD,\n"
            + "1,01/06/2024,P,C2,N1,K2,PR1,,,CHILD,,XY1 2ZZ,\n"
            + "1,01/02/2020,S,V2,N1,U1,PR1,01/03/2020,E4A,,,AB1 2CD,\n");
        Assert.Equal(
            ["U1 2024-01-01 2024-06-01", "K2 2024-06-01", "U1 2020-02-01 2020-03-01"],
            made["ssd_cla_placement"].Select(r => Short(r, "type=", "start_date=", "end_date=")));
        Assert.Equal(
            ["V2 2024-01-01 2024-03-01", "C2 2024-03-01", "V2 2020-02-01 2020-03-01"],
            made["ssd_legal_status"].Select(r => Short(r, "legal_status=", "start_date=", "end_date=")));
        Assert.Equal(
            ["1|2024-01-01", "1|2024-01-01", "1|2024-01-01", "1|2020-02-01"], made["ssd_cla_episodes"].Select(r => Short(r, "cla_id=")));
    }

    [Fact]
    public void A_review_belongs_to_the_care_that_covers_it()
    {
        var reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,02/02/2012,15/02/2024,PN4\n1,02/02/2012,01/03/2024,PN4\n1,02/02/2012,02/03/2024,PN4\n2,02/02/2012,02/03/2024,PN4\n";
        var made = Translation.OfText(Format, reviews, Episodes + "1,01/01/2024,S,V2,N1,U1,PR1,01/03/2024,E4A,,,,\n");
        Assert.Equal(
            ["cla_review_id=1|2024-02-15 cla_id=1|2024-01-01 cla_review_date=2024-02-15", "cla_review_id=1|2024-03-01 cla_id=1|2024-01-01 cla_review_date=2024-03-01"],
            made["ssd_cla_reviews"]);
        Assert.Equal([4, 5], made.Problems.Where(p => p.Row is not null).Select(p => p.Row!.Value));

        var alone = Translation.OfText(Format, reviews);
        Assert.DoesNotContain("ssd_cla_reviews", alone.Tables);
        Assert.Contains(alone.Problems, p => p.Message.Contains("4 reviews", StringComparison.Ordinal));
        Assert.Contains(alone.Problems, p => p.Message.Contains("No header file", StringComparison.Ordinal));
    }

    [Fact]
    public void The_small_parts_become_rows_too()
    {
        var made = Translation.OfText(
            Format,
            "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,02/02/2012,M,03/01/2026,05/01/2026\n1,02/02/2012,M,07/01/2026,\n",
            "CHILD,SEX,DOB,DUC\n1,2,02/02/2012,02/02/2030\n",
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,02/02/2012,YES,F2,B1\n3,02/02/2005,DIED,,\n",
            "CHILD,DOB,DOLO_START,DOLO_END\n4,02/02/2010,01/01/2026,\n");
        Assert.Equal(
            [
                "table_id=1|2026-01-03 person_id=1 missing_episode_start_date=2026-01-03 missing_episode_end_date=2026-01-05",
                "table_id=1|2026-01-07 person_id=1 missing_episode_start_date=2026-01-07",
            ],
            made["ssd_missing"]);
        Assert.Equal(["immigration_status_id=1 person_id=1 immigration_status_end_date=2030-02-02 immigration_status=UASC"], made["ssd_immigration_status"]);
        Assert.Equal(["table_id=1 person_id=1"], made["ssd_care_leavers"]);
        Assert.Equal(["person_id=1 dob=2012-02-02 sex=F", "person_id=3 dob=2005-02-02 sex=?", "person_id=4 dob=2010-02-02 sex=?"], made["ssd_person"]);
        Assert.Equal(3, made.Problems.Count);
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_told()
    {
        var made = Translation.OfText(Format, Episodes
            + ",01/01/2024,S,V2,N1,U1,PR1,,,,,,\n"
            + "1,01/01/2024,S,V2,N1,U1,PR1,,,,,,\n"
            + "1,01/01/2024,S,C2,N1,U1,PR1,,,,,,\n"
            + "1,soon,S,C2,N1,U1,PR1,,,,,,\n"
            + "1,01/01/2025,S,C2,N1,U1,PR1,,,,,,,moved\n");
        Assert.Equal([2, 6, 4], made.Problems.Where(p => p.Row is not null).OrderBy(p => p.Column is null).ThenByDescending(p => p.Row).Select(p => p.Row!.Value));
        Assert.Equal(["cla_episode_id=1|2024-01-01", "cla_episode_id=1|soon"], made["ssd_cla_episodes"].Select(r => r.Split(' ')[0]));
        Assert.Single(made["ssd_cla_placement"]);
        Assert.Throws<ImportRefused>(() => Translation.OfText(Format, Episodes));
    }

    [Fact]
    public void The_same_return_as_XML_becomes_the_same_rows()
    {
        var xml = new Ssda903XmlFormat();
        var file = Translation.FromBytes("x", Encoding.UTF8.GetBytes(
            """
            <EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><UPN/><SEX>2</SEX><DOB>02/02/2012</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>02/02/2030</DUC>
            <IN_TOUCH>YES</IN_TOUCH><AMISSING><MISSING>M</MISSING><MIS_START>03/01/2026</MIS_START><MIS_END>05/01/2026</MIS_END></AMISSING>
            <AREVIEW><REVIEW>15/02/2024</REVIEW><REVIEW_CODE>PN4</REVIEW_CODE></AREVIEW></HEADER>
            <EPISODE><DECOM>01/01/2024</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U1</PL><PL_POST>AB1 2CD</PL_POST><DEC>01/03/2024</DEC><REC>X1</REC></EPISODE>
            <EPISODE><DECOM>01/03/2024</DECOM><RNE>L</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL><DEC/><REC/></EPISODE></CHILD></EXPSSDA903>
            """));
        Assert.True(xml.Is(file, Translation.Head(file)));
        Assert.False(Format.Is(file, Translation.Head(file)));
        var csv = Translation.OfText(
            Format,
            Episodes + "1,01/01/2024,S,V2,N1,U1,PR1,01/03/2024,X1,,,AB1 2CD,\n1,01/03/2024,L,C2,N1,U1,PR1,,,,,,\n",
            "CHILD,SEX,DOB,ETHNIC\n1,2,02/02/2012,WBRI\n",
            "CHILD,SEX,DOB,DUC\n1,2,02/02/2012,02/02/2030\n",
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,02/02/2012,YES,F2,B1\n",
            "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,02/02/2012,M,03/01/2026,05/01/2026\n",
            "CHILD,DOB,REVIEW,REVIEW_CODE\n1,02/02/2012,15/02/2024,PN4\n");
        var made = Translation.Of(xml, file);
        Assert.Equal(csv.Tables, made.Tables);
        Assert.All(csv.Tables, table => Assert.Equal(csv[table], made[table]));
        Assert.Equal(8, made.Tables.Count());
        Assert.Empty(made.Problems);
    }

    /// <summary>Episodes of one child that follow each other, cut wherever the order or the home changes, against the homes and orders they were cut from.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Homes_and_orders_are_found_again_however_they_were_cut(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var days = Enumerable.Range(0, random.Next(2, 60)).Select(_ => (Home: random.Next(3), Order: random.Next(2))).ToArray();
            for (var i = 1; i < days.Length; i++)
            {
                days[i] = random.Next(4) > 0 ? days[i - 1] : days[i];
            }

            var cuts = Enumerable.Range(0, days.Length).Where(i => i == 0 || days[i] != days[i - 1]).Append(days.Length).ToArray();
            var care = cuts[..^1].Zip(cuts[1..], (from, until) => new CareEpisode
            {
                Child = 1, From = from, Until = until, Place = days[from].Home, Status = days[from].Order,
                Reason = from == 0 ? 'S' : days[from].Home == days[from - 1].Home ? 'L' : 'B',
            }).OrderBy(_ => random.Next()).ToArray();
            CarePeriods.Find(care);
            Assert.All(care, e => Assert.Equal(0, e.Period));
            Assert.Equal(Runs(days.Select(d => d.Home)), care.Where(e => e.PlacedUntil != 0).Select(e => (e.From, e.PlacedUntil)));
            Assert.Equal(Runs(days.Select(d => d.Order)), care.Where(e => e.StatusUntil != 0).Select(e => (e.From, e.StatusUntil)));
        }
    }

    private static IEnumerable<(int From, int Until)> Runs(IEnumerable<int> days)
    {
        var all = days.ToArray();
        var starts = Enumerable.Range(0, all.Length).Where(i => i == 0 || all[i] != all[i - 1]).ToArray();
        return starts.Zip(starts[1..].Append(all.Length));
    }

    private static string Short(string row, params string[] parts) => string.Join(' ', parts.Select(
        part => row.Split(' ').FirstOrDefault(value => value.Contains(part, StringComparison.Ordinal))).OfType<string>().Select(value => value[(value.IndexOf('=') + 1)..]));

    [Fact]
    public async Task A_part_is_read_under_any_name_and_its_problems_name_it()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder, "set")).FullName;
        Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);
        await Write("header.csv", "CHILD,SEX,DOB,ETHNIC\nC1,2,02/02/2012,WBRI\n");
        await Write("reviews_2425.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,02/02/2012,20/02/2026,PN1\nC1,02/02/2012,20/05/2023,PN1\n");
        await Write("uasc_2425.csv", "CHILD,SEX,DOB,DUC\nC1,2,02/02/2012,15/07/2026\n");
        var alone = await store.Import(folder);
        var told = Assert.Single(alone.Problems, problem => problem.Message.StartsWith("2 reviews could not be placed", StringComparison.Ordinal));
        Assert.Equal("reviews_2425.csv", told.File);

        await Write("export (7).txt", Episodes + "C1,01/02/2026,S,C2,N1,U1,PR1,,,,,,\n");
        await Write("reviews_2324.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,02/02/2012,20/05/2022,PN1\n");
        await Write("README.txt", "Return of 2025\nCHILD and so on\n");
        var report = await store.Import(folder);
        Assert.Equal("README.txt", Assert.Single(report.Problems, problem => problem.Message.Contains("left aside", StringComparison.Ordinal)).File);
        Assert.Equal("export (7).txt", report.Files.Single(file => file.Table == "Episodes").File);
        // Not a row of reviews_2324 was kept.
        var reviews = report.Files.Single(file => file.Table == "Reviews");
        Assert.Equal(("reviews_2425.csv, reviews_2324.csv", 3L, 2L), (reviews.File, reviews.Rows, reviews.Rejected));
    }
}
