namespace Fairload.App.Demo;

/// <summary>
/// What a council's data would show on the day and chance alone would not reliably bring: cases whose work ended and
/// that nobody closed, referrals without a record, children without a worker, a person away, the most loaded person of
/// all. Each is planted in the finished allocation, so that it holds for every seed.
/// </summary>
internal sealed class Stories(Chance chance, Staffing staffing, Allocation allocation,
    IReadOnlyList<EarlyHelp> earlyHelp)
{
    /// <summary>
    /// Cases that wait to be closed with the most loaded person, and elsewhere in the North and in the rest.
    /// </summary>
    public const int StuckWithMostLoaded = 7;

    private const int StuckNorth = 24;
    private const int StuckElsewhere = 32;
    private const int QuietCount = 14;
    private const int UnallocatedFromLeavers = 8;
    private const int UnallocatedNew = 6;

    /// <summary>What the most loaded person holds, at least and at most.</summary>
    private const int MostLoadedCases = 44;
    private const int MostLoadedLimit = 47;

    /// <summary>The most that anyone else holds: full-time, part-time per FTE, newly qualified per FTE.</summary>
    private static readonly (int Full, int Part, int NewlyQualified) North = (31, 24, 14);
    private static readonly (int Full, int Part, int NewlyQualified) Elsewhere = (26, 26, 18);

    private static readonly int Last = Days.Last;
    private static readonly int Rebalanced = Days.Of(2026, 9, 7);
    private readonly List<Holding> holdings = allocation.Holdings;

    /// <summary>Plants them all, in the order in which they build on each other.</summary>
    public void Plant()
    {
        GoAway();
        LeaveUnallocated();
        LeaveUnclosed();
        LeaveQuiet();
        GiveManagersCases();
        LoadMost();
        Even();
        Review();
        Pair();
        Teach();
        AddUnknownRoles();
    }

    private static int Fte(Person person) => person.On(Last).Fte;

    private IEnumerable<Holding> OpenNow() => holdings.Where(holding => holding.Lead && holding.OpenOn(Last));

    private Dictionary<Person, List<Holding>> Loads() =>
        OpenNow().GroupBy(holding => holding.Person).ToDictionary(group => group.Key, group => group.ToList());

    // People of a post's team and work who are there now and have been since the day, the post's own person not among
    // them.
    private List<Post> Colleagues(Team team, Work work, int since) =>
        [.. staffing.Posts.Where(post => post.Team == team && post.Work == work && post != staffing.MostLoaded
            && post != staffing.Away
            && post.On(Last) is { } person && post.On(since) == person)];

    private void GiveTo(Holding holding, Person person, Post? post, int day, string reason)
    {
        if (holding.From >= day)
        {
            holdings.Remove(holding);
            day = holding.From;
        }

        holdings.Add(new Holding
        {
            Child = holding.Child,
            Episode = holding.Episode,
            Person = person,
            Post = post,
            Team = post?.Team ?? holding.Team,
            Role = holding.Role,
            From = day,
            Until = holding.Until,
            Reason = holding.From < day ? reason : holding.Reason,
            Ended = holding.Ended,
        });
        holding.Until = Math.Min(holding.Until, day);
        holding.Ended = false;
    }

    private void GoAway()
    {
        var post = staffing.Away;
        var away = post.On(Last)!;
        var kept = 0;
        var colleagues = Colleagues(post.Team, post.Work, Staffing.AwaySince);
        foreach (var holding in holdings.Where(holding => holding.Person == away && holding.Until > Staffing.AwaySince)
            .ToList())
        {
            var colleague = colleagues[chance.Below(colleagues.Count)];
            if (holding.From < Staffing.AwaySince && holding.OpenOn(Last) && kept < 8)
            {
                kept++;
                holdings.Add(Beside(holding, colleague.On(Last)!, Roles.CoWorker, Staffing.AwaySince + 3,
                    holding.Until));
                continue;
            }

            GiveTo(holding, colleague.On(Last)!, colleague, Staffing.AwaySince, "ABSENC");
        }

        var terms = away.On(Last);
        away.Terms.Add(new Terms(Staffing.AwaySince, terms.Fte, terms.Band,
            terms.Title + " (away since 13 April 2026)"));
    }

    private void LeaveUnallocated()
    {
        var left = UnallocatedFromLeavers;
        foreach (var holding in holdings.Where(holding => holding.From == Staffing.LeaversDay
            && holding.Reason == "LEFTRL"
            && holding.OpenOn(Last) && staffing.Vacant.Any(post => post.Team == holding.Team)).ToList())
        {
            if (left-- > 0)
            {
                holdings.Remove(holding);
            }
        }

        left = UnallocatedNew;
        foreach (var holding in holdings.Where(holding => holding.Post?.Work == Work.Assessment && holding.OpenOn(Last)
            && holding.From is var from && from > Last - 13 && from < Last - 2).ToList())
        {
            if (left > 0 && chance.PerMille(120))
            {
                holdings.Remove(holding);
                left--;
            }
        }
    }

    private void LeaveUnclosed()
    {
        var latest = holdings.Where(holding => holding.Lead).GroupBy(holding => holding.Child)
            .ToDictionary(group => group.Key, group => group.Max(holding => holding.Until));
        var helped = earlyHelp.Where(help => help.End > Last - 160).Select(help => help.Child).ToHashSet();
        var each = new Dictionary<Person, int>();
        var north = StuckNorth;
        var elsewhere = StuckElsewhere;
        var most = StuckWithMostLoaded;
        var ended = holdings.Where(holding => holding.Ended
            && holding.Until > Last - (holding.Post == staffing.MostLoaded ? 270 : 150) && holding.Until < Last - 8)
            .ToList();
        Shuffle(ended);
        foreach (var holding in ended)
        {
            if (holding.Post is not { Work: Work.Assessment or Work.Safeguarding or Work.Disability } post
                || post.On(Last) != holding.Person
                || post == staffing.Away || holding.Episode is not { } episode || episode.Close != holding.Until
                || latest[holding.Child] > holding.Until || helped.Contains(holding.Child)
                    || holding.Child.Adult < Last)
            {
                continue;
            }

            var mine = each.GetValueOrDefault(holding.Person);
            ref var left = ref elsewhere;
            if (post == staffing.MostLoaded)
            {
                left = ref most;
            }
            else if (post.Team.Service == 2)
            {
                left = ref north;
            }

            if (left == 0 || (post != staffing.MostLoaded && mine >= 3))
            {
                continue;
            }

            left--;
            each[holding.Person] = mine + 1;
            holding.Child.SilentFrom = holding.Until;
            holding.Until = Days.Never;

            // Half are closed on the record and stay in the worker's name; half were never closed at all.
            if (chance.PerMille(500))
            {
                episode.Close = Days.Never;
            }
        }
    }

    private void Shuffle(List<Holding> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = chance.Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }

    private void LeaveQuiet()
    {
        var left = QuietCount;
        foreach (var holding in OpenNow().ToList())
        {
            if (left > 0 && holding.Post?.Work == Work.Assessment && holding.Episode is { Enquiries.Count: 0 } episode
                && episode.Referred > Last - 60 && episode.Referred < Last - 31 && chance.PerMille(130))
            {
                episode.Quiet = true;
                left--;
            }
        }
    }

    private void GiveManagersCases()
    {
        foreach (var team in Structure.Teams.Where(team => team.Number is 32 or 33 or 36 or 42 or 61))
        {
            var manager = staffing.Managers[team.Number];
            foreach (var holding in OpenNow()
                .Where(holding => holding.Team == team && holding.From < Days.Of(2026, 6, 1)
                && holding.Child.SilentFrom == Days.Never).Take(2).ToList())
            {
                GiveTo(holding, manager, null, Days.Of(2026, 6, 15), "MANAGE");
            }
        }
    }

    // In hundredths of a case.
    private static int LimitFor(Person person)
    {
        var limits = person.TeamOn(Last).Service == 2 ? North : Elsewhere;
        var each = person.On(Last).Band == "asye" ? limits.NewlyQualified : Fte(person) == 100 ? limits.Full
            : limits.Part;
        return each * Fte(person);
    }

    // Nobody but the most loaded person is left beyond the limit: the newest work goes to whoever in the team has
    // least, and when the whole team is full to another team of the service.
    private void Even()
    {
        var loads = Loads();
        foreach (var (person, list) in loads.ToList().OrderBy(entry => entry.Key.Number))
        {
            if (list[0].Post is not { } post || post == staffing.MostLoaded || post == staffing.Away)
            {
                continue;
            }

            var colleagues = Structure.Teams.Where(team => team.Service == post.Team.Service)
                .SelectMany(team => Colleagues(team, post.Work, Rebalanced)).Where(other => other.On(Last) != person)
                .ToList();
            foreach (var holding in list.Where(holding => holding.Child.SilentFrom == Days.Never)
                .OrderByDescending(holding => holding.From).ToList())
            {
                if (list.Count * 100 <= LimitFor(person))
                {
                    break;
                }

                var to = colleagues.Where(other => Room(loads, other))
                    .MinBy(other => (other.Team != post.Team, Share(loads, other.On(Last)!, post)));
                if (to is null)
                {
                    break;
                }

                Move(loads, holding, list, to, Rebalanced);
            }
        }
    }

    private static bool Room(Dictionary<Person, List<Holding>> loads, Post post) =>
        ((loads.GetValueOrDefault(post.On(Last)!)?.Count ?? 0) + 1) * 100 <= LimitFor(post.On(Last)!);

    private static int Share(Dictionary<Person, List<Holding>> loads, Person person, Post post)
    {
        var cases = loads.TryGetValue(person, out var list) ? list.Count : 0;
        var weight = person.On(Last).Band == "asye" ? Fte(person) / 2 : Fte(person);
        return (cases * 10000 / weight) + (post.Number % 7);
    }

    private void Move(Dictionary<Person, List<Holding>> loads, Holding holding, List<Holding> list, Post to, int day)
    {
        GiveTo(holding, to.On(Last)!, to, day, "MANAGE");
        list.Remove(holding);
        if (!loads.TryGetValue(to.On(Last)!, out var theirs))
        {
            loads[to.On(Last)!] = theirs = [];
        }

        theirs.Add(holdings[^1]);
    }

    private void LoadMost()
    {
        var day = Days.Of(2026, 8, 24);
        var post = staffing.MostLoaded;
        var most = post.On(Last)!;
        var loads = Loads();
        var mine = loads[most];
        var team = OpenNow()
            .Where(holding => holding.Team == post.Team && holding.Person != most && holding.From < day - 30
            && holding.Child.SilentFrom == Days.Never)
            .OrderByDescending(holding =>
                holding.Episode!.Stages.Any(stage => stage.Kind == StageKind.Protection && stage.Start < day
                && stage.End > Last)).ToList();
        foreach (var holding in team)
        {
            if (mine.Count >= MostLoadedCases || loads[holding.Person].Count <= 10)
            {
                continue;
            }

            Move(loads, holding, loads[holding.Person], post, day);
        }

        var colleagues = Colleagues(post.Team, post.Work, Rebalanced);
        foreach (var holding in mine.Where(holding => holding.Child.SilentFrom == Days.Never)
            .OrderByDescending(holding => holding.From).ToList())
        {
            if (mine.Count > MostLoadedLimit)
            {
                Move(loads, holding, mine, colleagues.MinBy(other => Share(loads, other.On(Last)!, post))!, Rebalanced);
            }
        }
    }

    // Every child on a plan or in care has a reviewing officer, who is not a holder.
    private void Review()
    {
        var posts = staffing.Posts.Where(post => post.Work == Work.Reviewing).ToArray();
        var seen = new HashSet<Episode>();
        foreach (var holding in holdings.Where(holding => holding.Episode is not null).ToList())
        {
            if (!seen.Add(holding.Episode!))
            {
                continue;
            }

            var post = posts[holding.Child.Family % posts.Length];
            foreach (var stage in holding.Episode!.Stages)
            {
                if (stage.Kind is not (StageKind.Protection or StageKind.Care) || stage.Start > Last
                    || stage.End <= Days.First)
                {
                    continue;
                }

                var from = Math.Max(stage.Start, Staffing.Opening);
                var person = post.On(from)!;
                holdings.Add(Beside(holding, person, Roles.Reviewing,
                    Math.Max(stage.Start, Math.Min(from, person.Start)), stage.End, post.Team));
            }
        }
    }

    private static Holding Beside(Holding holding, Person person, string role, int from, int until,
        Team? team = null) => new()
    {
        Child = holding.Child,
        Episode = holding.Episode,
        Person = person,
        Post = null,
        Team = team ?? holding.Team,
        Role = role,
        From = from,
        Until = Math.Min(until, person.Until),
        Lead = false,
    };

    // Some protection work is shared, more of that of newly qualified workers.
    private void Pair()
    {
        foreach (var holding in holdings.Where(holding => holding.Lead && holding.Post?.Work == Work.Safeguarding)
            .ToList())
        {
            var newlyQualified = holding.Person.On(holding.From).Band == "asye";
            if (!chance.PerMille(newlyQualified ? 350 : 60))
            {
                continue;
            }

            var others = staffing.Posts.Where(post => post.Team == holding.Team && post.Work == Work.Safeguarding
                && post != staffing.Away
                && post.On(holding.From) is { } other && other != holding.Person).ToList();
            if (others.Count > 0)
            {
                var person = others[chance.Below(others.Count)].On(holding.From)!;
                holdings.Add(Beside(holding, person, Roles.CoWorker, holding.From, holding.Until));
            }
        }
    }

    private void Teach()
    {
        foreach (var student in staffing.Students)
        {
            foreach (var holding in OpenNow()
                .Where(holding => holding.Team == student.TeamOn(Last) && holding.From < Days.Of(2026, 5, 1)).Take(3)
                .ToList())
            {
                holdings.Add(Beside(holding, student, Roles.Student, Days.Of(2026, 5, 18), Days.Never));
            }
        }
    }

    private void AddUnknownRoles()
    {
        foreach (var holding in OpenNow().Where(_ => chance.PerMille(6)).ToList())
        {
            holdings.Add(Beside(holding, holding.Person, Roles.Unknown, holding.From, holding.Until));
        }
    }
}
