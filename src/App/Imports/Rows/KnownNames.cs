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

    /// <summary>The one worker of a name in a team, of those whom no id of the source leads to yet; 0 when there is none, or more than one.</summary>
    public int Join(ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, HashSet<int> taken)
    {
        if (_areInitials || name.IsEmpty || !_workers.TryGetValue(PersonName.Of(Said(name)).Folded, out var workers))
        {
            return 0;
        }

        var at = TeamKey(Said(team));
        var here = workers.Where(worker => worker.Team == at).Select(worker => worker.Number).Distinct().ToList();
        return here.Count == 1 && !taken.Contains(here[0]) ? here[0] : 0;
    }

    /// <summary>
    /// After a load, so that it does not matter which file came first: of every worker whom a source knows by name alone and who may be
    /// somebody else it is asked who they are, unless that was asked before.
    /// </summary>
    public static void Ask(FairloadDb db, RowStore rows, int council, bool initialsOnly)
    {
        var names = Read(rows, initialsOnly);
        var identities = db.Identities.AsNoTracking().Where(one => one.Council == council && one.Subject == Subject.Worker).ToList();
        var elsewhere = identities.Where(one => one.System != Identity.Named).Select(one => one.Number).ToHashSet();
        // Two names may have been said to be one worker.
        var alone = identities.Where(one => one.System == Identity.Named && !elsewhere.Contains(one.Number)).ToLookup(one => one.Number, one => one.SourceId);
        var asked = db.JoinQuestions.Where(one => one.Council == council && one.System == Identity.Named).Select(one => one.SourceId).ToHashSet();
        foreach (var (number, _) in names._workers.Values.SelectMany(workers => workers.Where(one => alone.Contains(one.Number) && workers.Any(other => names.MayBe(one, other, elsewhere)))))
        {
            foreach (var id in alone[number].Where(asked.Add))
            {
                db.JoinQuestions.Add(new JoinQuestion { Council = council, System = Identity.Named, SourceId = id, Number = number });
            }
        }

        db.SaveChanges();
    }

    /// <summary>
    /// Whether two of one name may be one person. Initials say it only inside a team, and only of somebody with an id: two names with the
    /// same initials are two names.
    /// </summary>
    private bool MayBe((int Number, string Team) one, (int Number, string Team) other, HashSet<int> elsewhere) =>
        one.Number != other.Number && (!_areInitials || (one.Team == other.Team && elsewhere.Contains(other.Number)));

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
