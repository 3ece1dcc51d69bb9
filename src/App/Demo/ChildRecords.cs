namespace Fairload.App.Demo;

/// <summary>Writes who the children are: person, family, address, disability, immigration status, contacts.</summary>
internal sealed class ChildRecords(Tables tables, Chance chance, Mess mess)
{
    /// <summary>Children known only from a contact, over the six years.</summary>
    private const int ContactOnly = 9_000;

    /// <summary>Contacts that lead to no referral, over the six years.</summary>
    private const int OtherContacts = 30_000;

    private const string Comment =
        "{\"NFA_FLAG\":\"Y\",\n \"COMMENTS\":\"Caller rang back, line poor. Asked for \\\"advice\\\", given.\"}";

    private static readonly int[] EthnicityWeights = [640, 55, 45, 25, 20, 25, 35, 30, 15, 40, 30, 25, 15];
    private static readonly string[] Ethnicities =
        ["WBRI", "WOTH", "MWBC", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BAFR", "BCRB", "OOTH", "NOBT"];
    private static readonly string[] DisabilityCodes =
        ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];
    private static readonly int[] SourceWeights = [29, 10, 10, 8, 7, 14, 9, 6, 4, 3];
    private static readonly (string Code, string Text)[] Sources =
    [
        ("6", "Police"), ("2A", "Schools"), ("2B", "Education services"), ("3A", "GP"), ("3B", "Health visitor"),
        ("5A", "LA services: social care"), ("1A", "Individual: family member"), ("3D", "Health: A and E"),
        ("9", "Anonymous"), ("4", "Housing"),
    ];

    private int person;
    private int address;

    /// <summary>Draws where a contact or a referral came from.</summary>
    public static (string Code, string Text) Source(Chance chance) => Sources[chance.Weighted(SourceWeights)];

    /// <summary>
    /// Numbers and writes the children of the episodes and of early help. Returns them in the order of their numbers.
    /// </summary>
    public List<Child> WriteChildren(IReadOnlyList<Family> families, IEnumerable<Child> known)
    {
        var set = known.ToHashSet();
        var children = new List<Child>(set.Count + ContactOnly);
        foreach (var family in families)
        {
            var surname = "";
            var moved = chance.PerMille(250) ? Days.Last - chance.Between(60, 1800) : 0;
            foreach (var child in family.Children)
            {
                if (!set.Contains(child))
                {
                    continue;
                }

                surname = surname.Length == 0 || chance.PerMille(120) ? Names.Surname(chance) : surname;
                Write(child, surname);
                Home(child, family, moved);
                children.Add(child);
            }
        }

        for (var i = 0; i < ContactOnly; i++)
        {
            var child = new Child
            {
                Family = families.Count + i,
                Born = Days.Last - chance.Between(30, 8500),
                Sex = chance.Below(2),
                Disabled = false,
                Alone = false,
                OtherHome = false,
            };
            Write(child, Names.Surname(chance));
            children.Add(child);
        }

        return children;
    }

    /// <summary>Writes the contact before each referral and those that led to none.</summary>
    public void WriteContacts(IReadOnlyList<Episode> episodes, IReadOnlyList<Child> children)
    {
        var number = 0;
        foreach (var episode in episodes)
        {
            if (episode.Referred >= Days.First)
            {
                Contact(number++, episode.Child, episode.Referred, "{\"NEW_REFERRAL_FLAG\":\"Y\"}");
            }
        }

        for (var i = 0; i < OtherContacts; i++)
        {
            // Six in ten concern the children known from contacts alone, who come last in the list.
            var child = chance.PerMille(600) ? children[children.Count - 1 - chance.Below(ContactOnly)]
                : children[chance.Below(children.Count)];
            var day = Days.First + chance.Below(Days.Last - Days.First + 1);
            if (day > child.Born && day < child.Adult && day < child.SilentFrom)
            {
                Contact(number++, child, day, mess.LongComment() ? Comment : "{\"NFA_FLAG\":\"Y\"}");
            }
        }
    }

    private void Contact(int number, Child child, int day, string outcome)
    {
        var (code, text) = Source(chance);
        tables.Contacts.Id('E', number).Id('P', child.Number).Day(day).Text(code).Text(text).Text(outcome).EndRow();
    }

    private void Write(Child child, string surname)
    {
        child.Number = person++;
        var unborn = child.Born > Days.Last;
        tables.Person.Id('P', child.Number)
            .Text(unborn ? "Unborn" : Names.Forename(chance)).Text(surname)
            .Text(unborn ? "U" : child.Sex == 1 ? "M" : "F").Text(unborn ? "00" : child.Sex == 1 ? "01" : "02")
            .Text(Ethnicities[chance.Weighted(EthnicityWeights)])
            .Day(child.Born).Blank(2).Text(chance.PerMille(80) ? "UN1" : null)
            .Flag(child.Disabled || chance.PerMille(50));
        if (unborn)
        {
            tables.Person.Due(child.Born);
        }
        else
        {
            tables.Person.Blank();
        }

        tables.Person.Blank().Text("N").Text(child.Alone ? "Other" : null).EndRow();
        tables.Family.Id('Q', child.Number).Id('F', child.Family).Id('P', child.Number).EndRow();
        if (child.Disabled || chance.PerMille(60))
        {
            tables.Disability.Id('P', child.Number).Id('S', child.Number)
                .Text(child.Disabled ? chance.Pick<string>(DisabilityCodes) : "NONE").EndRow();
        }

        if (child.Alone)
        {
            tables.Immigration.Id('P', child.Number).Id('T', child.Number).Text("Unaccompanied Asylum Seeking Child")
                .Day(child.Adult - 600).Day(child.Adult).EndRow();
        }
    }

    private void Home(Child child, Family family, int moved)
    {
        var place = (family.Number * 7) + (child.OtherHome ? 3 : 0);
        var start = Math.Min(Math.Max(child.Born, family.FirstMet - 400), Days.Last - 20);
        if (moved > start && moved < Math.Min(child.InCareSince, Days.Last))
        {
            Address(child, place + 1, start, moved);
            start = moved;
        }

        // A child in care lives in the placement, which is in ssd_cla_placement.
        Address(child, place, Math.Min(start, child.InCareSince - 1), child.InCareSince);
    }

    private void Address(Child child, int place, int from, int until)
    {
        tables.Address.Id('B', address++)
            .Text($"{{\"HOUSE\":\"{1 + (place % 88)}\",\"STREET\":\"{Names.Street(place)}\",\"TOWN\":\"Northmoor\"}}")
            .Id('P', child.Number).Text("Home").Day(from).Day(until).Text(Names.Postcode(place)).EndRow();
    }
}
