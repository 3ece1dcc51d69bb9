using System.Text;

namespace Fairload.Oracle;

/// <summary>A team, service or council as its row says; the parent is named by id and need not be there.</summary>
public sealed record ScopeTeam(string Id, string Name, string? Parent);

/// <summary>A post over <c>[from, until)</c>; without a team the case system says which.</summary>
public sealed record ScopePost(string? Team, DateOnly From, DateOnly? Until);

/// <summary>A worker: the case system's team, by id or by name, and the posts. One without a row is only named by cases.</summary>
public sealed record ScopeWorker(string Id, string Name, bool HasRow, string? Team, IReadOnlyList<ScopePost> Posts);

/// <summary>Work of a worker on a child's case over <c>[from, until)</c>, in a role of the case system.</summary>
public sealed record ScopeWork(string Id, string Worker, string Role, string? Team, DateOnly From, DateOnly? Until);

/// <summary>A span of a plan or of a referral, which names the team that took it.</summary>
public sealed record ScopeSpan(DateOnly From, DateOnly? Until, string? Team);

/// <summary>A child: initials in letters that no other child or text has, what is open, and who works on it.</summary>
public sealed record ScopeChild(string Id, string Forename, string Surname, ScopeSpan? Plan, ScopeSpan? Referral, IReadOnlyList<ScopeWork> Work);

/// <summary>A restricted record: the workers it is open to by name, and those it is closed to whatever they do.</summary>
public sealed record ScopeRestriction(string Child, IReadOnlyList<string> Open, IReadOnlyList<string> Barred);

/// <summary>A record that a viewer opened until then, saying why.</summary>
public sealed record ScopeOpening(string Child, ScopeViewer Viewer, DateTime Until);

/// <summary>A role in force and where it is held; nothing for the whole council.</summary>
public sealed record ScopeRole(string Role, string? Node);

/// <summary>Somebody who looks: perhaps a worker, with any number of roles.</summary>
public sealed record ScopeViewer(string Name, string? Worker, IReadOnlyList<ScopeRole> Roles);

/// <summary>
/// A random organisation to try scope on: trees to six levels with rings and missing parents, workers who moved, are lent
/// or left, teams that vanished, teams named like another's id, restricted and opened records. A seed is one for ever.
/// </summary>
public sealed class ScopeCouncil
{
    private static readonly string[] Vanished = ["OLD1", "OLD2"];
    private static readonly string[] Roles =
        ["Practitioner", "TeamManager", "TeamManager", "ServiceManager", "ServiceManager", "Director", "DataOfficer", "BusinessSupport", "Auditor", "Administrator"];

    private readonly SeededChance _chance;
    private int _works;

    /// <summary>The organisation of a seed.</summary>
    public ScopeCouncil(int seed)
    {
        (Seed, _chance) = (seed, new SeededChance(seed));
        Teams = [.. MakeTeams(3 + _chance.Below(9))];
        Workers = [.. Enumerable.Range(1, 4 + _chance.Below(10)).Select(MakeWorker)];
        Children = [.. Enumerable.Range(1, 8 + _chance.Below(16)).Select(MakeChild)];
        Viewers = [.. Enumerable.Range(1, 8).Select(MakeViewer)];
        Restrictions = [.. Children.Where(_ => _chance.Percent(25)).Select(child => new ScopeRestriction(child.Id, SomeWorkers(), SomeWorkers())).ToList().Select(Apart)];
        Openings = [.. Restrictions.SelectMany(one => Viewers.Where(_ => _chance.Percent(15)).Select(viewer => new ScopeOpening(one.Child, viewer, Now.AddHours(_chance.Pick(-9, -1, 0, 1, 7)))))];
    }

    /// <summary>The day that is looked at.</summary>
    public static DateOnly Day => new(2026, 9, 30);

    /// <summary>The moment at which it is looked at, in UTC.</summary>
    public static DateTime Now => new(2026, 10, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>The rows of teams.</summary>
    public IReadOnlyList<ScopeTeam> Teams { get; }

    /// <summary>The workers.</summary>
    public IReadOnlyList<ScopeWorker> Workers { get; }

    /// <summary>The children.</summary>
    public IReadOnlyList<ScopeChild> Children { get; }

    /// <summary>Those who look.</summary>
    public IReadOnlyList<ScopeViewer> Viewers { get; }

    /// <summary>The restricted records.</summary>
    public IReadOnlyList<ScopeRestriction> Restrictions { get; }

    /// <summary>What was opened; some of it is closed again.</summary>
    public IReadOnlyList<ScopeOpening> Openings { get; }

    /// <summary>Writes the files as the case system would; the earlier ones still have the teams that vanished since.</summary>
    public void Write(string folder, bool isEarlier)
    {
        Directory.CreateDirectory(folder);
        var vanished = isEarlier ? Vanished.Select(id => new ScopeTeam(id, "Once " + id, null)) : [];
        Put("ssd_department", "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name", Teams.Concat(vanished).Select(t => $"{t.Id},{t.Name},{t.Parent},"));
        Put("ssd_professionals", "prof_professional_id,prof_professional_name,prof_professional_job_title,prof_social_worker_registration_no,prof_professional_department,prof_full_time_equivalency,prof_agency_worker_flag,prof_staff_id",
            Workers.Where(w => w.HasRow).Select(w => $"{w.Id},{w.Name},Social Worker,,{w.Team},1,N,"));
        Put("staff", "worker_id,swe_number,name,team_id,fte,contracted_hours,band,role,title,agency,start,until,manager_id",
            Workers.SelectMany(w => w.Posts.Select(p => $"{w.Id},,{w.Name},{p.Team},1,,experienced,case-holder,Social Worker,N,{p.From:yyyy-MM-dd},{p.Until:yyyy-MM-dd},")));
        Put("ssd_person", "pers_person_id,pers_dob,pers_death_date,pers_expected_dob,pers_sex,pers_forename,pers_surname", Children.Select(c => $"{c.Id},2015-04-02,,,F,{c.Forename},{c.Surname}"));
        Put("ssd_involvements", "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team,invo_worker_change_reason,invo_referral_id",
            Children.SelectMany(c => c.Work.Select(w => $"{w.Id},{c.Id},{w.Worker},{w.From:yyyy-MM-dd},{w.Until:yyyy-MM-dd},{w.Role},{w.Team},,")));
        Put("ssd_cin_plans", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,cinp_referral_id,cinp_cin_plan_worker_id,cinp_cin_plan_team",
            Children.Where(c => c.Plan is not null).Select(c => $"PLAN{c.Id},{c.Id},{c.Plan!.From:yyyy-MM-dd},{c.Plan.Until:yyyy-MM-dd},,,"));
        Put("ssd_cin_episodes", "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_cin_primary_need_code,cine_referral_nfa,cine_referral_source_code,cine_close_reason,cine_referral_worker_id,cine_referral_team",
            Children.Where(c => c.Referral is not null).Select(c => $"REF{c.Id},{c.Id},{c.Referral!.From:yyyy-MM-dd},{c.Referral.Until:yyyy-MM-dd},N1,N,1A,,,{c.Referral.Team}"));

        void Put(string table, string head, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(folder, table + ".csv"), rows.Prepend(head), new UTF8Encoding(false));
    }

    private static DateOnly Ago(int days) => Day.AddDays(-days);

    private IEnumerable<ScopeTeam> MakeTeams(int count)
    {
        for (var team = 1; team <= count; team++)
        {
            // A chain more often than a bush, so that trees grow deep; now and then a parent below, oneself, or nowhere.
            var parent = _chance.Below(20) switch
            {
                < 2 => null,
                < 3 => $"TM{1 + _chance.Below(count):D2}",
                < 4 => "GONE" + _chance.Below(2),
                < 11 when team > 1 => $"TM{team - 1:D2}",
                _ => team == 1 ? null : $"TM{1 + _chance.Below(team - 1):D2}",
            };
            yield return new ScopeTeam($"TM{team:D2}", _chance.Percent(10) ? _chance.Pick("OLD1", "OLD2", "TM01", "GHOST") : $"Patch {team:D2}", parent);
        }
    }

    private string? SomeTeam() => _chance.Below(12) switch
    {
        0 => null,
        1 => _chance.Pick("GHOST", "OLD1"),
        2 => _chance.Pick(Teams).Name.ToUpperInvariant(),
        _ => _chance.Pick(Teams).Id,
    };

    private ScopeWorker MakeWorker(int number)
    {
        var posts = new List<ScopePost>();
        for (var (rows, from) = (_chance.Below(4), Ago(400 + _chance.Below(400))); rows > 0; rows--, from = from.AddDays(1 + _chance.Below(300)))
        {
            // Ended, to end, lent elsewhere meanwhile, ending or starting on the very day.
            posts.Add(new ScopePost(SomeTeam(), _chance.Percent(8) ? Day : from, _chance.Below(6) switch { 0 => Day, 1 => Day.AddDays(1), 2 => from.AddDays(1 + _chance.Below(500)), _ => null }));
        }

        return new ScopeWorker($"WRK{number:D3}Z", $"Ada Quill{number:D3}x", _chance.Percent(85), SomeTeam(), [.. posts.DistinctBy(post => post.From)]);
    }

    private ScopeChild MakeChild(int number)
    {
        var work = new List<ScopeWork>();
        for (var count = _chance.Below(5); count > 0; count--)
        {
            var from = Ago(_chance.Pick(0, 3, 30, 200) + _chance.Below(60) - 1);
            work.Add(new ScopeWork($"INV{++_works:D4}Z", _chance.Pick(Workers).Id, _chance.Pick("ALLOC", "ALLOC", "ALLOC", "SECOND", "PA", "Reviewing officer"), SomeTeam(),
                from, _chance.Below(5) switch { 0 => Day, 1 => from.AddDays(1 + _chance.Below(90)), 2 => Day.AddDays(1), _ => null }));
        }

        ScopeSpan? Span() => _chance.Percent(50) ? new ScopeSpan(Ago(_chance.Pick(0, 10, 300)), _chance.Below(4) switch { 0 => Day, 1 => Day.AddDays(1), _ => null }, SomeTeam()) : null;
        return new ScopeChild($"KID{number:D3}Z", $"{(char)('\u0410' + (number / 30))}x", $"{(char)('\u0410' + (number % 30))}y", Span(), Span(), [.. work.DistinctBy(one => (one.Role, one.From))]);
    }

    private ScopeViewer MakeViewer(int number) => new(
        $"Viewer {number}",
        _chance.Percent(50) ? _chance.Percent(90) ? _chance.Pick(Workers).Id : "NOBODY" : null,
        [.. Enumerable.Range(0, _chance.Pick(0, 1, 1, 1, 2, 3)).Select(_ => MakeRole(_chance.Pick(Roles)))]);

    private ScopeRole MakeRole(string role) => new(role, role switch
    {
        "Practitioner" or "DataOfficer" or "Auditor" or "Administrator" => null,
        "Director" or "BusinessSupport" when _chance.Percent(50) => null,
        _ => _chance.Below(20) switch { 0 => null, 1 or 2 => _chance.Pick(Vanished), 3 => _chance.Pick(Teams).Name, 4 or 5 => _chance.Pick("GHOST", "GONE0"), _ => _chance.Pick(Teams).Id },
    });

    private List<string> SomeWorkers() => [.. Workers.Where(_ => _chance.Percent(12)).Select(worker => worker.Id)];

    /// <summary>Nobody is named and barred at once.</summary>
    private static ScopeRestriction Apart(ScopeRestriction one) => one with { Open = [.. one.Open.Except(one.Barred)] };
}
