namespace Fairload.App.Demo;

/// <summary>
/// The mess of real files, planted at small rates. Rows that cannot be used are always extra rows: a reader that
/// refuses them still gets the whole council. File styles (byte-order marks, carriage returns, a code page, other date
/// orders) are in <see cref="Tables"/>.
/// </summary>
internal sealed class Mess(Chance chance)
{
    /// <summary>Extra bad rows of each kind in a council, 4 to 6 of each.</summary>
    private readonly int each = 4 + chance.Below(3);

    /// <summary>
    /// An end that has not come, for most rows blank, for two in a hundred the way some system says so.
    /// </summary>
    public void OpenEnd(TableWriter table)
    {
        var draw = chance.Below(1000);
        table.Text(draw < 8 ? "1900-01-01" : draw < 15 ? "9999-12-31" : draw < 22 ? "NULL" : null);
    }

    /// <summary>A day that has come, or an open end in one of the ways of writing it.</summary>
    public void End(TableWriter table, int day)
    {
        if (day <= Days.Last)
        {
            table.Day(day);
        }
        else
        {
            OpenEnd(table);
        }
    }

    /// <summary>Whether a comment of several lines is on this row: one row in a thousand.</summary>
    public bool LongComment() => chance.PerMille(1);

    /// <summary>
    /// Rows with a date that no calendar has, with a person nobody has, with an end before the start, with a key used
    /// before.
    /// </summary>
    public void Plant(Tables tables, IReadOnlyList<Child> children, IReadOnlyList<Person> people)
    {
        for (var i = 0; i < each; i++)
        {
            var child = children[chance.Below(children.Count)].Number;
            var person = people[chance.Below(people.Count)];
            var day = Days.Last - chance.Between(200, 1500);

            tables.CinVisits.Id('V', 900_000 + i).Id('P', child).Text("31/02/2024").Text("Y").Text("N").Text("N")
                .EndRow();
            tables.CinVisits.Id('V', 910_000 + i).Id('P', 990_000 + i).Day(day).Text("Y").Text("N").Text("N").EndRow();
            tables.CinPlans.Id('N', 900_000 + i).Blank().Id('P', child).Day(day).Day(day - 40).Id('D', 33).Blank()
                .EndRow();
            tables.Contacts.Id('E', 900_000 + i).Id('P', 990_000 + i).Day(day).Text("6").Text("Police").Blank()
                .EndRow();
            Involvement(tables, 900_000 + i, person.Number, child, day, day - 30);
            Involvement(tables, 910_000 + i, 9_000 + i, child, day, day + 30);
            Involvement(tables, 920_000 + i, person.Number, 990_000 + i, day, day + 30);

            // The key was used before, with another surname: which of the two is right cannot be known.
            tables.Person.Id('P', child).Text("Doublet").Text("Twicewritten").Text("U").Text("00").Text("NOBT")
                .Day(day - 3000)
                .Blank(3).Text("N").Blank(2).Text("N").Blank().EndRow();
        }

        tables.PreProceedings.Id('O', 900_000).Id('P', children[chance.Below(children.Count)].Number).Blank()
            .Text("31/02/2024").Blank(20).EndRow();
    }

    private static void Involvement(Tables tables, int number, int worker, int child, int from, int until) =>
        tables.Involvements.Id('I', number).Id('W', worker).Text("Allocated Case Worker").Id('D', 33).Day(from)
            .Day(until).Blank().Id('P', child).Blank().EndRow();
}
