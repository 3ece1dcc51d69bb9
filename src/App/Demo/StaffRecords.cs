namespace Fairload.App.Demo;

/// <summary>Writes teams, professionals, the staff file, involvements and early help.</summary>
internal sealed class StaffRecords(Tables tables, Chance chance, Mess mess, int council)
{
    private const int Director = 900;
    private const int ServiceManager = 900;

    public void WriteTeams()
    {
        tables.Department.Id('D', 0).Text(Structure.Council).Blank(2).EndRow();
        foreach (var (number, name) in Structure.Services)
        {
            tables.Department.Id('D', number).Text(name).Id('D', 0).Text(Structure.Council).EndRow();
        }

        foreach (var team in Structure.Teams)
        {
            var service = Structure.Services.FirstOrDefault(service => service.Number == team.Service).Name;
            tables.Department.Id('D', team.Number).Text(team.Name).Id('D', team.Service)
                .Text(service ?? "Partnership Services").EndRow();
        }
    }

    public void WritePeople(Staffing staffing, IEnumerable<Holding> holdings)
    {
        var caseloads = holdings.Where(holding => holding.Lead && holding.OpenOn(Days.Last))
            .GroupBy(holding => holding.Person)
            .ToDictionary(group => group.Key, group => group.Select(holding => holding.Child).Distinct().Count());
        WriteHeads();
        foreach (var person in staffing.People)
        {
            if (person.Until <= Days.First || person.Start > Days.Last)
            {
                continue;
            }

            var terms = person.On(Days.Last);
            var team = person.TeamOn(Days.Last);
            tables.Professionals.Id('W', person.Number).Id('E', person.Number).Text(Name(person.Number))
                .Text(Swe(person))
                .Text(terms.Title).Number(caseloads.GetValueOrDefault(person)).Id('D', team.Number);
            if (person.NoFte)
            {
                tables.Professionals.Blank();
            }
            else
            {
                tables.Professionals.Hundredths(terms.Fte);
            }

            tables.Professionals.Flag(person.Agency).EndRow();
            Staff(person, staffing);
        }
    }

    public void WriteInvolvements(IEnumerable<Holding> holdings)
    {
        var number = 0;
        foreach (var holding in holdings)
        {
            if (holding.From > Days.Last || holding.Until <= Days.First || holding.Until <= holding.From
                || OnlyInEarlyHelp(holding))
            {
                continue;
            }

            tables.Involvements.Id('I', number++).Id('W', holding.Person.Number)
                .Text(Roles.Spelled(holding.Role, chance)).Id('D', holding.Team.Number)
                .Day(holding.From);
            mess.End(tables.Involvements, holding.Until);
            tables.Involvements.Text(holding.Reason).Id('P', holding.Child.Number)
                .Id('R', holding.Episode?.Number ?? -1).EndRow();
        }
    }

    public void WriteEarlyHelp(IReadOnlyList<EarlyHelp> all, Workers workers)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var help = all[i];
            var holder = workers.EarlyHelp(help.Child, Math.Min(help.End - 1, Days.Last));
            tables.EarlyHelp.Id('H', i).Id('P', help.Child.Number).Day(help.Start).Day(help.End)
                .Text(mess.LongComment() ? "Parenting support,\nschool attendance"
                    : "Step down from children's social care")
                .Text(help.End <= Days.Last ? "Outcomes met" : null).Text("Northmoor Family Help")
                .Id('W', holder?.Person.Number ?? -1).EndRow();
        }
    }

    // Some early help workers appear only in the early help file, as in real systems.
    private static bool OnlyInEarlyHelp(Holding holding) => holding.Post?.Work == Work.EarlyHelp
        && holding.Child.Number % 7 == 3;

    private static string? Swe(int council, int number) => $"SW9{council:D3}{number:D4}";

    // Nine as the first of eight digits: no register has such a number.
    private string? Swe(Person person) => person.Registered ? Swe(council, person.Number) : null;

    private string Name(int number)
    {
        var (forename, surname) = Names.Worker(council, number);
        return forename + " " + surname;
    }

    // A director and a service manager for each service, who hold nothing.
    private void WriteHeads()
    {
        Head(Director + 90, 0, "Director of Children's Services", -1);
        foreach (var (number, name) in Structure.Services)
        {
            Head(ServiceManager + number, number, "Service Manager, " + name, Director + 90);
        }
    }

    private void Head(int number, int department, string title, int manager)
    {
        tables.Professionals.Id('W', number).Id('E', number).Text(Name(number)).Text(Swe(council, number)).Text(title)
            .Number(0)
            .Id('D', department).Hundredths(100).Text("N").EndRow();
        tables.Staff.Id('W', number).Text(Swe(council, number)).Text(Name(number)).Id('D', department).Hundredths(100)
            .Text("37").Blank()
            .Text(manager < 0 ? "senior-manager" : "middle-manager").Text(title).Text("N").Day(Days.Of(2019, 4, 1))
            .Blank().Id('W', manager).EndRow();
    }

    private void Staff(Person person, Staffing staffing)
    {
        if (person.NoFte && person.Work != Work.Learning)
        {
            return;
        }

        var changes = person.Terms.Select(terms => terms.From).Concat(person.Teams.Select(team => team.From))
            .Where(day => day > person.Start && day < person.Until && day <= Days.Last).Append(person.Start).Distinct()
            .Order().ToList();
        for (var i = 0; i < changes.Count; i++)
        {
            var until = i + 1 < changes.Count ? changes[i + 1] : person.Until;
            var terms = person.On(changes[i]);
            var team = person.TeamOn(changes[i]);
            tables.Staff.Id('W', person.Number).Text(Swe(person)).Text(Name(person.Number)).Id('D', team.Number);
            if (person.NoFte)
            {
                tables.Staff.Blank(2);
            }
            else
            {
                tables.Staff.Hundredths(terms.Fte).Hundredths(terms.Fte * 37);
            }

            var manager = person.Work == Work.Managing ? ServiceManager + team.Service
                : staffing.Managers[team.Number].Number;
            tables.Staff.Text(terms.Band).Text(person.Role).Text(terms.Title).Flag(person.Agency).Day(changes[i])
                .Day(until)
                .Id('W', manager == ServiceManager + 90 ? Director + 90 : manager).EndRow();
        }
    }
}
