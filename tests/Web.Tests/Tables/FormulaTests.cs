using System.Globalization;
using Fairload.Web.Tables;

namespace Fairload.Web.Tests.Tables;

/// <summary>No text that goes into a CSV file runs as a formula, whatever it begins with; numbers stay numbers.</summary>
public sealed class FormulaTests
{
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    [Trait("ASVS", "1.2.10")]
    [Fact]
    public void Whatever_would_start_a_formula_has_an_apostrophe_before_it()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var before = new string([.. Enumerable.Range(0, random.Next(3)).Select(_ => " \u00a0\ufeff\u200b"[random.Next(4)])]);
            var text = before + Starts[random.Next(Starts.Length)] + new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(32, 0x2FF))]);
            var field = CsvResult.Field(text);
            var content = field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
            Assert.True(content == "'" + text, $"Seed {seed}: {field}");
        }
    }

    [Fact]
    public void A_text_without_such_a_start_is_read_back_as_it_was()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var text = (char)random.Next('A', 'z') + new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(32, 0x2FF))]);
            var field = CsvResult.Field(text);
            Assert.Equal(text, field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field);
        }
    }

    [Fact]
    public void Negative_numbers_are_written_as_numbers()
    {
        Assert.Equal(["-5", "-5.25", "-7", "0"], new object[] { -5, -5.25m, -7L, 0 }.Select(CsvResult.Field));
        Assert.Equal(-5.25m, decimal.Parse(CsvResult.Field(-5.25m), CultureInfo.InvariantCulture));
    }
}
