using Fairload.App.Imports;
using Fairload.App.Imports.Formats.CscApi;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>The DfE's daily feed. Expected rows are read off the specification's example by eye.</summary>
public sealed class CscApiTests
{
    private static readonly CscApiFormat Format = new();

    [Fact]
    public void The_example_is_told_by_its_content()
    {
        var file = Translation.FromDisk(Translation.Sample("dfe-csc-api/dfe_csc_api_example_payload.json"));
        Assert.True(Format.Is(file with { Name = "x" }, Translation.Head(file)));
        Assert.Null(Format.ExtractDate(file));
        Assert.False(Format.Is(file, "{ \"extractDate\": \"2026-03-31\" }"u8));
        Assert.False(Format.Is(file, "la_child_id,x"u8));
        Assert.False(Format.Is(file, [0, 1, 2]));
        Assert.False(Format.Is(file, []));
    }

    [Fact]
    public void The_example_becomes_these_rows()
    {
        var made = Translation.Of(Format, Translation.Sample("dfe-csc-api/dfe_csc_api_example_payload.json"));
        Assert.Equal(["person_id=Child1234 dob=2022-06-14 expected_dob=2022-06-14 sex=M forename=J surname=D"], made["ssd_person"]);
        Assert.Equal(["table_id=Child1234|HAND person_id=Child1234 disability_code=HAND", "table_id=Child1234|VIS person_id=Child1234 disability_code=VIS"], made["ssd_disability"]);
        Assert.Equal(
            ["immigration_status_id=Child1234 person_id=Child1234 immigration_status_end_date=2022-06-14 immigration_status=UASC"], made["ssd_immigration_status"]);
        Assert.Equal(
            ["referral_id=Child1234|ABC123456 person_id=Child1234 referral_date=2022-06-14 close_date=2022-06-14 referral_nfa=false referral_source_code=1C close_reason=RC7"],
            made["ssd_cin_episodes"]);
        Assert.Equal(["professional_id=ABC123 social_worker_registration_no=ABC123"], made["ssd_professionals"]);
        Assert.Equal(
            [
                "involvements_id=Child1234|ABC123456|ABC123|2022-06-14 person_id=Child1234 professional_id=ABC123 involvement_start_date=2022-06-14"
                + " involvement_end_date=2022-06-14 professional_role_id=Social Worker referral_id=Child1234|ABC123456",
            ],
            made["ssd_involvements"]);
        Assert.Equal(
            ["assessment_id=Child1234|ABC123456 person_id=Child1234 assessment_start_date=2022-06-14 assessment_auth_date=2022-06-14 referral_id=Child1234|ABC123456"],
            made["ssd_cin_assessments"]);
        Assert.Equal(["table_id=Child1234|ABC123456 assessment_id=Child1234|ABC123456 assessment_factors_json=1C,4A"], made["ssd_assessment_factors"]);
        Assert.Equal(
            ["cin_plan_id=Child1234|ABC123456 person_id=Child1234 cin_plan_start_date=2022-06-14 cin_plan_end_date=2022-06-14 referral_id=Child1234|ABC123456"],
            made["ssd_cin_plans"]);
        Assert.Equal(
            ["s47_enquiry_id=Child1234|ABC123456 person_id=Child1234 s47_start_date=2022-06-14 s47_end_date=2022-06-14 referral_id=Child1234|ABC123456"],
            made["ssd_s47_enquiry"]);
        Assert.Equal(
            ["icpc_id=Child1234|ABC123456 person_id=Child1234 icpc_date=2022-06-14 s47_enquiry_id=Child1234|ABC123456"], made["ssd_initial_cp_conference"]);
        Assert.Equal(
            ["cp_plan_id=Child1234|ABC123456 person_id=Child1234 cp_plan_start_date=2022-06-14 cp_plan_end_date=2022-06-14 referral_id=Child1234|ABC123456"],
            made["ssd_cp_plans"]);
        Assert.Equal(
            [
                "cla_episode_id=Child1234|ABC123456 person_id=Child1234 cla_episode_start_date=2022-06-14 cla_episode_ceased_date=2022-06-14"
                + " cla_episode_start_reason=S cla_episode_ceased_reason=E3 cla_id=Child1234|2022-06-14",
            ],
            made["ssd_cla_episodes"]);
        Assert.Equal(
            [
                "cla_placement_id=Child1234|ABC123456 person_id=Child1234 cla_id=Child1234|2022-06-14 cla_placement_start_date=2022-06-14"
                + " cla_placement_end_date=2022-06-14 cla_placement_type=K1 cla_placement_postcode=AB12 3DE",
            ],
            made["ssd_cla_placement"]);
        Assert.Equal(["table_id=Child1234 person_id=Child1234"], made["ssd_care_leavers"]);
        Assert.Empty(made.Problems);
    }

    [Theory]
    [InlineData("[{\"la_child_id\":\"1\"},{\"la_child_id\":\"2\"}]")]
    [InlineData("{\"la_child_id\":\"1\"}\n{\"la_child_id\":\"2\"}\n")]
    [InlineData("\ufeff [ {\"la_child_id\":1} ,\r\n {\"la_child_id\":2} ] ")]
    [InlineData("[{\"la_child_id\":\"1\"}]\n[{\"la_child_id\":\"2\"}]")]
    public void An_array_and_a_child_on_each_line_are_the_same(string text)
    {
        var made = Translation.OfText(Format, text);
        Assert.Equal(["person_id=1", "person_id=2"], made["ssd_person"]);
        Assert.Equal([1, 2], made.Places("ssd_person"));
    }

    [Fact]
    public void Children_are_read_across_every_edge_of_the_buffer()
    {
        // Children of many lengths, some longer than the first buffer of 64 KiB.
        var random = new Random(7);
        var children = Enumerable.Range(1, 400).Select(i => (Id: $"C{i}", Filling: new string('x', random.Next(10) == 0 ? random.Next(200_000) : random.Next(900)))).ToArray();
        var text = "[" + string.Join(",\n", children.Select(c => $"{{\"mis_child_id\":\"{c.Filling}\",\"la_child_id\":\"{c.Id}\"}}")) + "]";
        Assert.Equal(children.Select(c => "person_id=" + c.Id), Translation.OfText(Format, text)["ssd_person"]);
    }

    [Fact]
    public void What_is_to_be_purged_is_left_out_and_counted()
    {
        var made = Translation.OfText(
            Format,
            """
            [{"la_child_id":"1","purge":true,"social_care_episodes":[{"social_care_episode_id":"E1","referral_date":"2026-01-01"}]},
             {"la_child_id":"2","child_details":{"first_name":"Ann","sex":"F","purge":true},"social_care_episodes":[
               {"social_care_episode_id":"E2","purge":true},
               {"social_care_episode_id":"E3","referral_date":"2026-01-01","child_in_need_plans":[
                 {"child_in_need_plan_id":"P1","start_date":"2026-01-02","purge":true},{"child_in_need_plan_id":"P2","start_date":"2026-02-02"}]}]}]
            """);
        Assert.Equal(["person_id=2"], made["ssd_person"]);
        Assert.Equal(["referral_id=2|E3"], made["ssd_cin_episodes"].Select(r => r.Split(' ')[0]));
        Assert.Equal(["cin_plan_id=2|P2"], made["ssd_cin_plans"].Select(r => r.Split(' ')[0]));
        Assert.Equal(
            ["1 of child_details is", "1 of child_in_need_plans is", "1 child is", "1 of social_care_episodes is"],
            made.Problems.Select(p => p.Message.Split(" marked", StringSplitOptions.None)[0]));
    }

    [Fact]
    public void Placements_that_follow_each_other_are_one_period_of_care()
    {
        var made = Translation.OfText(
            Format,
            """
            {"la_child_id":"1","social_care_episodes":[{"social_care_episode_id":"E1","child_looked_after_placements":[
             {"child_looked_after_placement_id":"P1","start_date":"2024-01-01","start_reason":"S","placement_type":"U1","end_date":"2024-03-01","end_reason":"X1"},
             {"child_looked_after_placement_id":"P2","start_date":"2024-03-01","start_reason":"L","placement_type":"U1","end_date":"2024-05-01","end_reason":"X1"},
             {"child_looked_after_placement_id":"P3","start_date":"2024-05-01","start_reason":"P","placement_type":"K2","end_date":"2024-06-01","end_reason":"E4A"},
             {"child_looked_after_placement_id":"P5","start_reason":"S"}]},
             {"social_care_episode_id":"E2","child_looked_after_placements":[
             {"child_looked_after_placement_id":"P4","start_date":"2025-05-01","start_reason":"S","placement_type":"U1"}]}]}
            """);
        Assert.Equal(
            ["1|P5 ", "1|P1 1|2024-01-01", "1|P2 1|2024-01-01", "1|P3 1|2024-01-01", "1|P4 1|2025-05-01"],
            made["ssd_cla_episodes"].Select(r => Value(r, "cla_episode_id") + " " + Value(r, "cla_id")));
        Assert.Equal(
            ["1|P1 2024-01-01 2024-05-01", "1|P3 2024-05-01 2024-06-01", "1|P4 2025-05-01 "],
            made["ssd_cla_placement"].Select(r => $"{Value(r, "cla_placement_id")} {Value(r, "cla_placement_start_date")} {Value(r, "cla_placement_end_date")}"));
    }

    [Fact]
    public void Unknown_properties_are_passed_over_and_named_once_and_a_child_needs_an_id()
    {
        var made = Translation.OfText(
            Format,
            """
            [{"la_child_id":"1","team":"x","child_details":{"nickname":"Annie","first_name":"ann","uasc_flag":false}},
             {"la_child_id":"2","team":"y","social_care_episodes":null,"child_details":[1,"a",{"sex":9}]},{"mis_child_id":"3"}]
            """);
        Assert.Equal(["person_id=1 forename=a", "person_id=2 sex=U"], made["ssd_person"]);
        Assert.Empty(made["ssd_immigration_status"]);
        Assert.Equal([("la_child_id", 3), ("team", 1), ("nickname", 1)], made.Problems.Select(p => (p.Column!, p.Row!.Value)));
        Assert.DoesNotContain(made.Problems, p => p.Value is not null || p.Message.Contains("Annie", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[{\"la_child_id\":\"1\"}")]
    [InlineData("[{\"la_child_id\":\"1\"")]
    [InlineData("[{\"la_child_id\":\"1\"},7]")]
    [InlineData("{\"la_child_id\":tru}")]
    [InlineData("{\"la_child_id\":\"\\ud800\"}")]
    [InlineData("{\"la_child_id\":\"1\",\"\\ud800\":1}")]
    [InlineData("[[{\"la_child_id\":\"1\"}]]")]
    [InlineData("{\"la_child_id\":\"\0\"}")]
    public void What_is_no_such_file_is_refused_in_one_sentence(string text) =>
        Assert.EndsWith(".", Assert.Throws<ImportRefused>(() => Translation.OfText(Format, text)).Message);

    [Theory]
    [InlineData("[{\"la_child_id\":", "[")]
    [InlineData("[{\"la_child_id\":\"", "aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("[{\"la_child_id\":\"1\",\"social_care_episodes\":[", "{\"social_care_episode_id\":\"1\"},")]
    public void What_never_ends_is_refused_before_it_fills_the_memory(string begin, string again)
    {
        // Of this thread alone: other tests run beside.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ImportRefused>(() => Translation.Of(Format, new GivenFile("x", "", true, 0, () => new EndlessStream(begin, again))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 120_000_000);
    }

    [Fact]
    public void A_broken_place_has_its_line()
    {
        var refused = Assert.Throws<ImportRefused>(() => Translation.OfText(Format, "[\n{\"la_child_id\":\"1\"},\n{\"la_child_id\":\n!}]"));
        Assert.Equal(4, refused.Row);
    }

    private static string Value(string row, string name) =>
        row.Split(' ').FirstOrDefault(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";

    [Theory]
    [InlineData("{\"children\":[{\"la_child_id\":\"C1\"}]}", "children")]
    [InlineData("{\"meta\":[1,{}],\"data\":[{\"la_child_id\":\"C1\"},{\"la_child_id\":\"C2\"}]}", "data")]
    public void Children_inside_an_object_are_said_to_be_so(string json, string under)
    {
        var refused = Assert.Throws<ImportRefused>(() => Translation.OfText(Format, json));
        Assert.Equal($"file1 has its children inside an object, under {under}: a list of children, or a child on each line, was expected. Give the list alone.", refused.Message);
    }

    [Fact]
    public void What_is_to_be_purged_is_counted_in_words()
    {
        const string Purge = ",\"purge\":true}";
        var made = Translation.OfText(Format, "{\"la_child_id\":\"C1\"}{\"la_child_id\":\"C2\"" + Purge,
            "{\"la_child_id\":\"C3\"" + Purge + "{\"la_child_id\":\"C4\"" + Purge);
        Assert.Equal(
            ["1 child is marked to be purged: left out.", "2 children are marked to be purged: left out."], made.Problems.Select(problem => problem.Message));
    }
}
