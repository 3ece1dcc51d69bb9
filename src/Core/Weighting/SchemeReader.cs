using System.Globalization;
using System.Text.Json;
using Fairload.Core.Cases;

namespace Fairload.Core.Weighting;

/// <summary>
/// Reads a scheme file (contracts, section 3). Everything that is not in the language is refused with its line and,
/// where it can be told, what was meant: a scheme decides what people's work counts for, so nothing in it is guessed.
/// </summary>
public sealed partial class SchemeReader
{
    private const decimal Greatest = 1_000_000m;

    private readonly SchemeNode _root;
    private readonly List<Judgement> _judgements = [];
    private readonly Dictionary<string, Band> _bands = new(StringComparer.Ordinal);
    private bool _hasBands;

    private SchemeReader(string text)
    {
        _root = new SchemeNode(SchemeJson.Parse(text), "ThingScheme");
    }

    /// <summary>The scheme in a file's text.</summary>
    /// <exception cref="SchemeRefused">The first thing that is wrong, with its line.</exception>
    public static Scheme Read(string text) => new SchemeReader(text).Whole();

    /// <summary>The hundredths a number in a scheme stands for, or nothing when it is none or has more decimals.</summary>
    internal static int? Hundredths(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > -Greatest and < Greatest && number * 100 % 1 == 0
            ? (int)(number * 100)
            : null;

    /// <summary>How a fact's values look in this scheme: a judgement's shape is its own.</summary>
    internal static FactShape ShapeOf(FactRef fact, Scheme scheme) => ShapeOf(fact, scheme.Judgements);

    private static FactShape ShapeOf(FactRef fact, IReadOnlyList<Judgement> judgements) => fact.Fact switch
    {
        Fact.Judged => judgements.FirstOrDefault(judgement => judgement.Code == fact.Part)?.Shape ?? FactShape.Word,
        Fact.PiecesOfWork when fact.Part is not null => FactShape.Number,
        _ => Facts.Shape(fact.Fact),
    };

    private Scheme Whole()
    {
        _root.Allow("scheme", "version", "title", "source", "effectiveFrom", "unit", "minutesPerPointPerWeek", "capacity", "stable",
            "duties", "credits", "judgements", "rules", "levels", "limits", "reductionReasons", "exceptions", "notes");
        // Judgements and bands come first: everything else may name them.
        _judgements.AddRange(List(_root, "judgements", "Judgements", JudgementOf, judgement => judgement.Code));
        var capacity = _root.Find("capacity") is { } node ? CapacityOf(node) : null;
        return new Scheme
        {
            Code = _root.Need("scheme").Text(),
            Version = _root.Need("version").Whole(),
            Title = _root.Need("title").Text(),
            Source = _root.Need("source").Text(),
            EffectiveFrom = _root.Need("effectiveFrom").Date(),
            Unit = _root.Find("unit")?.Text() ?? "points",
            MinutesPerPointPerWeek = _root.Find("minutesPerPointPerWeek") is not { } minutes ? null : minutes.Whole() is var number and > 0 ? number : throw minutes.Refuse("MoreThanNothing"),
            Capacity = capacity,
            Stable = List(_root, "stable", "Stable", WorkerRuleOf, rule => rule.Code),
            Duties = List(_root, "duties", "Duties", WorkerRuleOf, rule => rule.Code),
            Credits = List(_root, "credits", "Credits", CreditOf, credit => credit.Code),
            Judgements = _judgements,
            Rules = List(_root, "rules", "Rules", RuleOf, rule => rule.Code, needed: true),
            Levels = LevelsOf(_root.Find("levels")),
            Limits = List(_root, "limits", "Limits", LimitOf, limit => limit.Code),
            ReductionReasons = List(_root, "reductionReasons", "Reasons", ReasonOf, reason => reason.Code),
            Exceptions = _root.Find("exceptions") is { } exceptions ? ExceptionsOf(exceptions) : new Exceptions(),
            Notes = [.. (_root.Find("notes")?.Items("ThingNote") ?? []).Select(note => note.Text())],
        };
    }

    private static List<T> List<T>(SchemeNode parent, string key, string thing, Func<SchemeNode, T> read, Func<T, string> code, bool needed = false)
    {
        var node = needed ? parent.Need(key) : parent.Find(key);
        var items = new List<T>();
        foreach (var item in node?.Items("ThingOf" + thing) ?? [])
        {
            var one = read(item);
            if (items.Exists(other => code(other) == code(one)))
            {
                throw item.Need("code").Refuse("CodeTwice", code(one), key);
            }

            items.Add(one);
        }

        return items;
    }

    private static Judgement JudgementOf(SchemeNode node)
    {
        node.Allow("code", "title", "options", "number", "default");
        var (code, title) = (node.Need("code").Text(), node.Need("title").Text());
        var (options, number) = (node.Find("options"), node.Find("number"));
        if ((options is null) == (number is null))
        {
            throw node.Refuse("JudgementNeeds", code);
        }

        var standard = node.Find("default");
        if (number is not null)
        {
            number.Allow("min", "max");
            var (least, greatest) = (number.Need("min").HundredthsValue(), number.Need("max").HundredthsValue());
            return least > greatest
                ? throw number.Refuse("RangeOrder")
                : new Judgement(code, title, [], (least, greatest), standard?.HundredthsValue());
        }

        var values = new List<(string Value, string Title)>();
        foreach (var option in options!.Items("ThingOption"))
        {
            option.Allow("value", "title");
            var value = option.Need("value").Text();
            if (values.Exists(other => other.Value == value))
            {
                throw option.Refuse("CodeTwice", value, "options");
            }

            values.Add((value, option.Find("title")?.Text() ?? value));
        }

        var judgement = new Judgement(code, title, values, null, null);
        if (standard is null)
        {
            return judgement;
        }

        return judgement.OptionOf(standard.Text()) is { } place
            ? judgement with { Default = place }
            : throw standard.Refuse("DefaultUnknown", standard.Text(), code, string.Join(", ", values.Select(option => option.Value)));
    }

    private Capacity CapacityOf(SchemeNode node)
    {
        node.Allow("fullTime", "bands");
        foreach (var (name, band) in node.Find("bands")?.Members("ThingBand") ?? [])
        {
            _hasBands = true;
            _bands.Add(name, BandOf(band));
        }

        return new Capacity(FullTimeOf(node), _bands);
    }

    private static Points FullTimeOf(SchemeNode node)
    {
        var fullTime = node.Need("fullTime");
        return fullTime.PointsValue() is { Hundredths: >= 0 } points ? points : throw fullTime.Refuse("NotNegative");
    }

    private static Band BandOf(SchemeNode node)
    {
        node.Allow("fullTime", "low", "high", "steps", "casesPerFteHigh", "casesPerFteLow");
        var steps = new List<BandStep>();
        foreach (var step in node.Find("steps")?.Items("ThingStep") ?? [])
        {
            step.Allow("fromMonth", "fullTime");
            var month = step.Need("fromMonth").Whole();
            if (steps.Count > 0 && month <= steps[^1].FromMonth)
            {
                throw step.Refuse("StepsOrder", month);
            }

            steps.Add(new BandStep(month, FullTimeOf(step)));
        }

        var band = new Band
        {
            FullTime = node.Find("fullTime") is null ? null : FullTimeOf(node),
            Low = node.Find("low")?.PointsValue(),
            High = node.Find("high")?.PointsValue(),
            Steps = steps,
            CasesPerFteHigh = node.Find("casesPerFteHigh")?.HundredthsValue(),
            CasesPerFteLow = node.Find("casesPerFteLow")?.HundredthsValue(),
        };
        return band is { Low: { } low, High: { } high } && low.Hundredths > high.Hundredths ? throw node.Refuse("LowHigh") : band;
    }

    private WorkerRule WorkerRuleOf(SchemeNode node)
    {
        node.Allow("code", "title", "points", "proRata", "per", "when");
        return new WorkerRule(
            node.Need("code").Text(),
            TitleOf(node),
            node.Need("points").PointsValue(),
            node.Find("proRata")?.Flag() ?? false,
            node.Find("per") is { } per ? CountingFact(per, ofWorker: true) : null,
            node.Find("when") is { } when ? ConditionOf(when, ofWorker: true) : null);
    }

    private static Credit CreditOf(SchemeNode node)
    {
        node.Allow("code", "title", "points", "days", "from");
        if (node.Find("from") is { } from && from.Text() != "holder")
        {
            throw from.Refuse("From");
        }

        return new Credit(node.Need("code").Text(), TitleOf(node), node.Need("points").PointsValue(), node.Need("days").Whole(), node.Find("from") is not null);
    }

    private Rule RuleOf(SchemeNode node)
    {
        node.Allow("code", "title", "group", "points", "per", "beyond", "max", "table", "share", "when");
        var code = node.Need("code").Text();
        var (points, table, share, per) = (node.Find("points"), node.Find("table"), node.Find("share"), node.Find("per"));
        if (((points is null ? 0 : 1) + (table is null ? 0 : 1) + (share is null ? 0 : 1)) != 1)
        {
            throw node.Refuse("OneOfPoints", code);
        }

        if (per is not null && points is null)
        {
            throw per.Refuse("PerNeedsPoints", "per");
        }

        foreach (var key in (ReadOnlySpan<string>)["beyond", "max"])
        {
            if (node.Find(key) is { } alone && per is null)
            {
                throw alone.Refuse("PerNeedsPoints", key);
            }
        }

        return new Rule
        {
            Code = code,
            Title = TitleOf(node),
            Group = node.Find("group")?.Text(),
            Points = points?.PointsValue(),
            Per = per is null ? null : CountingFact(per, ofWorker: false),
            Beyond = node.Find("beyond")?.HundredthsValue() ?? 0,
            Max = node.Find("max")?.HundredthsValue(),
            Table = table is null ? null : TableOf(table),
            Share = share is null ? null : share.NumberValue() is var times and >= 0m and <= 100m ? times : throw share.Refuse("ShareRange"),
            When = node.Find("when") is { } when ? ConditionOf(when, ofWorker: false) : null,
        };
    }

    private PointsTable TableOf(SchemeNode node)
    {
        node.Allow("by", "points");
        var by = node.Need("by").Items("ThingFact").Select(fact => FactOf(fact, fact.Text(), ofWorker: false)).ToList();
        var cells = new List<(IReadOnlyList<string>, Points)>();
        AddCells(node.Need("points"), by, [], cells);
        return new PointsTable(by, cells);
    }

    private void AddCells(SchemeNode node, List<FactRef> by, List<string> path, List<(IReadOnlyList<string>, Points)> cells)
    {
        if (path.Count == by.Count)
        {
            cells.Add(([.. path], node.Kind == JsonTokenType.Number ? node.PointsValue() : throw node.Refuse("TableDepth", by.Count)));
            return;
        }

        if (node.Kind != JsonTokenType.StartObject)
        {
            throw node.Refuse("TableDepth", by.Count);
        }

        foreach (var (name, value) in node.Members("ThingCell"))
        {
            CheckWord(value, by[path.Count], name);
            AddCells(value, by, [.. path, name], cells);
        }
    }

    private static List<Level> LevelsOf(SchemeNode? node)
    {
        var levels = new List<Level>();
        foreach (var item in node?.Items("ThingLevel") ?? [])
        {
            item.Allow("level", "from", "over");
            var (number, from, over) = (item.Need("level").Whole(), item.Find("from"), item.Find("over"));
            if ((from is null) == (over is null))
            {
                throw item.Refuse("LevelNeeds");
            }

            // Points are whole hundredths, so "over 4" is "from 4.01".
            var least = from?.HundredthsValue() ?? over!.HundredthsValue() + 1;
            if (levels.Count > 0 && (number <= levels[^1].Number || least <= levels[^1].From))
            {
                throw item.Refuse("LevelsOrder", number);
            }

            levels.Add(new Level(number, least));
        }

        return levels;
    }

    private Limit LimitOf(SchemeNode node)
    {
        node.Allow("code", "title", "when", "count", "max", "bands");
        var count = node.Need("count");
        if (count.Text() is not ("cases" or "families"))
        {
            throw count.Refuse("Count");
        }

        return new Limit(
            node.Need("code").Text(),
            TitleOf(node),
            node.Find("when") is { } when ? ConditionOf(when, ofWorker: false) : null,
            count.Text() == "families",
            node.Need("max").Whole(),
            [.. (node.Find("bands")?.Items("ThingBandCode") ?? []).Select(BandCode)]);
    }

    private static ReductionReason ReasonOf(SchemeNode node)
    {
        node.Allow("code", "title", "percent", "max", "months");
        return new ReductionReason(node.Need("code").Text(), TitleOf(node), node.Find("percent")?.NumberValue(),
            node.Find("max")?.NumberValue(), node.Find("months")?.Whole());
    }

    private Exceptions ExceptionsOf(SchemeNode node)
    {
        node.Allow("casesPerFteHigh", "casesPerFteLow", "lowNotFor", "workloadHigh", "sustainedDays");
        return new Exceptions
        {
            CasesPerFteHigh = node.Find("casesPerFteHigh")?.HundredthsValue(),
            CasesPerFteLow = node.Find("casesPerFteLow")?.HundredthsValue(),
            LowNotFor = [.. (node.Find("lowNotFor")?.Items("ThingBandCode") ?? []).Select(BandCode)],
            WorkloadHigh = node.Find("workloadHigh")?.NumberValue(),
            SustainedDays = node.Find("sustainedDays") is not { } sustained ? null : sustained.Whole() is var days and <= 366 ? days : throw sustained.Refuse("SustainedRange"),
        };
    }

    private static string TitleOf(SchemeNode node) => node.Find("title")?.Text() ?? node.Need("code").Text();

    private string BandCode(SchemeNode node)
    {
        CheckBand(node, node.Text());
        return node.Text();
    }

    private void CheckBand(SchemeNode node, string band)
    {
        if (_hasBands && !_bands.ContainsKey(band))
        {
            throw node.RefuseMeaning("UnknownBand", band, _bands.Keys);
        }
    }
}
