using Fairload.Core.Cases;

namespace Fairload.Core.Weighting;

/// <summary>What one rule gives one case.</summary>
/// <param name="Rule">The rule; nothing for the line that lifts a sum below zero to zero.</param>
/// <param name="Points">The points, negative where the rule takes away.</param>
public readonly record struct Contribution(Rule? Rule, Points Points);

/// <summary>
/// Runs a scheme's rules over a table of facts. The one place where a case gets its points: totals of a hundred
/// thousand cases and the reasons of a single one come from the same loop, which goes rule by rule over blocks of
/// rows, because a rule reads one or two columns and the blocks stay in the processor's cache.
/// </summary>
public sealed class Weigher
{
    /// <summary>Rows weighed at a time.</summary>
    internal const int Block = 1024;

    private const int WorthSharing = 16 * Block;
    private const decimal ShareUnit = 1_000_000m;

    private readonly Scheme _scheme;
    private readonly FactTable _table;
    private readonly Bound[] _rules;
    private readonly int _groups;

    /// <summary>Binds the scheme to the facts.</summary>
    public Weigher(Scheme scheme, FactTable table)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(table);
        (_scheme, _table) = (scheme, table);
        int[]? first = null;
        if (scheme.Rules.Any(AsksFirst))
        {
            // Heaviest before any share: the points of all rules but the shares and those that ask this very question.
            var before = scheme with { Rules = [.. scheme.Rules.Where(rule => rule.Share is null && !AsksFirst(rule))] };
            first = ((CaseList)table).FirstOfFamily(new Weigher(before, table).Weigh(floor: false).Points);
        }

        var binding = new Binding(scheme, table, first);
        var groups = scheme.Rules.Select(rule => rule.Group).OfType<string>().Distinct().ToList();
        _groups = groups.Count;
        _rules = [.. scheme.Rules.Select(rule => new Bound(rule, rule.Group is { } group ? groups.IndexOf(group) : -1, binding))];
    }

    /// <summary>
    /// For each table rule, how many rows fell on a cell that the table lacks: 0 points there, and a note for data quality.
    /// </summary>
    public IReadOnlyDictionary<Rule, int> MissingCells() =>
        _rules.Where(bound => bound.Rule.Table is not null)
            .ToDictionary(bound => bound.Rule, bound => Enumerable.Range(0, _table.Count).Count(bound.LacksCell));

    /// <summary>Weighs every row.</summary>
    public Weighing Weigh() => Weigh(floor: true);

    /// <summary>The reasons of one row, in the order of the rules; they add up to its points.</summary>
    public IReadOnlyList<Contribution> Explain(int row)
    {
        var reasons = new List<Contribution>();
        Span<int> points = stackalloc int[1];
        Span<int> weighted = stackalloc int[1];
        (points[0], weighted[0]) = (0, 0);
        Run(row, points, weighted, reasons);
        if (points[0] < 0)
        {
            reasons.Add(new Contribution(null, new Points(-points[0])));
        }

        return reasons;
    }

    private static bool AsksFirst(Rule rule) => rule.Asks().Any(fact => fact.Fact == Fact.FirstOfFamily);

    private Weighing Weigh(bool floor)
    {
        var points = new int[_table.Count];
        var weighted = new int[_table.Count];
        var blocks = (_table.Count + Block - 1) / Block;
        void RunBlock(int block)
        {
            var start = block * Block;
            var length = Math.Min(Block, _table.Count - start);
            var sums = points.AsSpan(start, length);
            Run(start, sums, weighted.AsSpan(start, length), null);
            if (floor)
            {
                Lanes.Floor(sums);
            }
        }

        if (_table.Count >= WorthSharing)
        {
            Parallel.For(0, blocks, RunBlock);
        }
        else
        {
            for (var block = 0; block < blocks; block++)
            {
                RunBlock(block);
            }
        }

        return new Weighing(points, weighted);
    }

    /// <summary>Runs all rules over rows from <paramref name="start"/>, as many as there are sums.</summary>
    private void Run(int start, Span<int> sums, Span<int> weighted, List<Contribution>? reasons)
    {
        Span<int> mask = stackalloc int[sums.Length];
        Span<int> taken = stackalloc int[sums.Length * _groups];
        taken.Clear();
        foreach (var bound in _rules)
        {
            mask.Fill(Lanes.Kept);
            bound.When?.Keep(start, mask);
            if (bound.Group >= 0)
            {
                var group = taken.Slice(bound.Group * sums.Length, sums.Length);
                Lanes.Without(mask, group);
                Lanes.Join(group, mask);
            }

            var before = reasons is null ? 0 : sums[0];
            bound.Apply(start, mask, sums, weighted);
            if (reasons is not null && mask[0] != 0)
            {
                reasons.Add(new Contribution(bound.Rule, new Points(sums[0] - before)));
            }
        }
    }

    /// <summary>A rule with its columns at hand. <see cref="Apply"/> clears the mask of rows to which it gave nothing.</summary>
    private sealed class Bound
    {
        private readonly int[]? _per;
        private readonly int _points;
        private readonly long _share;
        private readonly BoundTable? _cells;

        public Bound(Rule rule, int group, Binding binding)
        {
            (Rule, Group, When) = (rule, group, rule.When?.Bind(binding));
            _per = rule.Per is { } per ? binding.Column(per) : null;
            _points = (int)(rule.Points?.Hundredths ?? 0);
            _share = (long)((rule.Share ?? 1) * ShareUnit);
            _cells = rule.Table is { } table ? new BoundTable(table, binding) : null;
        }

        public Rule Rule { get; }

        public int Group { get; }

        public Test? When { get; }

        public bool LacksCell(int row)
        {
            Span<int> mask = [Lanes.Kept];
            When?.Keep(row, mask);
            return mask[0] != 0 && _cells!.Find(row) is null;
        }

        public void Apply(int start, Span<int> mask, Span<int> sums, Span<int> weighted)
        {
            if (Rule.Share is not null)
            {
                Share(mask, sums);
            }
            else if (_cells is not null)
            {
                AddCells(start, mask, sums, weighted);
            }
            else if (_per is not null)
            {
                AddPer(_per.AsSpan(start, mask.Length), mask, sums, weighted);
            }
            else
            {
                Lanes.AddWhere(sums, mask, _points);
                Lanes.Join(weighted, mask);
            }
        }

        private void Share(Span<int> mask, Span<int> sums)
        {
            for (var i = 0; i < mask.Length; i++)
            {
                if (mask[i] != 0)
                {
                    sums[i] = Rounded(sums[i] * _share, (long)ShareUnit);
                }
            }
        }

        private void AddPer(Span<int> counts, Span<int> mask, Span<int> sums, Span<int> weighted)
        {
            var max = Rule.Max ?? int.MaxValue;
            for (var i = 0; i < mask.Length; i++)
            {
                // Absent is the least int: less than nothing counts as nothing.
                var times = counts[i] <= Rule.Beyond ? 0 : Math.Min(counts[i] - Rule.Beyond, max);
                if (times == 0 || mask[i] == 0)
                {
                    mask[i] = 0;
                    continue;
                }

                sums[i] = Math.Clamp(sums[i] + Rounded((long)_points * times, 100), -Lanes.Most, Lanes.Most);
                weighted[i] = Lanes.Kept;
            }
        }

        private void AddCells(int start, Span<int> mask, Span<int> sums, Span<int> weighted)
        {
            for (var i = 0; i < mask.Length; i++)
            {
                if (mask[i] == 0)
                {
                    continue;
                }

                if (_cells!.Find(start + i) is { } points)
                {
                    sums[i] = Math.Clamp(sums[i] + points, -Lanes.Most, Lanes.Most);
                    weighted[i] = Lanes.Kept;
                }
                else
                {
                    mask[i] = 0;
                }
            }
        }

        /// <summary>The quotient, half away from zero.</summary>
        private static int Rounded(long numerator, long denominator)
        {
            var half = numerator < 0 ? -denominator / 2 : denominator / 2;
            return (int)Math.Clamp((numerator + half) / denominator, -Lanes.Most, Lanes.Most);
        }
    }

    /// <summary>A table of points as one array, with a place for each value of each fact.</summary>
    private sealed class BoundTable
    {
        private readonly int[][] _columns;
        private readonly Dictionary<int, int>[] _places;
        private readonly int?[] _cells;

        public BoundTable(PointsTable table, Binding binding)
        {
            _columns = [.. table.By.Select(binding.Column)];
            _places = [.. table.By.Select(_ => new Dictionary<int, int>())];
            foreach (var (values, _) in table.Cells)
            {
                for (var i = 0; i < values.Count; i++)
                {
                    if (Number(table.By[i], values[i], binding) is { } number)
                    {
                        _places[i].TryAdd(number, _places[i].Count);
                    }
                }
            }

            _cells = new int?[_places.Aggregate(1, (size, places) => size * places.Count)];
            foreach (var (values, points) in table.Cells)
            {
                var numbers = values.Select((value, i) => Number(table.By[i], value, binding)).ToArray();
                if (Array.TrueForAll(numbers, number => number is not null))
                {
                    var cell = 0;
                    for (var i = 0; i < numbers.Length; i++)
                    {
                        cell = (cell * _places[i].Count) + _places[i][numbers[i]!.Value];
                    }

                    _cells[cell] = (int)points.Hundredths;
                }
            }
        }

        public int? Find(int row)
        {
            var cell = 0;
            for (var i = 0; i < _columns.Length; i++)
            {
                if (!_places[i].TryGetValue(_columns[i][row], out var place))
                {
                    return null;
                }

                cell = (cell * _places[i].Count) + place;
            }

            return _cells.Length == 0 ? null : _cells[cell];
        }

        private static int? Number(FactRef fact, string value, Binding binding) =>
            SchemeReader.ShapeOf(fact, binding.Scheme) switch
            {
                FactShape.Flag => value == "true" ? 1 : 0,
                FactShape.Number => SchemeReader.Hundredths(value),
                _ => binding.Code(fact, value),
            };
    }
}

/// <summary>The points of every row of a table of facts.</summary>
/// <param name="Points">Hundredths of points, by row.</param>
/// <param name="Weighted">Not 0 where some rule gave the row points, by row.</param>
public sealed record Weighing(int[] Points, int[] Weighted);
