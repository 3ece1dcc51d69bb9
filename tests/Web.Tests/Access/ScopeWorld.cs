using Fairload.App.Accounts;
using Fairload.App.Restrictions;
using Fairload.App.Schemes;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Workload;
using Fairload.Oracle;
using Fairload.Web.Access;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.Web.Tests.Access;

/// <summary>A random organisation as the product has it, and every question of scope asked of both the product and the oracle.</summary>
internal sealed class ScopeWorld(ScopeCouncil council)
{
    private readonly List<string> _mismatches = [];

    /// <summary>How many questions were asked.</summary>
    public int Probes { get; private set; }

    /// <summary>Where the two differ; each line says the seed.</summary>
    public IReadOnlyList<string> Mismatches => _mismatches;

    /// <summary>The person looking, as the product knows them.</summary>
    public static Viewer ViewerOf(ScopeViewer viewer) =>
        new(viewer.Name, viewer.Worker, [.. viewer.Roles.Select(held => new RoleAt(Enum.Parse<Role>(held.Role), held.Node))]);

    /// <summary>The restricted records and openings.</summary>
    public RestrictedRecords Restricted() => new(
        council.Restrictions.ToDictionary(
            one => one.Child,
            one => new RestrictedRecord(Guid.NewGuid(), 1, RestrictionKind.Threat, "", "", ScopeCouncil.Now, one.Open.ToHashSet(), one.Barred.ToHashSet())),
        [.. council.Openings.Select(one => new Opening { Child = one.Child, Viewer = ViewerOf(one.Viewer).Key, Until = one.Until })]);

    /// <summary>The records straight in memory, without files or a store: hundreds of trees a second.</summary>
    public WorkloadDay InMemory()
    {
        var builder = new CaseloadBuilder(RoleMap.Default, WorkingCalendar.WithoutHolidays) { ExtractDate = ScopeCouncil.Day };
        var workers = council.Workers.Select((worker, i) => (worker.Id, Number: i + 1)).ToDictionary(pair => pair.Id, pair => pair.Number);
        var keys = 0;
        void Add(RecordKind kind, Action<Record> with)
        {
            var record = new Record { Kind = kind, Key = $"{kind}{++keys}" };
            with(record);
            builder.Add(record);
        }

        foreach (var team in council.Teams)
        {
            Add(RecordKind.Team, r => (r.Key, r.Detail, r.Ref) = (team.Id, team.Name, team.Parent));
        }

        foreach (var worker in council.Workers)
        {
            builder.NameWorker(workers[worker.Id], worker.Id);
            if (worker.HasRow)
            {
                Add(RecordKind.Worker, r => (r.Worker, r.Detail, r.Team) = (workers[worker.Id], worker.Name, worker.Team));
            }

            foreach (var post in worker.Posts)
            {
                Add(RecordKind.Post, r => (r.Worker, r.Team, r.From, r.Until) = (workers[worker.Id], post.Team, post.From, post.Until));
            }
        }

        for (var child = 1; child <= council.Children.Count; child++)
        {
            var one = council.Children[child - 1];
            builder.NameChild(child, one.Id);
            Add(RecordKind.Child, r => (r.Child, r.From) = (child, new DateOnly(2015, 4, 2)));
            foreach (var work in one.Work)
            {
                Add(RecordKind.Involvement, r => (r.Key, r.Child, r.Worker, r.Code, r.Team, r.From, r.Until) =
                    (work.Id, child, workers[work.Worker], work.Role, work.Team, work.From, work.Until));
            }

            if (one.Plan is { } plan)
            {
                Add(RecordKind.CinPlan, r => (r.Child, r.From, r.Until) = (child, plan.From, plan.Until));
            }

            if (one.Referral is { } referral)
            {
                Add(RecordKind.CinEpisode, r => (r.Child, r.From, r.Until, r.Team, r.Flag) = (child, referral.From, referral.Until, referral.Team, false));
            }
        }

        return WorkloadDay.On(builder.Build(), ScopeCouncil.Day, SchemeShelf.Shipped.Find(SchemeShelf.Starter)!);
    }

    /// <summary>Asks every question about every subject for every viewer.</summary>
    public void Probe(WorkloadDay day)
    {
        var (oracle, restricted, caseload) = (new ScopeOracle(council), Restricted(), day.Cases.Caseload);
        foreach (var viewer in council.Viewers)
        {
            var policy = new Policy(ViewerOf(viewer), day, restricted, ScopeCouncil.Now);
            void Same(string question, string subject, bool product, bool expected)
            {
                Probes++;
                if (product != expected)
                {
                    _mismatches.Add($"seed {council.Seed}: {question}({subject}) for {viewer.Name} {viewer.Worker} [{string.Join(' ', viewer.Roles)}] is {product}, and by the oracle {expected}");
                }
            }

            Same("whole council", "", policy.MaySeeNode(-1), ScopeOracle.IsDirector(viewer));
            Same("nodes", string.Join(' ', caseload.Teams.Select(team => team.Id)), caseload.Teams.Select(team => team.Id).ToHashSet().SetEquals(oracle.Nodes), true);
            Same("manages", "", policy.OwnNode is not null, ScopeOracle.IsDirector(viewer) || oracle.Nodes.Any(node => oracle.Manages(viewer, node)));
            for (var node = 0; node < caseload.Teams.Count; node++)
            {
                var id = caseload.Teams[node].Id;
                Same("node", id, policy.MaySeeNode(node), oracle.Manages(viewer, id));
                Same("rows of", id, policy.MaySeeDataRowsOf(node), oracle.Manages(viewer, id) || ScopeOracle.IsDirector(viewer) || viewer.Roles.Any(held => held.Role == "DataOfficer"));
                Same("waiting in", id, policy.MaySeeWaitingIn(node), oracle.SeesWaiting(viewer, id));
                Same("told", id, policy.IsToldOfOpenings(id), ScopeOracle.IsTold(viewer, id));
                Same("see off", id, policy.MaySeeOff(id, "somebody else"), ScopeOracle.MaySeeOff(viewer, id));
                Same("see off one's own", id, policy.MaySeeOff(id, ViewerOf(viewer).Key), false);
            }

            for (var worker = 0; worker < caseload.Workers.Count; worker++)
            {
                var id = caseload.Workers[worker].Id;
                Same("statement", id, policy.MaySeeStatement(worker), oracle.SeesWorker(viewer, id));
                Same("reason", id, policy.MaySeeReasonForLessTime(worker), oracle.SeesReason(viewer, id));
                Same("own", id, policy.OwnWorker == worker, viewer.Worker == id);
            }

            foreach (var child in council.Children)
            {
                var place = caseload.FindChild(child.Id)!.Value;
                Same("child", child.Id, policy.MaySeeChild(place), oracle.SeesChild(viewer, child));
                Same("closed", child.Id, policy.IsClosed(place), oracle.IsClosed(viewer, child));
                Same("open", child.Id, policy.MayOpen(place), oracle.MayOpen(viewer, child));
                Same("restrict", child.Id, policy.MayRestrict(place), oracle.MayRestrict(viewer, child));
                Same("team of", child.Id, (policy.TeamOf(place) is { } team ? caseload.Teams[team].Id : null) == oracle.TeamThatHas(child), true);
            }

            // Questions about the council alone, by the words of the roles.
            bool Has(string role) => viewer.Roles.Any(held => held.Role == role);
            var manages = ScopeOracle.IsDirector(viewer) || oracle.Nodes.Any(node => oracle.Manages(viewer, node));
            var supports = viewer.Roles.Any(held => held.Role == "BusinessSupport" && (held.Node is null || oracle.Nodes.Contains(held.Node)));
            Same("unallocated", "", policy.MaySeeUnallocated, manages || supports);
            Same("exceptions", "", policy.MaySeeExceptions, manages);
            Same("compare", "", policy.MayCompareSchemes, manages);
            Same("adopt", "", policy.MayAdoptScheme, ScopeOracle.IsDirector(viewer));
            Same("import", "", policy.MayImport, Has("DataOfficer") || ScopeOracle.IsDirector(viewer));
            Same("quality", "", policy.MaySeeDataQuality, manages || Has("DataOfficer"));
            Same("mend", "", policy.MayMendRecords, Has("DataOfficer") || ScopeOracle.IsDirector(viewer));
            Same("rows", "", policy.MaySeeDataRowsOf(-1), Has("DataOfficer") || ScopeOracle.IsDirector(viewer));
            Same("audit", "", policy.MaySeeAudit, Has("Auditor"));
            Same("accounts", "", policy.MayManageAccounts, Has("Administrator"));
            Same("privacy", "", policy.MayManagePrivacy, Has("Administrator"));
            Same("publish", "", policy.MayPublish, Has("DataOfficer") || ScopeOracle.IsDirector(viewer));
            Same("told without a team", "", policy.IsToldOfOpenings(null), ScopeOracle.IsDirector(viewer));

            Same("see off without a team", "", policy.MaySeeOff(null, "somebody else"), ScopeOracle.MaySeeOff(viewer, null));

            // Before any records are there the role alone counts, and nothing is named.
            var bare = new Policy(ViewerOf(viewer), null, RestrictedRecords.None, ScopeCouncil.Now);
            Same("import, nothing loaded", "", bare.MayImport, Has("DataOfficer") || ScopeOracle.IsDirector(viewer));
            Same("whole council, nothing loaded", "", bare.MaySeeNode(-1), ScopeOracle.IsDirector(viewer));
            Same("own, nothing loaded", "", bare.OwnWorker is null, true);
        }
    }
}
