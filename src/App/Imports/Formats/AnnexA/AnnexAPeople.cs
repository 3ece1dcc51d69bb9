using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using Fairload.Core.People;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// The teams, workers and children met in the lists, each told once. Annex A has names and no ids: a team's id is its name, a worker's
/// is the name and the team, so that two people of one name in two teams are two. A worker written as a number is that id of the staff file.
/// </summary>
internal sealed class AnnexAPeople
{
    /// <summary>What is no team. A team of its own may be called Duty, so that only what can be nothing else counts.</summary>
    private static readonly HashSet<string> NoTeam = new(StringComparer.Ordinal)
    {
        "", "unallocated", "not allocated", "unassigned", "not assigned", "none", "no worker", "no team", "null", "nil", "na", "not applicable", "tbc",
        "to be confirmed", "to be allocated", "tba", "unknown", "not known", "not recorded", "vacant", "vacancy", "blank", "closed", "allocated",
    };

    private readonly TranslatedTable _teamRows;
    private readonly TranslatedTable _workerRows;
    private readonly (int Id, int Name) _team;
    private readonly (int Id, int Name, int Team, int Number) _worker;
    private readonly IdMap _pairs = new();
    private readonly Utf8Room _pair = new();
    private readonly List<(byte[] Worker, byte[] Team)> _known = [default];
    private readonly Dictionary<string, byte[]> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _workers = new(StringComparer.Ordinal);

    /// <summary>Writes to the tables of teams and workers.</summary>
    public AnnexAPeople(TranslatedRows rows)
    {
        _teamRows = rows.Of(SsdTables.Department);
        _team = (_teamRows.Column("dept_team_id", AnnexAColumns.Team), _teamRows.Column("dept_team_name", AnnexAColumns.Team));
        _workerRows = rows.Of(SsdTables.Professionals);
        _worker = (
            _workerRows.Column("prof_professional_id", AnnexAColumns.Worker), _workerRows.Column("prof_professional_name", AnnexAColumns.Worker),
            _workerRows.Column("prof_professional_department", AnnexAColumns.Team), _workerRows.Column("prof_staff_id", AnnexAColumns.Worker));
    }

    /// <summary>The ids of a worker and a team as a row names them; empty where it names none.</summary>
    public (byte[] Worker, byte[] Team) Of(ReadOnlySpan<byte> worker, ReadOnlySpan<byte> team, in AnnexAPlace place) =>
        _known[Number(worker, team, place)];

    /// <summary>The worker and team of a number that <see cref="Number"/> gave.</summary>
    public (byte[] Worker, byte[] Team) this[int number] => _known[number];

    /// <summary>A number for the worker and team as a row names them.</summary>
    public int Number(ReadOnlySpan<byte> worker, ReadOnlySpan<byte> team, in AnnexAPlace place)
    {
        _pair.Cut(0);
        _pair.Append(worker);
        _pair.Append("\n"u8);
        _pair.Append(team);
        if (_pairs[_pair.All] is > 0 and var number)
        {
            return number;
        }

        var teamId = Team(Encoding.UTF8.GetString(team), place);
        var found = (Worker(Encoding.UTF8.GetString(worker), teamId, place), teamId);
        _pairs.Set(_pair.All, _known.Count);
        _known.Add(found);
        return _known.Count - 1;
    }

    private static bool IsNoTeam(string folded) => NoTeam.Contains(folded.Replace("/", "", StringComparison.Ordinal));

    /// <summary>Whether a worker is written as a number; noughts are what a formula gives that finds nobody.</summary>
    private static bool IsNumber(string written) => written.Length > 0 && written.All(char.IsAsciiDigit) && written.Any(c => c != '0');

    private byte[] Team(string written, in AnnexAPlace place)
    {
        var name = PersonName.Spaced(written);
        if (!name.Any(char.IsLetterOrDigit) || IsNoTeam(name.ToLowerInvariant().Trim('-', '.', '(', ')', '*', ' ')))
        {
            return [];
        }

        if (!_teams.TryGetValue(name, out var id))
        {
            _teams[name] = id = Encoding.UTF8.GetBytes(name);
            _teamRows.Set(_team.Id, id);
            _teamRows.Set(_team.Name, id);
            _teamRows.End(place.File, place.Sheet, place.Row);
        }

        return id;
    }

    private byte[] Worker(string written, byte[] team, in AnnexAPlace place)
    {
        var name = PersonName.Of(written);
        var isNumber = IsNumber(name.Written);
        if (!isNumber && (name.Folded.Length == 0 || NobodyWords.Are(written, name)))
        {
            return [];
        }

        // A number is an id of the case system or the staff file, and the same worker in any team.
        var id = isNumber ? name.Written : KnownNames.IdOf(name.Folded, Encoding.UTF8.GetString(team));
        var bytes = Encoding.UTF8.GetBytes(id);
        if (_workers.Add(id))
        {
            _workerRows.Set(_worker.Id, bytes);
            _workerRows.Set(_worker.Name, isNumber ? "" : name.Written);
            _workerRows.Set(_worker.Team, team);
            _workerRows.Set(_worker.Number, isNumber ? id : "");
            _workerRows.End(place.File, place.Sheet, place.Row);
        }

        return bytes;
    }
}

/// <summary>Where a row stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="Row">The row; the first is 1.</param>
internal readonly record struct AnnexAPlace(string File, string Sheet, int Row);
