namespace Fairload.App.Demo;

/// <summary>What a member of staff is from a day on: full-time equivalent in hundredths, and band.</summary>
internal readonly record struct Terms(int From, int Fte, string Band, string Title);

/// <summary>A member of staff.</summary>
internal sealed class Person
{
    public required int Number { get; init; }

    public required Work Work { get; init; }

    public required bool Agency { get; init; }

    /// <summary>How much of the team's work comes to the person, in thousandths of a usual share.</summary>
    public required int Pull { get; init; }

    /// <summary>The role of the school workforce census style, blank for people who are not social workers.</summary>
    public required string Role { get; init; }

    public required int Start { get; init; }

    public int Until { get; set; } = Days.Never;

    public List<Terms> Terms { get; } = [];

    /// <summary>The teams, each from a day on.</summary>
    public List<(int From, Team Team)> Teams { get; } = [];

    /// <summary>Planted: no full-time equivalent on record.</summary>
    public bool NoFte { get; set; }

    /// <summary>A registered social worker.</summary>
    public bool Registered => Role.Length > 0;

    public Terms On(int day)
    {
        var found = Terms[0];
        foreach (var terms in Terms)
        {
            if (terms.From <= day)
            {
                found = terms;
            }
        }

        return found;
    }

    public Team TeamOn(int day)
    {
        var found = Teams[0].Team;
        foreach (var (from, team) in Teams)
        {
            if (from <= day)
            {
                found = team;
            }
        }

        return found;
    }
}

/// <summary>A post and who has had it: the holder from each day on (null while it is vacant).</summary>
internal sealed class Post(int number, Team team, Work work)
{
    public int Number { get; } = number;

    public Team Team { get; } = team;

    public Work Work { get; } = work;

    public List<(int From, Person? Person)> Holders { get; } = [];

    /// <summary>Open work, kept by the allocation as it goes.</summary>
    public int Load { get; set; }

    public Person? On(int day)
    {
        Person? found = null;
        foreach (var (from, person) in Holders)
        {
            if (from > day)
            {
                break;
            }

            found = person;
        }

        return found;
    }
}

/// <summary>
/// Fills the posts of a council from before the history begins to its last day: starters, leavers, moves.
/// </summary>
internal sealed class Staffing
{
    /// <summary>
    /// Posts are filled from here, a year before the history, so that caseloads are settled when it begins.
    /// </summary>
    public static readonly int Opening = Days.First - 400;

    /// <summary>The day that the long absence began.</summary>
    public static readonly int AwaySince = Days.Of(2026, 4, 13);

    /// <summary>The day that two social workers left whose posts are vacant.</summary>
    public static readonly int LeaversDay = Days.Of(2026, 9, 4);

    private const int AgencyPerMille = 500;
    private const int NewlyQualifiedPerMille = 720;
    private const int Moves = 14;

    private static readonly int[] FteWeights = [76, 12, 8, 4];
    private static readonly int[] Ftes = [100, 80, 60, 50];

    // Shares of work among a team, wide because the published spread is: a tenth of holders have under five cases.
    private static readonly int[] Pulls =
        [150, 250, 450, 650, 780, 850, 900, 950, 1000, 1000, 1050, 1100, 1150, 1200, 1250, 1350, 1450, 1600];

    private readonly Chance chance;

    public Staffing(Chance chance)
    {
        this.chance = chance;
        foreach (var team in Structure.Teams)
        {
            foreach (var (work, posts) in team.Posts)
            {
                for (var i = 0; i < posts; i++)
                {
                    Posts.Add(new Post(Posts.Count, team, work));
                }
            }
        }

        MostLoaded = Posts.First(post => post.Team.Number == Structure.Moorgate);
        Away = Posts.First(post => post.Team.Name.StartsWith("Orchard", StringComparison.Ordinal));
        Vacant = [Posts.Last(post => post.Team.Name.StartsWith("Lakeside", StringComparison.Ordinal)),
            Posts.Last(post => post.Team.Name.StartsWith("Quayside", StringComparison.Ordinal))];
        foreach (var post in Posts)
        {
            Fill(post);
        }

        Swap();
        foreach (var post in Posts)
        {
            Settle(post);
        }

        Manage();
        Teach();

        // Two people whom the human resources file does not know: no full-time equivalent, no row in the staff file.
        foreach (var team in (int[])[32, 52])
        {
            Posts.Last(post => post.Team.Number == team).On(Days.Last)!.NoFte = true;
        }
    }

    public List<Post> Posts { get; } = [];

    public List<Person> People { get; } = [];

    /// <summary>The team manager of each team, by the team's number.</summary>
    public Dictionary<int, Person> Managers { get; } = [];

    public List<Person> Students { get; } = [];

    /// <summary>The post with the most work of all.</summary>
    public Post MostLoaded { get; }

    /// <summary>The post of the person who has been away since April.</summary>
    public Post Away { get; }

    /// <summary>Posts whose holders left on <see cref="LeaversDay"/> and that nobody has yet.</summary>
    public Post[] Vacant { get; }

    private static bool IsSocialWork(Work work) =>
        work is Work.FrontDoor or Work.Assessment or Work.Safeguarding or Work.Disability or Work.LookedAfter;

    private static string Title(Work work, bool newlyQualified) => work switch
    {
        Work.LeavingCare => "Personal Adviser",
        Work.FamilyHelp => "Family Help Lead Practitioner",
        Work.EarlyHelp => "Early Help Worker",
        Work.Reviewing => "Independent Reviewing Officer",
        _ => newlyQualified ? "Social Worker (ASYE)" : "Social Worker",
    };

    private void Fill(Post post)
    {
        if (post == MostLoaded || post == Away)
        {
            var known = Hire(post.Work, Days.Of(2019, 3, 4), agency: false, newlyQualified: false, 100,
                post == MostLoaded ? 1650 : 1000);
            known.Terms.RemoveRange(1, known.Terms.Count - 1);
            Add(post, known, Opening);
            return;
        }

        for (var day = Opening; day <= Days.Last;)
        {
            var social = IsSocialWork(post.Work);
            var agency = social && chance.PerMille(AgencyPerMille);
            var length = chance.Quantile(agency ? Durations.AgencyTenure : Durations.Tenure);

            // Whoever is in the post at the opening is some way through the stay.
            var start = day == Opening ? day - chance.Below(length) : day;
            var fresh = social && !agency && chance.PerMille(NewlyQualifiedPerMille);
            var pull = chance.Pick<int>(Pulls);
            var person = Hire(post.Work, start, agency, fresh, Ftes[chance.Weighted(FteWeights)], pull);
            Add(post, person, day);
            day = Math.Max(start + length, day + 30);
            if (Array.IndexOf(Vacant, post) >= 0 && day > Days.Of(2026, 3, 1))
            {
                post.Holders.Add((LeaversDay, null));
                return;
            }
        }
    }

    private static void Add(Post post, Person person, int from) => post.Holders.Add((from, person));

    private Person Hire(Work work, int start, bool agency, bool newlyQualified, int fte, int pull)
    {
        var senior = !newlyQualified && IsSocialWork(work) && chance.PerMille(200);
        var person = new Person
        {
            Number = People.Count + 1,
            Work = work,
            Agency = agency,
            Pull = pull,
            Role = work switch
            {
                Work.LeavingCare or Work.FamilyHelp or Work.EarlyHelp or Work.Learning => "",
                Work.Reviewing => "no-cases",
                Work.Managing => "first-line-manager",
                _ => senior ? "senior-practitioner" : "case-holder",
            },
            Start = start,
        };
        var title = senior ? "Senior Social Worker" : Title(work, newlyQualified);
        var band = work switch
        {
            Work.Learning or Work.Managing => "",
            _ => senior ? "senior" : "experienced",
        };
        if (newlyQualified)
        {
            person.Terms.Add(new Terms(start, fte, "asye", title));
            person.Terms.Add(new Terms(start + 365, fte, "experienced", Title(work, false)));
            title = Title(work, false);
        }
        else
        {
            person.Terms.Add(new Terms(start, fte, band, title));
        }

        if (fte == 100 && !newlyQualified && chance.PerMille(130))
        {
            person.Terms.Add(new Terms(start + chance.Between(200, 1500), chance.PerMille(500) ? 80 : 60, band, title));
        }

        if (IsSocialWork(work) && !senior)
        {
            person.Terms.Add(new Terms(start + chance.Between(2000, 3200), person.Terms[^1].Fte, "senior",
                "Senior Social Worker"));
        }

        People.Add(person);
        return person;
    }

    // Two people of different teams change places on one day.
    private void Swap()
    {
        var moved = new HashSet<Post>();
        for (var i = 0; i < Moves; i++)
        {
            var a = Posts[chance.Below(Posts.Count)];
            var b = Posts[chance.Below(Posts.Count)];
            var day = Days.OnWorkingDay(Days.First + chance.Below(2000));
            if (!IsSocialWork(a.Work) || !IsSocialWork(b.Work) || a.Team == b.Team || a == MostLoaded || b == MostLoaded
                || a == Away || b == Away || a.On(day) is not { } first || b.On(day) is not { } second)
            {
                continue;
            }

            // A post that changed places once does not again: the second change would undo part of the first.
            if (!moved.Add(a) || !moved.Add(b))
            {
                continue;
            }

            Replace(a, day, first, second);
            Replace(b, day, second, first);
        }
    }

    private static void Replace(Post post, int day, Person old, Person other)
    {
        var at = post.Holders.FindLastIndex(holder => holder.From <= day);
        if (post.Holders[at].Person == old && post.Holders[at].From < day)
        {
            post.Holders.Insert(at + 1, (day, other));
        }
        else
        {
            post.Holders[at] = (post.Holders[at].From, other);
        }
    }

    private static void Settle(Post post)
    {
        for (var i = 0; i < post.Holders.Count; i++)
        {
            if (post.Holders[i].Person is not { } person)
            {
                continue;
            }

            var until = i + 1 < post.Holders.Count ? post.Holders[i + 1].From : Days.Never;
            person.Teams.Add((i == 0 ? person.Start : post.Holders[i].From, post.Team));
            person.Teams.Sort((left, right) => left.From.CompareTo(right.From));

            // Someone who moved to another post stays until that one ends.
            if (person.Teams[^1].Team == post.Team)
            {
                person.Until = until;
            }
        }
    }

    private void Manage()
    {
        foreach (var team in Structure.Teams)
        {
            var person = Hire(Work.Managing, Days.First - chance.Between(100, 1500), agency: false,
                newlyQualified: false, 100, 0);
            Describe(person, "Team Manager", team);
            Managers[team.Number] = person;
        }
    }

    private static void Describe(Person person, string title, Team team)
    {
        person.Terms.Clear();
        person.Terms.Add(new Terms(person.Start, 100, "", title));
        person.Teams.Add((person.Start, team));
    }

    private void Teach()
    {
        foreach (var team in Structure.Teams.Where(team => team.Service is 2 or 3).Take(6))
        {
            var person = Hire(Work.Learning, Days.Of(2026, 5, 11), agency: false, newlyQualified: false, 100, 0);
            Describe(person, "Student Social Worker", team);
            person.NoFte = true;
            Students.Add(person);
        }
    }
}
