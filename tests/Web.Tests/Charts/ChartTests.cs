using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.Web.Charts;
using Fairload.Web.Tests.Gallery;
using Fairload.Web.Words;

namespace Fairload.Web.Tests.Charts;

/// <summary>What holds for every chart.</summary>
public sealed partial class ChartTests
{
    /// <summary>Marks that carry a meaning, and what carries it besides colour.</summary>
    private static readonly HashSet<string> KnownMarks =
    [
        "fl-band", "fl-fill", "fl-fill-mid", "fl-fill-light", "fl-fill-pale", "fl-fill-area", "fl-fill-grey", "fl-fill-dotted",
        "fl-over", "fl-none", "fl-add", "fl-limit", "fl-axis", "fl-grid", "fl-line", "fl-line-thin", "fl-shift",
        "fl-dot", "fl-dot-open", "fl-dot-before", "fl-text-bold", "fl-text-soft", "fl-text-halo",
        "fl-svg", "fl-bar", "fl-kids", "fl-wide", "fl-narrow",
    ];

    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_picture_says_what_it_shows(string name)
    {
        Assert.All(Drawn(name).QuerySelectorAll("svg.fl-svg"), svg =>
        {
            Assert.Equal("img", svg.GetAttribute("role"));
            Assert.False(string.IsNullOrWhiteSpace(svg.GetAttribute("aria-label")));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Marks_have_classes_that_the_style_sheet_knows_and_no_style_of_their_own(string name)
    {
        var sheet = StyleSheet();
        foreach (var element in Drawn(name).QuerySelectorAll("svg, svg *"))
        {
            Assert.False(element.HasAttribute("style"));
            Assert.False(element.HasAttribute("fill") || element.HasAttribute("stroke") || element.HasAttribute("font-size"));
            Assert.All(element.ClassList, c =>
            {
                Assert.Contains(c, KnownMarks);
                Assert.True(c is "fl-bar" || sheet.Contains("." + c), $"{c} is not in the style sheet");
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_is_never_scaled(string name)
    {
        // Only a stretched box has a viewBox, and it holds paths alone.
        foreach (var box in Drawn(name).QuerySelectorAll("svg[viewBox]"))
        {
            Assert.Equal("none", box.GetAttribute("preserveAspectRatio"));
            Assert.All(box.Children, child => Assert.Equal("path", child.LocalName));
        }
    }

    [Fact]
    public void Text_in_charts_is_14_pixels()
    {
        Assert.Matches(@"\.fl-svg text\{[^}]*font-size:14px", StyleSheet());
        Assert.DoesNotMatch(@"\.fl-text[^{]*\{[^}]*font-size", StyleSheet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Labels_stay_within_the_chart_and_do_not_meet(string name)
    {
        foreach (var svg in Drawn(name).QuerySelectorAll("svg.fl-svg"))
        {
            var isFixed = !svg.GetAttribute("width")!.EndsWith('%');
            foreach (var (width, hidden) in new[] { (290m, ".fl-wide"), (480m, ".fl-narrow"), (1180m, ".fl-narrow") })
            {
                var chartWidth = isFixed ? Number(svg.GetAttribute("width")!) : width;
                if (!isFixed && svg.ClassList.Contains("fl-bar"))
                {
                    continue; // in a cell; its only text is the mark for "goes on"
                }

                var boxes = svg.QuerySelectorAll("text").Where(t => t.Closest(hidden) is null).Select(t => Box(t, chartWidth)).ToList();
                Assert.All(boxes, box => Assert.True(box.Left >= -1 && box.Right <= chartWidth + 1, $"“{box.Words}” leaves the chart at {width}"));
                foreach (var (a, b) in boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))))
                {
                    Assert.False(
                        a.Left < b.Right && b.Left < a.Right && Math.Abs(a.Y - b.Y) < 12,
                        $"“{a.Words}” and “{b.Words}” meet at {width}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_that_is_drawn_in_words_stands_in_the_figures(string name)
    {
        var chart = Samples.All[name];
        var figures = Figures(chart).ToHashSet();
        var scaleWords = new HashSet<string> { "0", "100%" };
        foreach (var text in Drawn(name).QuerySelectorAll("svg text:not(.fl-text-soft)").Select(t => t.TextContent))
        {
            if (scaleWords.Contains(text) || chart is Timeline || IsAxis(chart, text))
            {
                continue;
            }

            Assert.All(NumberPattern().Matches(text).Select(m => Number(m.Value)), n =>
                Assert.True(figures.Contains(n) || Mentioned(chart).Contains(text), $"{n} of “{text}” is not in the figures"));
        }
    }

    [Fact]
    public void A_bar_is_as_long_as_its_figure()
    {
        foreach (var bar in new[] { Samples.Over, Samples.InRange, new WorkloadBar("a", 0, 60, 90), new WorkloadBar("b", 100, 60, 90), new WorkloadBar("c", 139.9m, 60, 90) })
        {
            var svg = Draw(bar).QuerySelector("svg")!;
            var drawn = svg.QuerySelectorAll(".fl-fill, .fl-over").Sum(r => Number(r.GetAttribute("width")!)) * WorkloadBar.ScaleEnd / 100;

            Near(bar.Figures(Words()).Rows[0][1].Number!.Value, drawn, 0.01m);
            Assert.Equal(bar.Percent > 100, svg.QuerySelector(".fl-over") is not null);
            var band = svg.QuerySelector(".fl-band")!;
            Near(bar.Figures(Words()).Rows[0][2].Number!.Value, Number(band.GetAttribute("x")!) * 1.4m, 0.01m);
            Near(71.4286m, Number(svg.QuerySelector(".fl-limit")!.GetAttribute("x1")!), 0.001m);
        }
    }

    [Fact]
    public void Without_available_time_a_bar_is_an_empty_outline_and_never_nothing_percent()
    {
        var document = Draw(Samples.NoTime);

        Assert.Null(document.QuerySelector(".fl-fill"));
        Assert.NotNull(document.QuerySelector(".fl-none"));
        Assert.Equal("No available time: 16 cases held", document.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Null(Samples.NoTime.Figures(Words()).Rows[0][1].Number);
        Assert.DoesNotContain("0.0", Samples.NoTime.Figures(Words()).Rows[0][1].Text);
    }

    [Fact]
    public void A_bar_beyond_the_scale_ends_at_its_edge_and_says_that_it_goes_on()
    {
        var svg = Draw(Samples.FarOver).QuerySelector("svg")!;

        Near(100, Number(svg.QuerySelector(".fl-over")!.GetAttribute("x")!) + Number(svg.QuerySelector(".fl-over")!.GetAttribute("width")!), 0.01m);
        Assert.Equal("▸", svg.QuerySelector("text")!.TextContent);
        Assert.Contains("188.4%", svg.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("levels")]
    [InlineData("many children")]
    public void There_are_as_many_dots_as_children_filled_and_open(string name)
    {
        var chart = (LevelDots)Samples.All[name];
        var rows = chart.Figures(Words()).Rows;
        var svg = Draw(chart).QuerySelector("svg")!;

        Assert.Equal(rows.Sum(r => r[1].Number), svg.QuerySelectorAll(".fl-dot").Length);
        Assert.Equal(rows.Sum(r => r[2].Number), svg.QuerySelectorAll(".fl-dot-open").Length);
        Assert.Equal(rows.Select(r => r[3].Text), svg.QuerySelectorAll("text").Select(t => t.TextContent));
        Assert.All(svg.QuerySelectorAll("circle"), dot => Assert.True(Number(dot.GetAttribute("cy")!) > 0));
    }

    [Theory]
    [InlineData("since")]
    [InlineData("since, away")]
    public void The_line_passes_through_every_weeks_figure_and_stops_where_there_is_none(string name)
    {
        var chart = (SinceLine)Samples.All[name];
        var d = Draw(chart).QuerySelector("path")!.GetAttribute("d")!;
        var drawn = Regex.Matches(d, @"[ML][\d.]+ ([\d.]+)").Select(m => SinceLine.ScaleTo - (Number(m.Groups[1].Value) * 80 / 1000)).ToList();
        var figures = chart.Figures(Words()).Rows.Select(r => r[1].Number).OfType<decimal>().ToList();

        Assert.Equal(figures.Count, drawn.Count);
        Assert.All(figures.Zip(drawn), pair => Near(pair.First, pair.Second, 0.01m));
    }

    [Fact]
    public void Each_line_of_the_sum_starts_where_the_last_ended_and_is_as_long_as_its_points()
    {
        var document = Draw(Samples.Sum);
        var figures = Samples.Sum.Figures(Words()).Rows;
        var rows = document.QuerySelectorAll("tbody tr");
        var end = 0m;
        for (var i = 0; i < Samples.Sum.Lines.Count; i++)
        {
            var parts = rows[i].QuerySelectorAll(".fl-fill, .fl-fill-mid, .fl-over");
            Near(end, Number(parts[0].GetAttribute("x")!) * 1.4m, 0.01m);
            var length = parts.Sum(p => Number(p.GetAttribute("width")!)) * 1.4m;
            Near(figures[i][1].Number!.Value, length, 0.01m);
            Assert.Equal(figures[i][1].Text, rows[i].Children[2].TextContent);
            end += length;
        }

        Near(Samples.Sum.Total.Points, end, 0.01m);
        Assert.Equal("120.5", rows[5].Children[2].TextContent);
    }

    [Fact]
    public void A_sum_that_does_not_add_up_is_refused()
    {
        var lines = Ledger.Line.InOrder(("a", null, 10, true, null), ("b", null, 5, true, null));

        Assert.Throws<ArgumentException>(() => new Ledger("x", lines, Ledger.Line.Whole("t", null, 16), Ledger.Line.Whole("time", null, 100)));
        Assert.Throws<ArgumentException>(() => new Ledger("x", [lines[1]], Ledger.Line.Whole("t", null, 5), Ledger.Line.Whole("time", null, 100)));
        Assert.Equal(15, new Ledger("x", lines, Ledger.Line.Whole("t", null, 15), Ledger.Line.Whole("time", null, 60)).Total.To);
    }

    [Fact]
    public void A_line_that_takes_away_is_dotted_and_ends_before_it_starts()
    {
        var lines = Ledger.Line.InOrder(("a", null, 50, true, null), ("b", null, -20, true, null));
        var document = Draw(new Ledger("x", lines, Ledger.Line.Whole("t", null, 30), Ledger.Line.Whole("time", null, 100)));

        var dotted = document.QuerySelector(".fl-fill-dotted")!;
        Near(30, Number(dotted.GetAttribute("x")!) * 1.4m, 0.01m);
        Near(20, Number(dotted.GetAttribute("width")!) * 1.4m, 0.01m);
    }

    [Fact]
    public void The_steps_are_as_high_as_their_figures_and_stand_on_their_days()
    {
        var path = Draw(Samples.Points).QuerySelector(".fl-line")!.GetAttribute("d")!;
        var heights = Regex.Matches(path, @"(?:M[\d.]+ |V)([\d.]+)").Select(m => (1000 - Number(m.Groups[1].Value)) * 11 / 1000).ToList();
        var figures = Samples.Points.Figures(Words()).Rows.Select(r => r[2].Number!.Value).ToList();

        Assert.Equal(figures.Count, heights.Count);
        Assert.All(figures.Zip(heights), pair => Near(pair.First, pair.Second, 0.01m));
    }

    [Fact]
    public void Workers_follow_each_other_without_a_gap_to_the_end()
    {
        var rects = Draw(Samples.Workers).QuerySelectorAll("rect");

        Assert.Equal(Samples.Workers.Figures(Words()).Rows.Count, rects.Length);
        var ends = rects.Select(r => Number(r.GetAttribute("x")!) + Number(r.GetAttribute("width")!)).ToList();
        Near(Number(rects[1].GetAttribute("x")!), ends[0], 0.001m);
        Near(100, ends[2], 0.001m);
    }

    [Theory]
    [InlineData("distribution")]
    [InlineData("cases held")]
    public void Bars_are_as_high_as_their_counts(string name)
    {
        var chart = (Histogram)Samples.All[name];
        var counts = chart.Figures(Words()).Rows.Select(r => r[1].Number).OfType<decimal>().Where(n => n > 0).ToList();
        var heights = Draw(chart).QuerySelectorAll("rect").Select(r => Number(r.GetAttribute("height")!)).ToList();

        Assert.Equal(counts.Count, heights.Count);
        Assert.All(counts.Zip(heights), pair => Near(pair.First, pair.Second * counts.Max() / 120, 0.01m));
        Assert.Equal(chart.Bins.Count(b => b is { Kind: Histogram.Kind.Over, Count: > 0 }), Draw(chart).QuerySelectorAll(".fl-over").Length);
    }

    [Fact]
    public void Dots_stand_at_both_figures_and_one_that_stayed_is_open()
    {
        var svg = Draw(Samples.Schemes).QuerySelector("svg")!;
        var (from, to) = (55m, 135m);
        decimal Value(IElement dot) => from + (Number(dot.GetAttribute("cx")!) * (to - from) / 100);
        var rows = Samples.Schemes.Figures(Words()).Rows;

        Assert.Equal(rows.Select(r => r[1].Number).OfType<decimal>(), svg.QuerySelectorAll(".fl-dot-before").Select(d => Math.Round(Value(d), 1)));
        Assert.Equal(
            rows.Where(r => r[1].Number != r[2].Number).Select(r => r[2].Number).OfType<decimal>(),
            svg.QuerySelectorAll(".fl-dot").Select(d => Math.Round(Value(d), 1)));
    }

    [Fact]
    public void Charts_draw_the_same_in_every_language()
    {
        var english = Draw(Samples.Sum).QuerySelectorAll("rect").Select(r => r.OuterHtml).ToList();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(english, Draw(Samples.Sum).QuerySelectorAll("rect").Select(r => r.OuterHtml));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<decimal> Figures(IChart chart) =>
        chart.Figures(Words()).Rows.SelectMany(row => row).Select(cell => cell.Number).OfType<decimal>();

    /// <summary>Words that stand in the table as words, numbers and all.</summary>
    private static IEnumerable<string> Mentioned(IChart chart) => chart switch
    {
        Histogram h => h.Marks.Select(m => m.Label),
        StepChart s => s.Steps.Select(step => $"{Format.Points(step.Value)} {step.Short}"),
        _ => [],
    };

    private static bool IsAxis(IChart chart, string text) =>
        chart is Histogram && decimal.TryParse(text, CultureInfo.InvariantCulture, out var n) && n % 10 == 0;

    private static Text<ChartText> Words() => new(new PracticeTerms(new Dictionary<string, string>()));

    private static IElement Drawn(string name) => Draw(Samples.All[name]);

    private static IElement Draw(IChart chart)
    {
        using var writer = new StringWriter();
        chart.Picture(Words()).WriteTo(writer, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).Body!;
    }

    private static (decimal Left, decimal Right, decimal Y, string Words) Box(IElement text, decimal chartWidth)
    {
        var x = text.GetAttribute("x")!;
        var at = (x.EndsWith('%') ? Number(x) * chartWidth / 100 : Number(x)) + Number(text.GetAttribute("dx") ?? "0");
        var width = text.TextContent.Length * (text.ClassList.Contains("fl-text-bold") ? 7.4m : 6.8m);
        var left = text.GetAttribute("text-anchor") switch { "middle" => at - (width / 2), "end" => at - width, _ => at };
        return (left, left + width, Number(text.GetAttribute("y")!), text.TextContent);
    }

    private static string StyleSheet() => Regex.Replace(File.ReadAllText(Path.Combine(
        Components.Fixture.StylesFolder(), "..", "wwwroot", "css", "app.css")), @"\s*([{};:,])\s*", "$1");

    private static void Near(decimal expected, decimal actual, decimal within) =>
        Assert.True(Math.Abs(expected - actual) <= within, $"{actual} was drawn for {expected}");

    private static decimal Number(string text) => decimal.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex NumberPattern();
}
