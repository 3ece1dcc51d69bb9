using Fairload.Web.Tables;
using Fairload.Web.Tests.Gallery;
using FsCheck;
using FsCheck.Fluent;

namespace Fairload.Web.Tests.Tables;

public sealed class TableTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("", "Aisha Bello,Ben Carrow,Dev Panesar,Écaterine Zola,=Evil()")]
    [InlineData("?sort=name", "=Evil(),Aisha Bello,Ben Carrow,Dev Panesar,Écaterine Zola")]
    [InlineData("?sort=workload&dir=asc", "=Evil(),Écaterine Zola,Ben Carrow,Aisha Bello,Dev Panesar")]
    [InlineData("?sort=workload&dir=desc", "Dev Panesar,Aisha Bello,Ben Carrow,Écaterine Zola,=Evil()")]
    [InlineData("?sort=cases", "=Evil(),Ben Carrow,Écaterine Zola,Dev Panesar,Aisha Bello")]
    [InlineData("?sort=note&dir=desc", "Aisha Bello,Ben Carrow,Dev Panesar,Écaterine Zola,=Evil()")]
    [InlineData("?sort=x'--&dir=%3Cscript%3E", "Aisha Bello,Ben Carrow,Dev Panesar,Écaterine Zola,=Evil()")]
    public async Task Rows_are_sorted_as_the_address_asks(string query, string expected)
    {
        var page = await site.Page("/gallery" + query);

        Assert.Equal(expected, string.Join(',', page.QuerySelector("th[aria-sort]")!.Closest("table")!.QuerySelectorAll("tbody th").Select(t => t.TextContent)));
    }

    [Fact]
    public async Task Headings_say_how_rows_are_sorted_and_link_to_the_other_way()
    {
        var page = await site.Page("/gallery?team=a&sort=workload&dir=asc&page=4");
        var heads = page.QuerySelectorAll("th[aria-sort]");

        Assert.Equal(["none", "ascending", "none"], heads.Select(h => h.GetAttribute("aria-sort")));
        Assert.Equal("/gallery?team=a&sort=workload&dir=desc", heads[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/gallery?team=a&sort=name&dir=asc", heads[0].QuerySelector("a")!.GetAttribute("href"));
        var scroll = heads[0].Closest(".fl-scroll")!;
        Assert.Equal(("0", "region"), (scroll.GetAttribute("tabindex"), scroll.GetAttribute("role")));
    }

    [Trait("ASVS", "5.4.1"), Trait("ASVS", "5.4.2")]
    [Fact]
    public async Task The_file_has_the_columns_of_the_page_in_its_order_with_numbers_as_numbers()
    {
        var response = await site.Client().GetAsync("/gallery?sort=workload&dir=desc&format=csv");

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "Practitioner,\"Workload, %\",Cases,Note\r\nDev Panesar,,16,plain\r\nAisha Bello,120.5,19,plain\r\n"
            + "Ben Carrow,111,11,plain\r\nÉcaterine Zola,83,11,plain\r\n\"'=Evil()\",67,9,plain\r\n",
            System.Text.Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void What_has_no_value_is_an_empty_field_of_the_file_whatever_the_page_says()
    {
        var table = new TableModel<int?>(
            "Days",
            [
                new("days", "Days", days => days is { } some ? $"{some} days" : "–") { Csv = days => days },
                new("words", "Words", days => days is null ? "never" : "once"),
            ],
            [3, null]);

        Assert.Equal(["Days,Words\r\n", "3,once\r\n", ",never\r\n"], CsvResult.Lines(table));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+44 20")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void A_text_that_would_be_a_formula_gets_an_apostrophe(string text) =>
        Assert.StartsWith("'", Unquoted(CsvResult.Field(text)));

    [Fact]
    public void A_negative_number_stays_a_number()
    {
        Assert.Equal("-2.5", CsvResult.Field(-2.5m));
        Assert.Equal("-2", CsvResult.Field(-2));
        Assert.Equal("2026-10-02", CsvResult.Field(new DateOnly(2026, 10, 2)));
        Assert.Equal("", CsvResult.Field(null));
        Assert.Equal("plain", CsvResult.Field("plain"));
        Assert.Equal("\"a \"\"b\"\", c\"", CsvResult.Field("a \"b\", c"));
    }

    [Trait("ASVS", "1.2.10")]
    [Fact]
    public void No_text_at_all_starts_a_formula_or_breaks_its_cell()
    {
        var starts = Gen.Elements("=", "+", "-", "@", "\t", "\r", "\n", " ", "＝", "'", "\"", ",", "a", "");
        var texts = from a in starts from b in starts from c in ArbMap.Default.GeneratorFor<NonNull<string>>() select a + b + c.Get;
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var field = CsvResult.Field(text);
            var inner = Unquoted(field);
            var isSafe = inner.TrimStart().Length == 0 || !"=+-@\t\r＝＋－＠".Contains(inner.TrimStart()[0]);
            var isOneCell = field.StartsWith('"')
                ? field.EndsWith('"') && field[1..^1].Replace("\"\"", "").IndexOf('"') < 0
                : field.IndexOfAny(['"', ',', '\r', '\n']) < 0;
            return isSafe && isOneCell;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20260331, 7));
    }

    private static string Unquoted(string field) => field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"") : field;
}
