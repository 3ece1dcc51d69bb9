namespace Fairload.Core.Disclosure;

/// <summary>
/// Chooses what a table withholds. Rows and columns with their totals are a network: a cell is an edge between its row and its
/// column, a total is one that runs the other way, and every node is in balance. How far a withheld number can be moved while
/// everything shown stays as it is, is then a greatest flow; the flows are whole numbers, so the bounds are exact and not estimates.
/// </summary>
/// <remarks>
/// Whoever reads the table is taken to know that a withheld number is at least 1, because noughts are shown. Rows are the nodes
/// 0 up to the number of rows, the totals' row last; columns follow.
/// </remarks>
internal sealed class Suppression
{
    private const int Unlimited = int.MaxValue / 4;

    // Totals are what a reader wants most: they are withheld only where nothing else will do.
    private const long TotalCost = 1_000_000;
    private const long GrandTotalCost = 1_000_000_000;

    private readonly CountTable _table;
    private readonly int _rows;
    private readonly int _columns;
    private readonly bool[,] _withheld;

    public Suppression(CountTable table)
    {
        (_table, _rows, _columns) = (table, table.Rows.Count + 1, table.Columns.Count + 1);
        _withheld = new bool[_rows, _columns];
    }

    /// <summary>The table with as little withheld as was found to be enough.</summary>
    public PublishedTable Published()
    {
        foreach (var (row, column) in Cells())
        {
            _withheld[row, column] = PublishedTable.IsSmall(_table[row, column]);
        }

        for (var open = FirstOpen(); open is { } cell; open = FirstOpen())
        {
            Shield(cell.Row, cell.Column);
        }

        GiveBack();
        return new PublishedTable(_table, _withheld);
    }

    private IEnumerable<(int Row, int Column)> Cells()
    {
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                yield return (row, column);
            }
        }
    }

    private (int Row, int Column)? FirstOpen()
    {
        foreach (var (row, column) in Cells())
        {
            if (_withheld[row, column] && !IsShielded(row, column))
            {
                return (row, column);
            }
        }

        return null;
    }

    /// <summary>By how much a withheld number must be able to move: a small one over as many values as the symbol says, another by one.</summary>
    private int Needed(int row, int column) =>
        PublishedTable.IsSmall(_table[row, column]) ? PublishedTable.PossibleValues - 1 : 1;

    private bool IsShielded(int row, int column)
    {
        var needed = Needed(row, column);
        var up = Movable(row, column, 1, needed);
        return up >= needed || up + Movable(row, column, -1, needed - up) >= needed;
    }

    /// <summary>How far a cell can move up (1) or down (-1) through withheld cells, at most <paramref name="goal"/>.</summary>
    private int Movable(int row, int column, int way, int goal)
    {
        goal = way > 0 ? goal : Math.Min(goal, _table[row, column] - 1);
        var values = new int[_rows, _columns];
        foreach (var (r, c) in Cells())
        {
            values[r, c] = _table[r, c];
        }

        var moved = 0;
        while (moved < goal && Path(row, column, way, values, 1, mayWithhold: false) is { } path)
        {
            var amount = path.Aggregate(goal - moved, (least, step) => Math.Min(least, Room(values[step.Row, step.Column], step.Way)));
            foreach (var step in path)
            {
                values[step.Row, step.Column] += step.Way * amount;
            }

            moved += amount;
        }

        return moved;
    }

    /// <summary>Withholds the cheapest further cells that let this one move as far as it must.</summary>
    private void Shield(int row, int column)
    {
        var values = new int[_rows, _columns];
        foreach (var (r, c) in Cells())
        {
            values[r, c] = _table[r, c];
        }

        var needed = Needed(row, column);
        var up = Path(row, column, 1, values, needed, mayWithhold: true);
        var down = _table[row, column] > needed ? Path(row, column, -1, values, needed, mayWithhold: true) : null;

        // Upward there is always a way: a cell, its two totals and the total of all can grow together.
        var path = down is null || (up is not null && Cost(up) <= Cost(down)) ? up! : down;
        foreach (var step in path)
        {
            _withheld[step.Row, step.Column] = true;
        }
    }

    /// <summary>Shows again what turned out not to be needed, the most wanted first.</summary>
    private void GiveBack()
    {
        foreach (var (row, column) in Cells().OrderByDescending(cell => CostOf(cell.Row, cell.Column)).ToList())
        {
            if (_withheld[row, column] && !PublishedTable.IsSmall(_table[row, column]))
            {
                _withheld[row, column] = false;
                _withheld[row, column] = FirstOpen() is not null;
            }
        }
    }

    /// <summary>
    /// The cheapest chain of cells that takes up a move of one cell by <paramref name="amount"/>, each with the way it moves;
    /// nothing when there is none. Cells already withheld cost nothing; others may be taken only when asked.
    /// </summary>
    private List<(int Row, int Column, int Way)>? Path(int row, int column, int way, int[,] values, int amount, bool mayWithhold)
    {
        var (nodes, start, end) = (_rows + _columns, _rows + column, row);
        var (cost, from, done) = (new long[nodes], new int[nodes], new bool[nodes]);
        Array.Fill(cost, long.MaxValue);
        Array.Fill(from, -1);
        cost[start] = 0;
        var imbalance = way * Sign(row, column);
        while (true)
        {
            var at = -1;
            for (var node = 0; node < nodes; node++)
            {
                at = !done[node] && cost[node] < long.MaxValue && (at < 0 || cost[node] < cost[at]) ? node : at;
            }

            if (at < 0 || at == end)
            {
                break;
            }

            done[at] = true;
            var isRow = at < _rows;
            for (var other = isRow ? _rows : 0; other < (isRow ? nodes : _rows); other++)
            {
                var (r, c) = isRow ? (at, other - _rows) : (other, at - _rows);
                if (done[other] || (r, c) == (row, column) || values[r, c] == 0 || (!_withheld[r, c] && !mayWithhold)
                    || Room(values[r, c], Way(r, c, isRow, imbalance)) < amount)
                {
                    continue;
                }

                var total = cost[at] + (_withheld[r, c] ? 0 : CostOf(r, c));
                if (total < cost[other])
                {
                    (cost[other], from[other]) = (total, at);
                }
            }
        }

        if (from[end] < 0)
        {
            return null;
        }

        var path = new List<(int, int, int)>();
        for (var at = end; at != start; at = from[at])
        {
            var isRow = from[at] < _rows;
            var (r, c) = isRow ? (from[at], at - _rows) : (at, from[at] - _rows);
            path.Add((r, c, Way(r, c, isRow, imbalance)));
        }

        return path;
    }

    /// <summary>Which way a cell moves when a chain goes through it: what one cell adds to a row or column the next must take.</summary>
    private int Way(int row, int column, bool fromRow, int imbalance) => (fromRow ? imbalance : -imbalance) * Sign(row, column);

    /// <summary>Totals stand on the other side of a sum; the total of all on the same again.</summary>
    private int Sign(int row, int column) => (row == _rows - 1) == (column == _columns - 1) ? 1 : -1;

    private static int Room(int value, int way) => way > 0 ? Unlimited : value - 1;

    private long Cost(List<(int Row, int Column, int Way)> path) =>
        path.Sum(step => _withheld[step.Row, step.Column] ? 0 : CostOf(step.Row, step.Column));

    private long CostOf(int row, int column) => _table[row, column]
        + (row == _rows - 1 && column == _columns - 1 ? GrandTotalCost : row == _rows - 1 || column == _columns - 1 ? TotalCost : 0);
}
