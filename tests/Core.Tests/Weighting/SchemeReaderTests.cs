using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Tests.Weighting;

public sealed class SchemeReaderTests
{
    [Fact]
    public void The_contracts_example_is_read_whole()
    {
        var scheme = SchemeReader.Read(SchemeText.Example);
        Assert.Equal(("example", 1, new DateOnly(2026, 4, 1), 30), (scheme.Code, scheme.Version, scheme.EffectiveFrom, scheme.MinutesPerPointPerWeek!.Value));
        Assert.Equal(6, scheme.Rules.Count);
        Assert.Equal([0, 401, 701, 1001], scheme.Levels.Select(level => level.From));
        Assert.Equal(new Points(9500), scheme.Capacity!.Bands["experienced"].High);
        Assert.Equal(new FactRef(Fact.SiblingsOpen), scheme.Rules[1].Per);
        Assert.Equal(2800, scheme.Exceptions.CasesPerFteHigh);
        Assert.True(scheme.Credits[0].FromHolder);
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(5, 5000)]
    [InlineData(6, 7500)]
    [InlineData(40, 7500)]
    [InlineData(null, 9000)]
    public void Capacity_of_a_band_follows_its_steps(int? months, int hundredths)
    {
        var capacity = SchemeReader.Read(SchemeText.Example).Capacity!;
        Assert.Equal(new Points(hundredths), capacity.FullTimeOf(capacity.Bands["asye"], months));
    }

    [Theory]
    [InlineData("""{ "code": "a", "points": 1, "wen": {} }""", "'wen' is not a key of a rule. Did you mean 'when'?")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "statsu": "cla" } }""", "'statsu' is not a fact. Did you mean 'status'?")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "status": "clar" } }""", "'clar' is not a value of status. Did you mean 'cla'?")]
    [InlineData("""{ "code": "a", "points": 1, "per": "status" }""", "'status' is not a fact that counts")]
    [InlineData("""{ "code": "a", "points": 1, "per": "judged.x" }""", "no judgement has the code 'x'")]
    [InlineData("""{ "code": "a", "points": 1, "share": 0.5 }""", "exactly one of 'points', 'table' and 'share'")]
    [InlineData("""{ "code": "a", "points": 1 }, { "code": "a", "points": 2 }""", "the code 'a' is used twice among rules")]
    [InlineData("""{ "code": "a", "points": 1.005 }""", "at most two decimals")]
    [InlineData("""{ "code": "a", "points": "1" }""", "at most two decimals|a number")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "ageYears": { "ovr": 3 } } }""", "'ovr' is not a key of a comparison. Did you mean 'over'?")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "status": { "over": 3 } } }""", "'status' is not a number")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "unborn": "yes" } }""", "true or false")]
    [InlineData("""{ "code": "a", "points": 1, "max": 3 }""", "'max' goes only with")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "judged": "x" } }""", "'judged' needs a code after a dot")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "status.x": "cla" } }""", "'status.x' takes nothing after a dot")]
    [InlineData("""{ "code": "a", "points": 1, "when": { "band": "asye" } }""", "'band' is not a fact")]
    [InlineData("""{ "code": "a", "table": { "by": ["status", "unborn"], "points": { "cla": 3 } } }""", "2 levels of braces")]
    public void A_wrong_rule_is_refused_with_what_was_meant(string rule, string sentence)
    {
        var refused = Assert.Throws<SchemeRefused>(() => SchemeReader.Read(SchemeText.Of(rule)));
        Assert.Contains(sentence.Split('|'), part => refused.Message.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""", "levels": [ { "level": 1, "from": 0 }, { "level": 3, "over": 5 }, { "level": 2, "over": 7 } ]""", "Put level 2 in order")]
    [InlineData(""", "levels": [ { "level": 1, "from": 4 }, { "level": 2, "from": 4 } ]""", "Put level 2 in order")]
    [InlineData(""", "capacity": { "fullTime": 100, "bands": { "asye": {} } }, "exceptions": { "lowNotFor": [ "asey" ] }""", "no band has the code 'asey'. Did you mean 'asye'?")]
    [InlineData(""", "capacity": { "fullTime": 100, "bands": { "asye": {} } }, "limits": [ { "code": "x", "count": "cases", "max": 1, "bands": [ "senior" ] } ]""", "no band has the code 'senior'")]
    [InlineData(""", "limits": [ { "code": "x", "count": "children", "max": 1 } ]""", "'count' must be")]
    [InlineData(""", "exeptions": {}""", "'exeptions' is not a key of a scheme. Did you mean 'exceptions'?")]
    [InlineData(""", "title": "again" """, "the key 'title' stands twice")]
    public void A_wrong_part_is_refused_with_what_was_meant(string more, string sentence)
    {
        var refused = Assert.Throws<SchemeRefused>(() => SchemeReader.Read(SchemeText.Of("""{ "code": "a", "points": 1 }""", more)));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_the_error_is_named()
    {
        var lines = SchemeText.Example.Split('\n').ToList();
        var line = lines.FindIndex(text => text.Contains("\"far\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("placementMiles", "placementMile", StringComparison.Ordinal);
        var refused = Assert.Throws<SchemeRefused>(() => SchemeReader.Read(string.Join('\n', lines)));
        Assert.Equal(line + 1, refused.Line);
        Assert.StartsWith($"Line {line + 1}: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"scheme\": \"x\",}")]
    [InlineData("<scheme/>")]
    public void What_is_no_scheme_is_refused(string text) => Assert.Throws<SchemeRefused>(() => SchemeReader.Read(text));

    [Fact]
    public void Every_key_left_out_of_the_example_is_either_needed_or_not_but_never_a_crash()
    {
        // Cut the example at every character: only ever a scheme or a refusal.
        for (var length = 0; length < SchemeText.Example.Length; length += 7)
        {
            var text = SchemeText.Example.Remove(length, Math.Min(9, SchemeText.Example.Length - length));
            try
            {
                SchemeReader.Read(text);
            }
            catch (SchemeRefused refused)
            {
                Assert.True(refused.Line >= 1);
            }
        }
    }
}
