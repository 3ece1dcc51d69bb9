using System.Text;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports.Rows;

/// <summary>
/// The names of the workers who are known, for sources that know a worker by name alone. A name is somebody known when exactly one
/// worker of that name is in that team; where it may be somebody of another team, it stays by itself and a question is asked.
/// </summary>
internal sealed class KnownNames
{
    private readonly Dictionary<string, HashSet<(int Number, string Team)>> _workers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(byte[] Id, int Number)> _asked = [];
    private readonly bool _areInitials;

    private KnownNames(bool areInitials) => _areInitials = areInitials;

    /// <summary>The names in the store. Where only initials are kept they join nobody, for initials are nobody's own: inside a team they are asked about.</summary>
    public static KnownNames Read(RowStore rows, bool initialsOnly)
    {
        var names = new KnownNames(initialsOnly);
        rows.Scan(RecordKind.Team, null, (row, _) => names._teams.TryAdd(Said(row[Text.Key]), Folded(Said(row[Text.Detail]))));
        rows.Scan(RecordKind.Post, null, names.Take);
        rows.Scan(RecordKind.Worker, null, names.Take);
        return names;
    }

    /// <summary>The worker of a name in a team, of those whom no id of the source leads to yet; 0 when nobody is, and whether somebody may be.</summary>
    public (int Number, bool IsDoubtful) Join(ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, HashSet<int> taken)
    {
        if (name.IsEmpty || !_workers.TryGetValue(PersonName.Of(Said(name)).Folded, out var workers))
        {
            return (0, false);
        }

        var at = TeamKey(Said(team));
        var here = workers.Where(worker => worker.Team == at).Select(worker => worker.Number).Distinct().ToList();
        if (_areInitials)
        {
            return (0, here.Count > 0);
        }

        return here.Count == 1 && !taken.Contains(here[0]) ? (here[0], false) : (0, true);
    }

    /// <summary>The worker whom a source knows by this name in this team and by nothing else, for a row that brings an id; or 0.</summary>
    public int Known(ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, HashSet<int> taken) =>
        Join(name, team, taken).Number;

    /// <summary>A name that may be somebody known: to be asked.</summary>
    public void Ask(ReadOnlySpan<byte> id, int number) => _asked.Add((id.ToArray(), number));

    /// <summary>
    /// After a load: of every worker whom a source knows by name alone and who has the name of somebody else, it is asked who they are, so
    /// that it does not matter which file came first.
    /// </summary>
    public static void AskAll(FairloadDb db, RowStore rows, int council)
    {
        var names = Read(rows, initialsOnly: false);
        var identities = db.Identities.AsNoTracking().Where(one => one.Council == council && one.Subject == Subject.Worker).ToList();
        var elsewhere = identities.Where(one => one.System != Identity.Named).Select(one => one.Number).ToHashSet();
        var alone = identities.Where(one => one.System == Identity.Named && !elsewhere.Contains(one.Number)).ToDictionary(one => one.Number, one => one.SourceId);
        foreach (var workers in names._workers.Values.Where(of => of.Select(worker => worker.Number).Distinct().Count() > 1))
        {
            foreach (var number in workers.Select(worker => worker.Number).Distinct().Where(alone.ContainsKey))
            {
                names.Ask(Encoding.UTF8.GetBytes(alone[number]), number);
            }
        }

        names.Save(db, council);
        db.SaveChanges();
    }

    /// <summary>Puts the questions on record that were not asked before.</summary>
    public void Save(FairloadDb db, int council)
    {
        foreach (var (id, number) in _asked)
        {
            var name = Encoding.UTF8.GetString(id);
            if (!db.JoinQuestions.Any(q => q.Council == council && q.System == Identity.Named && q.SourceId == name))
            {
                db.JoinQuestions.Add(new JoinQuestion { Council = council, System = Identity.Named, SourceId = name, Number = number });
            }
        }

        _asked.Clear();
    }

    private static string Said(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string Folded(string team) => PersonName.Spaced(team).ToLowerInvariant();

    private string TeamKey(string idOrName) => _teams.GetValueOrDefault(idOrName) ?? Folded(idOrName);

    private void Take(Draft row, bool withdrawn)
    {
        if (withdrawn || row[Text.Detail].IsEmpty)
        {
            return;
        }

        var key = PersonName.Of(Said(row[Text.Detail])).Folded;
        if (!_workers.TryGetValue(key, out var workers))
        {
            _workers.Add(key, workers = []);
        }

        workers.Add((row.Worker, TeamKey(Said(row[Text.Team]))));
    }
}
