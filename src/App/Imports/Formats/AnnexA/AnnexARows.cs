using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Labels;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using static Fairload.App.Imports.Formats.AnnexA.AnnexAColumns;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// Turns the lists of an Annex A into rows of the tables that are loaded. The lists must come in the order 8, 7, 6, 4, 5, 3, then the
/// others: the first list that a child stands in with a worker says who holds the case.
/// </summary>
internal sealed partial class AnnexARows
{
    /// <summary>The role of everybody whom a list names as the worker of a case.</summary>
    private static readonly byte[] WorkerRole = "Allocated Worker"u8.ToArray();

    /// <summary>The role of whom List 9 names as a care leaver's adviser.</summary>
    private static readonly byte[] AdviserRole = "Personal Adviser"u8.ToArray();

    /// <summary>How many labels that nobody knows a problem names.</summary>
    private const int MostShown = 5;

    private readonly TranslatedRows _rows;
    private readonly AnnexAPeople _people;
    private readonly AnnexAChildren _children = new();
    private readonly AnnexAHolders _holders = new();
    private readonly AnnexAHolders _advisers = new();
    private readonly AnnexACodes _codes;
    private readonly Dictionary<string, HashSet<long>> _met = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _contacts = [];
    private readonly HashSet<(string Column, string Value)> _nobodies = [];
    private readonly SortedDictionary<int, (int First, int Rows)> _unsaved = [];
    private readonly Utf8Room _key = new();
    private readonly Utf8Room _case = new();
    private readonly TranslatedTable _held;
    private readonly (int Id, int Child, int Worker, int Team, int Role, int From) _heldColumns;

    private string _file = "";
    private string _sheet = "";
    private AnnexAValues _values = null!;
    private AnnexASheet _found = null!;
    private FormatContext _context = null!;
    private Table _table = null!;
    private byte[] _extract = [];
    private string[] _columns = [];
    private int _child;
    private int _childPlace;
    private int _bornPlace;
    private int _sexPlace;
    private int _disabledPlace;
    private int _workerPlace;
    private int _teamPlace;

    /// <summary>Writes to these rows, and reads labels by this reader.</summary>
    public AnnexARows(TranslatedRows rows, LabelReader labels)
    {
        _rows = rows;
        _codes = new AnnexACodes(labels);
        _people = new AnnexAPeople(rows);
        _held = rows.Of(SsdTables.Involvements);
        _heldColumns = (
            _held.Column("invo_involvements_id", Child), _held.Column("invo_person_id", Child), _held.Column("invo_professional_id", Worker),
            _held.Column("invo_professional_team", Team), _held.Column("invo_professional_role_id", Worker), _held.Column("invo_involvement_start_date"));
    }

    private AnnexAPlace Place => new(_file, _sheet, _values.Row);

    private ReadOnlySpan<byte> ChildId => _values[_childPlace];

    /// <summary>Reads the rows below a header.</summary>
    public void Read(string file, string name, WorkbookSheet sheet, AnnexASheet found, FormatContext context)
    {
        if (_found is not null && _found.List != found.List)
        {
            EndList();
        }

        (_file, _sheet, _found, _context) = (file, name, found, context);
        _values = new AnnexAValues(sheet, found);
        _holders.Begin(new AnnexASheetOf(file, name, found.List.Name, _values.Shown(Worker)));
        _advisers.Begin(new AnnexASheetOf(file, name, found.List.Name, _values.Shown(Advisor)));
        _extract = Encoding.ASCII.GetBytes(context.ExtractDate.ToString("O", null));
        (_childPlace, _bornPlace, _sexPlace) = (_values.Place(Child), _values.Place(Birth), _values.Place(Gender));
        (_disabledPlace, _workerPlace, _teamPlace) = (_values.Place(Disability), _values.Place(Worker), _values.Place(Team));
        _columns = new string[found.Header.Count];
        foreach (var (column, place) in found.Places)
        {
            _columns[place] = column;
            context.Labels.Ask(found.List.Name, column);
        }

        _nobodies.Clear();
        _unsaved.Clear();
        TellColumns();
        (Action<WorkbookSheet> Read, Table Table) list = found.List.Number switch
        {
            1 => (List1, SsdTables.Contacts),
            2 => (List2, SsdTables.EarlyHelpEpisodes),
            3 => (List3, SsdTables.CinEpisodes),
            4 => (List4, SsdTables.CinAssessments),
            5 => (List5, SsdTables.S47Enquiry),
            6 => (List6, SsdTables.CinEpisodes),
            7 => (List7, SsdTables.CpPlans),
            8 => (List8, SsdTables.ClaEpisodes),
            9 => (List9, SsdTables.CareLeavers),
            _ => (Checked, SsdTables.Person),
        };
        _table = list.Table;
        list.Read(sheet);
        TellUnsaved();
    }

    /// <summary>Writes what only all lists together say.</summary>
    public void Finish()
    {
        EndList();
        _children.Write(_rows);
    }

    /// <summary>Goes to the next row about a child, and takes what every list says of the child.</summary>
    private bool Next(WorkbookSheet sheet)
    {
        while (sheet.Read())
        {
            NoteUnsaved(sheet);
            var id = ChildId;
            if (id.IsEmpty)
            {
                Tell(Child, [], Severity.Error, "Missing");
                _rows.Of(_table).LeaveOut(_file);
            }
            else if (id.Length > RowReader.LongestId)
            {
                // Told here, or every table that has the child would tell it.
                Tell(Child, id, Severity.Error, "TooLongId", RowReader.LongestId);
                _rows.Of(_table).LeaveOut(_file);
            }
            else if (!IsTotal(id))
            {
                _child = _children.Number(id, Place);
                LearnChild();
                return true;
            }
        }

        return false;
    }

    private void LearnChild()
    {
        ref var child = ref _children[_child];
        (child.HasBirthColumn, child.HasSexColumn) = (child.HasBirthColumn || _bornPlace >= 0, child.HasSexColumn || _sexPlace >= 0);
        if (child.Born == Draft.NoDay)
        {
            var born = _values.Day(_bornPlace, out child.Born);
            if (child.Born == Draft.NoDay && !born.IsEmpty && !Rows.Values.Day(born, out _))
            {
                Tell(Birth, born, Severity.Warning, "NotADate");
            }
        }

        if (child.Sex == 0 && Code(AnnexACode.Sex, _sexPlace) is [var sex, ..])
        {
            child.Sex = sex;
        }

        if (child.Disabled != (byte)'Y' && Code(AnnexACode.Disabled, _disabledPlace) is [var disabled, ..])
        {
            child.Disabled = disabled;
        }
    }

    /// <summary>Whether this child has no earlier row with this day in a table; told when it has.</summary>
    private bool IsFirst(string table, int day, bool tell = false)
    {
        if (!_met.TryGetValue(table, out var met))
        {
            _met.Add(table, met = []);
        }

        if (day == Draft.NoDay || met.Add(Both(_child, day)))
        {
            return true;
        }

        if (tell)
        {
            Tell(null, [], Severity.Warning, "AnnexATwice", _found.List.Name);
        }

        return false;
    }

    /// <summary>The id of a row: the child and the day, which within a table no other row has.</summary>
    private ReadOnlySpan<byte> Key(ReadOnlySpan<byte> day) => Joined(_key, ChildId, day);

    private static ReadOnlySpan<byte> Joined(Utf8Room room, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        room.Cut(0);
        room.Append(first);
        room.Append("|"u8);
        room.Append(second);
        return room.All;
    }

    /// <summary>Notes whom an open row names as the one who holds the case, unless a list that says more has said so.</summary>
    private void Hold(int from)
    {
        if (!_children[_child].IsHeld && Holders().Worker.Length > 0)
        {
            _holders.Take(_child, from, _people.Number(_values[_workerPlace], _values[_teamPlace], Place), _values.Row, _people);
        }
    }

    /// <summary>Ends a list, which may stand in several sheets: only all of its rows say who holds a case.</summary>
    private void EndList()
    {
        EndList(_holders, WorkerRole, child => _children[child].IsHeld = true);
        EndList(_advisers, AdviserRole, _ => { });
        TellUnread();
    }

    private void EndList(AnnexAHolders holders, byte[] role, Action<int> isHeld) => holders.End(
        _people,
        (child, pair, sheet, row) =>
        {
            isHeld(child);
            var (worker, team) = _people[pair];
            var id = _children.Id(child);
            Joined(_key, id, role);
            _key.Append("|"u8);
            _key.Append(worker);
            _held.Set(_heldColumns.Id, _key.All);
            _held.Set(_heldColumns.Child, id);
            _held.Set(_heldColumns.Worker, worker);
            _held.Set(_heldColumns.Team, team);
            _held.Set(_heldColumns.Role, role);
            _held.Set(_heldColumns.From, _extract);
            _held.End(sheet.File, sheet.Sheet, row);
        },
        (sheet, row) => _context.Problems.Add(sheet.File, sheet.Sheet, row, sheet.Worker, [], Severity.Warning, "AnnexAPassedOver", sheet.List));

    private (byte[] Worker, byte[] Team) Holders() => Named(Worker, _workerPlace);

    /// <summary>The worker whom a column names, and the row's team. A value that names no person is told once in a sheet.</summary>
    private (byte[] Worker, byte[] Team) Named(string column, int place)
    {
        var value = _values[place];
        var found = _people.Of(value, _values[_teamPlace], Place);
        if (found.Worker.Length == 0 && !value.IsEmpty && _nobodies.Add((column, Encoding.UTF8.GetString(value))))
        {
            Tell(column, value, Severity.Warning, "AnnexANoPerson", _found.List.Name);
        }

        return found;
    }

    private ReadOnlySpan<byte> Code(AnnexACode kind, int place) =>
        place < 0 ? [] : _codes.Read(kind, _found.List.Name, _columns[place], _values[place]);

    /// <summary>Whether an end is none, or lies after the extract.</summary>
    private bool IsOpen(int end) => end == Draft.NoDay || end > _context.ExtractDate.DayNumber;

    private static bool IsTotal(ReadOnlySpan<byte> id) =>
        Ascii.EqualsIgnoreCase(id, "total"u8) || Ascii.EqualsIgnoreCase(id, "grand total"u8);

    private static long Both(int child, int day) => ((long)child << 32) | (uint)day;

    private void NoteUnsaved(WorkbookSheet sheet)
    {
        foreach (var place in sheet.Unsaved)
        {
            if (place < _columns.Length && _columns[place] is { } column && AnnexAColumns.OtherWords.ContainsKey(column))
            {
                var known = _unsaved.GetValueOrDefault(place, (First: sheet.Row, Rows: 0));
                _unsaved[place] = (known.First, known.Rows + 1);
            }
        }
    }

    private void TellUnsaved()
    {
        foreach (var (place, (first, rows)) in _unsaved)
        {
            _context.Problems.Add(
                _file, _sheet, first, _found.Header[place], [], Severity.Warning, rows == 1 ? "AnnexAUnsavedOne" : "AnnexAUnsaved", rows);
        }
    }

    /// <summary>Tells once for each column of the list which labels nobody knows; the page of labels asks about each.</summary>
    private void TellUnread()
    {
        foreach (var column in _context.Labels.Unread.Where(label => label.List == _found.List.Name).GroupBy(label => label.Column).OrderBy(of => of.Key, StringComparer.Ordinal))
        {
            var labels = column.OrderByDescending(label => label.Count).ThenBy(label => label.Label, StringComparer.Ordinal).ToList();
            var shown = string.Join(", ", labels.Take(MostShown).Select(label => $"“{label.Label}”"));
            _context.Problems.Add(
                _file, _sheet, null, _values.Shown(column.Key), [], Severity.Warning, labels.Count > MostShown ? "AnnexAUnreadMany" : "AnnexAUnread",
                labels.Sum(label => label.Count), shown, labels.Count - MostShown);
        }
    }

    private void TellColumns()
    {
        foreach (var name in _found.List.Used.Where(name => !_found.Places.ContainsKey(name)))
        {
            _context.Problems.Add(_file, _sheet, null, name, [], Severity.Warning, "AnnexAMissing", _found.List.Name, name);
        }

        var known = _found.Places.Values.ToHashSet();
        var extra = _found.Header.Where((name, place) => !known.Contains(place) && !string.IsNullOrWhiteSpace(name)).Select(name => name.Trim()).ToList();
        if (extra.Count > 0)
        {
            _context.Problems.Add(_file, _sheet, null, null, [], Severity.Warning, "ExtraColumns", string.Join(", ", extra.Take(20)));
        }
    }

    private void Tell(string? column, ReadOnlySpan<byte> value, Severity severity, string text, params object?[] values) =>
        _context.Problems.Add(_file, _sheet, _values.Row, column is null ? null : _values.Shown(column), value, severity, text, values);
}
