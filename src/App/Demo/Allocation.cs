namespace Fairload.App.Demo;

/// <summary>A time in which one post's kind of work has a child, before anyone is chosen.</summary>
internal sealed record Spell(Episode? Episode, Child Child, Work Work, int Area, int Locality, int Start, int End,
    int NotPost = -1, string Reason = "");

/// <summary>One person's involvement with one child, [from, until).</summary>
internal sealed class Holding
{
    public required Child Child { get; init; }

    public required Episode? Episode { get; init; }

    public required Person Person { get; init; }

    public required Post? Post { get; init; }

    public required Team Team { get; init; }

    public required string Role { get; init; }

    public required int From { get; init; }

    public int Until { get; set; } = Days.Never;

    /// <summary>Why this worker took over from the one before (the code set of SSDA903 SW_REASON).</summary>
    public string Reason { get; set; } = "";

    /// <summary>A lead involvement; the others are co-workers, reviewing officers and students.</summary>
    public bool Lead { get; init; } = true;

    /// <summary>The work ended on its own, not by a handover.</summary>
    public bool Ended { get; set; }

    public bool OpenOn(int day) => From <= day && Until > day;
}

/// <summary>
/// Gives the work to people in the order in which it came: to the post of the team that has least for its share,
/// brothers and sisters to one worker. Changes of post holder become handovers.
/// </summary>
internal sealed class Allocation(Chance chance, Staffing staffing)
{
    private const int SiblingsTogetherPerMille = 930;
    private const int ChangeAYearPerMille = 140;

    private readonly Dictionary<(int Family, int Team, Work Work), (int Post, int Open)> families = [];
    private readonly PriorityQueue<Spell, (int Start, int Order)> waiting = new();
    private readonly PriorityQueue<int, (int End, int Order)> ending = new();
    private readonly Dictionary<(Team Team, Work Work), Post[]> posts =
        staffing.Posts.GroupBy(post => (post.Team, post.Work))
            .ToDictionary(group => group.Key, group => group.ToArray());

    private readonly Dictionary<(Work Work, int Area), Team[]> teams = [];
    private int order;

    public List<Holding> Holdings { get; } = [];

    /// <summary>
    /// Allocates every spell of the episodes and of early help that reaches into the years of history.
    /// </summary>
    public void Allocate(IReadOnlyList<Family> families, IEnumerable<Episode> episodes,
        IEnumerable<EarlyHelp> earlyHelp)
    {
        foreach (var episode in episodes)
        {
            Spells(episode, families[episode.Child.Family]);
        }

        foreach (var help in earlyHelp)
        {
            Wait(new Spell(null, help.Child, Work.EarlyHelp, help.Area, families[help.Child.Family].Locality,
                help.Start, help.End));
        }

        while (waiting.TryDequeue(out var spell, out _))
        {
            Place(spell);
        }
    }

    /// <summary>The post of a team with least work for its share on the day, other than one.</summary>
    public Post LeastLoaded(Team team, Work work, int day, int except)
    {
        Post? best = null;
        var least = long.MaxValue;
        foreach (var post in posts[(team, work)])
        {
            if (post.Number == except || post.On(day) is not { } person)
            {
                continue;
            }

            var terms = person.On(day);
            var pull = terms.Band == "asye" ? Math.Min(person.Pull, 1000) * 6 / 10 : person.Pull;
            var share = (((post.Load * 1000L) + 500) * chance.Between(850, 1150)) / (pull * (long)terms.Fte);
            if (share < least)
            {
                least = share;
                best = post;
            }
        }

        return best ?? posts[(team, work)][0];
    }

    private static Work? Kind(Stage stage, Episode episode) => stage.Kind switch
    {
        StageKind.Referral => Work.FrontDoor,
        StageKind.Assessment => Work.Assessment,
        StageKind.InNeed when stage.Lasting => Work.Disability,
        StageKind.InNeed when episode.FamilyHelp => Work.FamilyHelp,
        StageKind.Care => Work.LookedAfter,
        StageKind.LeavingCare => Work.LeavingCare,
        _ => Work.Safeguarding,
    };

    private void Spells(Episode episode, Family family)
    {
        Work? work = null;
        var start = 0;
        var end = 0;
        foreach (var stage in episode.Stages)
        {
            var next = Kind(stage, episode);
            if (next != work)
            {
                end = stage.Start;
                Flush();
                (work, start) = (next, stage.Start);
            }

            end = stage.End;

            // A personal adviser joins the social worker from the seventeenth birthday.
            if (stage.Kind == StageKind.Care)
            {
                var adviser = Math.Max(stage.Start + 60, Days.AddYears(episode.Child.Born, 17));
                if (adviser < stage.End)
                {
                    Wait(new Spell(episode, episode.Child, Work.LeavingCare, family.Area, family.Locality, adviser,
                        stage.End));
                }
            }
        }

        Flush();

        void Flush()
        {
            if (work is { } kind)
            {
                Wait(new Spell(episode, episode.Child, kind, family.Area, family.Locality, start, end));
            }
        }
    }

    private void Wait(Spell spell)
    {
        if (spell.End > Staffing.Opening && spell.End > spell.Start && spell.Start <= Days.Last)
        {
            waiting.Enqueue(spell, (spell.Start, order++));
        }
    }

    private void Place(Spell spell)
    {
        var from = Math.Max(spell.Start, Staffing.Opening);
        while (ending.TryPeek(out var ended, out var when) && when.End <= from)
        {
            ending.Dequeue();
            staffing.Posts[ended].Load--;
        }

        var team = TeamFor(spell);
        var key = (spell.Child.Family, team.Number, spell.Work);
        var together = families.TryGetValue(key, out var sibling) && sibling.Open > from
            && sibling.Post != spell.NotPost && chance.PerMille(SiblingsTogetherPerMille)
            && staffing.Posts[sibling.Post].On(from) is not null;
        var post = together ? staffing.Posts[sibling.Post] : LeastLoaded(team, spell.Work, from, spell.NotPost);

        // Long work changes hands now and then without anyone leaving.
        var end = spell.End;
        if (end - from > 150 && chance.PerMille(Math.Min(900, ChangeAYearPerMille * (end - from) / 365)))
        {
            end = Days.OnWorkingDay(from + 100 + chance.Below(Math.Min(end - from - 120, 900)));
            Wait(spell with { Start = end, NotPost = post.Number, Reason = Roles.ChangeReason(chance) });
        }

        families[key] = (post.Number, Math.Max(end, sibling.Open));
        post.Load++;
        ending.Enqueue(post.Number, (end, order++));
        Hold(spell, post, from, end);
    }

    private Team TeamFor(Spell spell)
    {
        if (!teams.TryGetValue((spell.Work, spell.Area), out var candidates))
        {
            candidates = [.. Structure.Teams
                .Where(team => team.Posts.Any(post => post.Work == spell.Work)
                    && (team.Area == Structure.Everywhere || team.Area == spell.Area))
                .SelectMany(team => Enumerable.Repeat(team, team.Share))];
            teams[(spell.Work, spell.Area)] = candidates;
        }

        return candidates[spell.Locality % candidates.Length];
    }

    private void Hold(Spell spell, Post post, int from, int end)
    {
        for (var day = from; day < end && day <= Days.Last;)
        {
            var person = post.On(day);
            var until = end;
            foreach (var (change, _) in post.Holders)
            {
                if (change > day)
                {
                    until = Math.Min(end, change);
                    break;
                }
            }

            if (person is null)
            {
                // The post is vacant: the work goes to a colleague (what is left without anyone is planted later).
                Wait(spell with { Start = day, End = end, NotPost = post.Number, Reason = "LEFTRL" });
                return;
            }

            var started = day == from && spell.Start < from ? Math.Max(spell.Start, person.Start) : day;
            Holdings.Add(new Holding
            {
                Child = spell.Child,
                Episode = spell.Episode,
                Person = person,
                Post = post,
                Team = post.Team,
                Role = Roles.Usual(spell.Work),
                From = started,
                Until = until,
                Reason = day > from ? "LEFTRL" : spell.Reason,
                Ended = until == spell.End,
            });
            day = until;
        }
    }
}

/// <summary>The names of roles in ssd_involvements.</summary>
internal static class Roles
{
    public const string CoWorker = "Co-worker";
    public const string Reviewing = "Independent Reviewing Officer";
    public const string Student = "Student";

    /// <summary>A role that no mapping knows.</summary>
    public const string Unknown = "Link Officer (legacy)";

    private static readonly string[] Spellings =
        ["ALLOC", "Allocated Social Worker", "Social Worker", "allocated case worker ", "Allocated Worker"];

    private static readonly string[] ChangeReasons =
        ["MANAGE", "ORGRST", "ABSENC", "CHCHAN", "PCCHAN", "OTHERS", "TSPROC"];

    public static string Usual(Work work) => work switch
    {
        Work.LeavingCare => "Personal Adviser",
        Work.FamilyHelp => "Family Help Lead Practitioner",
        Work.EarlyHelp => "Early Help Worker",
        _ => "Allocated Case Worker",
    };

    /// <summary>The role as it is typed: seldom another spelling of the same.</summary>
    public static string Spelled(string role, Chance chance) => !chance.PerMille(50) ? role : role switch
    {
        "Allocated Case Worker" => chance.Pick<string>(Spellings),
        "Personal Adviser" => chance.PerMille(500) ? "PA" : "Personal Advisor",
        CoWorker => "Joint Worker",
        _ => role,
    };

    public static string ChangeReason(Chance chance) =>
        ChangeReasons[chance.Weighted([55, 12, 10, 4, 6, 5, 8])];
}
