using Fairload.Core.Disclosure;

namespace Fairload.Core.Tests.Disclosure;

/// <summary>
/// What is published is attacked by one who tries every table of whole numbers that agrees with it. The attacker knows nothing of
/// how the withheld cells were chosen.
/// </summary>
public sealed class PublishedTableTests
{
    private const int Seed = 20260401;

    [Fact]
    public void A_small_number_is_withheld_and_cannot_be_found_by_subtraction()
    {
        var published = Table(new[,] { { 3, 20, 40 }, { 12, 9, 30 }, { 8, 17, 25 } }).Publish();
        Assert.Null(published[0, 0]);
        Assert.Equal(164, published[3, 3]);
        Assert.True(Enumerable.Range(0, 4).Count(column => published[0, column] is null) > 1);
        Assert.True(Enumerable.Range(0, 4).Count(row => published[row, 0] is null) > 1);
        Attack(new[,] { { 3, 20, 40 }, { 12, 9, 30 }, { 8, 17, 25 } }, published);
    }

    [Fact]
    public void Noughts_and_six_are_shown()
    {
        var published = Table(new[,] { { 0, 6 }, { 7, 0 } }).Publish();
        Assert.False(published.HasWithheld);
        Assert.Equal((0, 6, 6, 13), (published[0, 0], published[0, 1], published[0, 2], published[2, 2]));
    }

    [Fact]
    public void Two_ones_that_add_up_to_two_are_not_given_away_by_their_total()
    {
        // A withheld number is at least 1, because noughts are shown: a row of two with the total 2 would be 1 and 1.
        var counts = new[,] { { 1, 1, 0 }, { 30, 20, 9 } };
        var published = Table(counts).Publish();
        Attack(counts, published);
        Assert.Null(published[0, 3]);
    }

    [Fact]
    public void A_table_of_one_small_number_is_withheld_whole()
    {
        var published = Table(new[,] { { 4 } }).Publish();
        Assert.Null(published[0, 0]);
        Assert.Null(published[0, 1]);
        Assert.Null(published[1, 0]);
        Assert.Null(published[1, 1]);
    }

    [Fact]
    public void A_single_column_hides_the_cell_in_its_own_total_too()
    {
        var counts = new[,] { { 2 }, { 40 }, { 50 } };
        var published = Table(counts).Publish();
        Assert.Null(published[0, 0]);
        Assert.Null(published[0, 1]);
        Attack(counts, published);
    }

    [Fact]
    public void No_published_number_is_wrong_and_none_is_small()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2_000; i++)
        {
            var counts = Random(random, 2 + random.Next(5), 2 + random.Next(5));
            var (table, published) = (Table(counts), Table(counts).Publish());
            for (var row = 0; row <= table.Rows.Count; row++)
            {
                for (var column = 0; column <= table.Columns.Count; column++)
                {
                    Assert.True(published[row, column] is not { } shown || shown == table[row, column], $"seed {Seed}, table {i}");
                    Assert.False(published[row, column] is > 0 and < 6, $"seed {Seed}, table {i}");
                }
            }
        }
    }

    [Fact]
    public void In_thousands_of_random_tables_every_withheld_number_can_have_several_values()
    {
        var random = new Random(Seed);
        var attacked = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var counts = Random(random, 1 + random.Next(4), 1 + random.Next(4));
            attacked += Attack(counts, Table(counts).Publish());
        }

        Assert.True(attacked > 5_000, $"only {attacked} withheld cells were attacked");
    }

    [Fact]
    public void The_attack_rings_when_only_the_small_numbers_themselves_are_withheld()
    {
        var counts = new[,] { { 3, 20, 40 }, { 12, 9, 30 }, { 8, 17, 25 } };
        var table = Table(counts);
        var naive = Numbers(table.Rows.Count, table.Columns.Count, (row, column) => table[row, column]);
        naive[0, 0] = null;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Attack(counts, naive));
    }

    [Fact]
    public void The_attack_rings_when_a_total_leaves_too_narrow_a_choice()
    {
        // 1 and 2 with their total of 3 shown: each can only be 1 or 2.
        var counts = new[,] { { 1, 2 }, { 30, 40 } };
        var table = Table(counts);
        var shown = Numbers(2, 2, (row, column) => row < 2 && column < 2 ? null : table[row, column]);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Attack(counts, shown));
    }

    [Fact]
    public void A_large_table_is_published_with_most_of_it_shown()
    {
        var random = new Random(Seed);
        var counts = new int[8, 12];
        for (var row = 0; row < 8; row++)
        {
            for (var column = 0; column < 12; column++)
            {
                counts[row, column] = random.Next(10) == 0 ? random.Next(1, 6) : random.Next(6, 300);
            }
        }

        var published = Table(counts).Publish();
        var withheld = Enumerable.Range(0, 9 * 13).Count(cell => published[cell / 13, cell % 13] is null);
        Assert.InRange(withheld, 1, 45);
        Assert.NotNull(published[8, 12]);
        Attack(counts, published);
    }

    /// <summary>Fails unless every withheld cell is safe from one who tries all tables; says how many were tried.</summary>
    private static int Attack(int[,] counts, PublishedTable published) =>
        Attack(counts, Numbers(published.Rows.Count, published.Columns.Count, (row, column) => published[row, column]));

    private static int Attack(int[,] counts, int?[,] shown)
    {
        var solver = new TableAttack(shown);
        var table = Table(counts);
        var attacked = 0;
        foreach (var (row, column) in solver.Withheld)
        {
            attacked++;
            var truth = table[row, column];
            var possible = solver.PossibleNear(row, column, truth, 5);
            Assert.Contains(truth, possible);
            Assert.True(possible.Count >= (truth < 6 ? 5 : 2), $"seed {Seed}: {truth} at {row},{column} can only be {string.Join(" or ", possible)}");
        }

        return attacked;
    }

    private static int?[,] Numbers(int rows, int columns, Func<int, int, int?> number)
    {
        var numbers = new int?[rows + 1, columns + 1];
        for (var cell = 0; cell < numbers.Length; cell++)
        {
            numbers[cell / (columns + 1), cell % (columns + 1)] = number(cell / (columns + 1), cell % (columns + 1));
        }

        return numbers;
    }

    private static int[,] Random(Random random, int rows, int columns)
    {
        var counts = new int[rows, columns];
        var most = random.Next(3) switch { 0 => 8, 1 => 15, _ => 60 };
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                counts[row, column] = random.Next(4) == 0 ? 0 : random.Next(most);
            }
        }

        return counts;
    }

    private static CountTable Table(int[,] counts) => new(
        [.. Enumerable.Range(0, counts.GetLength(0)).Select(row => $"row {row}")],
        [.. Enumerable.Range(0, counts.GetLength(1)).Select(column => $"column {column}")],
        counts);
}
