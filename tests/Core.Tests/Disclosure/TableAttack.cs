namespace Fairload.Core.Tests.Disclosure;

/// <summary>
/// Somebody with a pencil: every withheld number is an unknown of 1 or more, every row and column with its total is an equation,
/// and values are tried one by one until the equations hold or cannot. Nothing is shared with the code that chose what to withhold.
/// </summary>
internal sealed class TableAttack
{
    private readonly List<(int Row, int Column)> _unknowns = [];
    private readonly List<(List<(int Unknown, int Sign)> Terms, int Known)> _equations = [];
    private readonly int _most;

    /// <param name="shown">What is published, totals last; nothing where a number is withheld.</param>
    public TableAttack(int?[,] shown)
    {
        var (rows, columns) = (shown.GetLength(0), shown.GetLength(1));
        var places = new int[rows, columns];
        var greatest = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                places[row, column] = -1;
                greatest = Math.Max(greatest, shown[row, column] ?? 0);
                if (shown[row, column] is null)
                {
                    places[row, column] = _unknowns.Count;
                    _unknowns.Add((row, column));
                }
            }
        }

        // No unknown needs to be tried beyond this to have several values: totals that are withheld grow with their parts.
        _most = greatest + 400;
        for (var row = 0; row < rows; row++)
        {
            Equation(shown, [.. Enumerable.Range(0, columns).Select(column => (row, column))], places);
        }

        for (var column = 0; column < columns; column++)
        {
            Equation(shown, [.. Enumerable.Range(0, rows).Select(row => (row, column))], places);
        }
    }

    /// <summary>The cells that are withheld.</summary>
    public IReadOnlyList<(int Row, int Column)> Withheld => _unknowns;

    /// <summary>The values of a cell within <paramref name="reach"/> of one for which some table agrees with all that is shown.</summary>
    public IReadOnlyList<int> PossibleNear(int row, int column, int value, int reach)
    {
        var unknown = _unknowns.IndexOf((row, column));
        return [.. Enumerable.Range(Math.Max(1, value - reach), (2 * reach) + 1).Where(tried => tried <= value + reach && IsPossible(unknown, tried))];
    }

    private void Equation(int?[,] table, List<(int Row, int Column)> cells, int[,] places)
    {
        // The last cell is the total of the others.
        var terms = new List<(int, int)>();
        var known = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var sign = i == cells.Count - 1 ? -1 : 1;
            if (table[cells[i].Row, cells[i].Column] is { } number)
            {
                known += sign * number;
            }
            else
            {
                terms.Add((places[cells[i].Row, cells[i].Column], sign));
            }
        }

        _equations.Add((terms, known));
    }

    private bool IsPossible(int unknown, int value)
    {
        var (low, high) = (new int[_unknowns.Count], new int[_unknowns.Count]);
        Array.Fill(low, 1);
        Array.Fill(high, _most);
        (low[unknown], high[unknown]) = (value, value);
        return Search(low, high);
    }

    private bool Search(int[] low, int[] high)
    {
        if (!Narrow(low, high))
        {
            return false;
        }

        var open = -1;
        for (var i = 0; i < low.Length; i++)
        {
            open = low[i] < high[i] && (open < 0 || high[i] - low[i] < high[open] - low[open]) ? i : open;
        }

        if (open < 0)
        {
            return true;
        }

        for (var value = low[open]; value <= high[open]; value++)
        {
            var (lower, upper) = ((int[])low.Clone(), (int[])high.Clone());
            (lower[open], upper[open]) = (value, value);
            if (Search(lower, upper))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Draws each unknown's bounds together as far as each equation by itself says; false when one cannot hold.</summary>
    private bool Narrow(int[] low, int[] high)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (terms, known) in _equations)
            {
                var least = known + terms.Sum(term => term.Sign > 0 ? low[term.Unknown] : -high[term.Unknown]);
                var most = known + terms.Sum(term => term.Sign > 0 ? high[term.Unknown] : -low[term.Unknown]);
                if (least > 0 || most < 0)
                {
                    return false;
                }

                foreach (var (at, sign) in terms)
                {
                    var (lower, upper) = sign > 0 ? (high[at] - most, low[at] - least) : (high[at] + least, low[at] + most);
                    if (lower > low[at])
                    {
                        (low[at], changed) = (lower, true);
                    }

                    if (upper < high[at])
                    {
                        (high[at], changed) = (upper, true);
                    }

                    if (low[at] > high[at])
                    {
                        return false;
                    }

                    least = known + terms.Sum(term => term.Sign > 0 ? low[term.Unknown] : -high[term.Unknown]);
                    most = known + terms.Sum(term => term.Sign > 0 ? high[term.Unknown] : -low[term.Unknown]);
                }
            }
        }

        return true;
    }
}
