using Fairload.Core.Cases;

namespace Fairload.Core.Weighting;

/// <summary>
/// What must hold of a row of facts. Bound to a table it becomes a <see cref="Test"/> that reads columns; an absent
/// fact matches nothing, so only <see cref="Not"/> can make it hold.
/// </summary>
public abstract record Condition
{
    /// <summary>Every fact the condition asks for.</summary>
    public abstract IEnumerable<FactRef> Asks();

    /// <summary>Whether the condition holds, for each row of the table.</summary>
    public bool[] HoldsOf(Scheme scheme, FactTable table)
    {
        var mask = new int[table.Count];
        Array.Fill(mask, Lanes.Kept);
        var test = Bind(new Binding(scheme, table, null));
        for (var start = 0; start < mask.Length; start += Weigher.Block)
        {
            test.Keep(start, mask.AsSpan(start, Math.Min(Weigher.Block, mask.Length - start)));
        }

        return Array.ConvertAll(mask, kept => kept != 0);
    }

    /// <summary>The condition as a test of this table's rows.</summary>
    internal abstract Test Bind(Binding binding);

    /// <summary>All of the parts hold.</summary>
    /// <param name="Parts">The parts; none holds always.</param>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => Parts.SelectMany(part => part.Asks());

        internal override Test Bind(Binding binding) => new Test.All([.. Parts.Select(part => part.Bind(binding))]);
    }

    /// <summary>Any of the parts holds.</summary>
    /// <param name="Parts">The parts; none never holds.</param>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => Parts.SelectMany(part => part.Asks());

        internal override Test Bind(Binding binding) => new Test.Any([.. Parts.Select(part => part.Bind(binding))]);
    }

    /// <summary>The part does not hold.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(Condition Part) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => Part.Asks();

        internal override Test Bind(Binding binding) => new Test.Not(Part.Bind(binding));
    }

    /// <summary>The fact is one of these words, or its list holds one of them.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Words">The words.</param>
    public sealed record Is(FactRef Fact, IReadOnlyList<string> Words) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => [Fact];

        internal override Test Bind(Binding binding)
        {
            var codes = Words.Select(word => binding.Code(Fact, word)).OfType<int>().ToArray();
            return Facts.Shape(Fact.Fact) == FactShape.Words && Fact.Part is null
                ? new Test.Holds(binding.Table, binding.Column(Fact), codes)
                : new Test.OneOf(binding.Column(Fact), codes);
        }
    }

    /// <summary>The flag is this, or the number one of these (in hundredths).</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Values">The values.</param>
    public sealed record Equal(FactRef Fact, IReadOnlyList<int> Values) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => [Fact];

        internal override Test Bind(Binding binding) => new Test.OneOf(binding.Column(Fact), [.. Values]);
    }

    /// <summary>The number lies between these, both included, in hundredths.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Least">The least value that holds.</param>
    /// <param name="Greatest">The greatest value that holds.</param>
    public sealed record Between(FactRef Fact, int Least, int Greatest) : Condition
    {
        /// <inheritdoc />
        public override IEnumerable<FactRef> Asks() => [Fact];

        internal override Test Bind(Binding binding) => new Test.Range(binding.Column(Fact), Least, Greatest);
    }
}

/// <summary>A scheme's facts bound to a table: judgements that nobody made take their defaults here.</summary>
internal sealed class Binding(Scheme scheme, FactTable table, int[]? firstOfFamily)
{
    private readonly Dictionary<FactRef, int[]> _judged = [];

    public Scheme Scheme => scheme;

    public FactTable Table => table;

    /// <summary>The column of a fact: the table's, or for a judgement that nobody has made its default in every row.</summary>
    public int[] Column(FactRef fact)
    {
        if (fact.Fact == Fact.FirstOfFamily && firstOfFamily is not null)
        {
            return firstOfFamily;
        }

        if (fact.Fact != Fact.Judged)
        {
            return table.Column(fact);
        }

        if (!_judged.TryGetValue(fact, out var column))
        {
            var standard = scheme.FindJudgement(fact.Part!)?.Default ?? FactTable.Absent;
            var made = table.Column(fact);
            column = Array.ConvertAll(made, value => value == FactTable.Absent ? standard : value);
            _judged.Add(fact, column);
        }

        return column;
    }

    /// <summary>The number a word has in the fact's column, or nothing when no row can have it.</summary>
    public int? Code(FactRef fact, string word) =>
        fact.Fact == Fact.Judged ? scheme.FindJudgement(fact.Part!)?.OptionOf(word) : table.Code(fact.Fact, word);
}

/// <summary>A condition over columns: clears the mask where it does not hold, block by block.</summary>
internal abstract class Test
{
    /// <summary>Leaves <c>mask[i]</c> kept only where row <c>start + i</c> holds.</summary>
    public abstract void Keep(int start, Span<int> mask);

    public sealed class All(Test[] parts) : Test
    {
        public override void Keep(int start, Span<int> mask)
        {
            foreach (var part in parts)
            {
                part.Keep(start, mask);
            }
        }
    }

    public sealed class Any(Test[] parts) : Test
    {
        public override void Keep(int start, Span<int> mask)
        {
            Span<int> any = stackalloc int[mask.Length];
            Span<int> one = stackalloc int[mask.Length];
            any.Clear();
            foreach (var part in parts)
            {
                mask.CopyTo(one);
                part.Keep(start, one);
                Lanes.Join(any, one);
            }

            any.CopyTo(mask);
        }
    }

    public sealed class Not(Test part) : Test
    {
        public override void Keep(int start, Span<int> mask)
        {
            Span<int> holds = stackalloc int[mask.Length];
            mask.CopyTo(holds);
            part.Keep(start, holds);
            Lanes.Without(mask, holds);
        }
    }

    /// <summary>Absent is the least int there is, and no range reaches down to it.</summary>
    public sealed class Range(int[] column, int least, int greatest) : Test
    {
        public override void Keep(int start, Span<int> mask) =>
            Lanes.KeepBetween(mask, column.AsSpan(start, mask.Length), least, greatest);
    }

    public sealed class OneOf(int[] column, int[] wanted) : Test
    {
        public override void Keep(int start, Span<int> mask)
        {
            var values = column.AsSpan(start, mask.Length);
            if (wanted.Length == 1)
            {
                Lanes.KeepEqual(mask, values, wanted[0]);
                return;
            }

            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] &= wanted.AsSpan().Contains(values[i]) ? Lanes.Kept : 0;
            }
        }
    }

    public sealed class Holds(FactTable table, int[] column, int[] codes) : Test
    {
        public override void Keep(int start, Span<int> mask)
        {
            for (var i = 0; i < mask.Length; i++)
            {
                var list = column[start + i];
                mask[i] &= list != FactTable.Absent && Array.Exists(codes, code => table.Contains(list, code)) ? Lanes.Kept : 0;
            }
        }
    }
}
