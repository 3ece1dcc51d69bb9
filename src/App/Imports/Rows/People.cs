using System.Runtime.InteropServices;
using Fairload.App.Privacy;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Rows;

/// <summary>
/// Who the ids in the files stand for: Fairload's own numbers of children and workers, known from earlier imports or
/// given now, and which of them the files at hand (or, where a table is not supplied, the store) really name.
/// </summary>
internal sealed class People
{
    private readonly Council _council;
    private readonly RowStore _rows;
    private readonly ErasedPeople _erased;
    private readonly string _system;
    private readonly KnownNames _names;
    private readonly int _day;
    private readonly IdMap _childIds = new();
    private readonly Dictionary<string, IdMap> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _in = new(StringComparer.Ordinal);
    private readonly IdMap _children = new();
    private readonly IdMap _workers = new();
    private readonly IdMap _byRegistration = new();
    private readonly IdMap _byStaffId = new();
    private readonly IdMap _elsewhereByStaffId = new();
    private IdMap? _careIds;
    private IdMap? _assessments;
    private bool _postsRead;

    /// <summary>The people of a council, as files of a source and a day name them.</summary>
    public People(Council council, RowStore rows, ErasedPeople erased, Source source, DateOnly day, KnownNames names)
    {
        (_council, _rows, _erased, _names, _system, _day) = (council, rows, erased, names, SystemOf(source), day.DayNumber);
        // Whatever a source calls its children, it is the case system's own id: returns are made from the case system.
        rows.ScanIdentities(Subject.Child, (_, id, number) => _childIds.Set(id, number));
        rows.ScanIdentities(Subject.Worker, (system, id, number) =>
        {
            IdsOf(system).Set(id, number);
            InSystem(system).Add(number);
        });
    }

    /// <summary>By what a source knows workers.</summary>
    public static string SystemOf(Source source) => source switch
    {
        Source.Ssd => Identity.Ssd,
        Source.CscApi or Source.Ssda903 or Source.Csww => Identity.Registration,
        Source.AnnexA => Identity.Named,
        _ => Identity.Staff,
    };

    /// <summary>The child that the persons table names by this id, or 0.</summary>
    public int Child(ReadOnlySpan<byte> id) => _children[id];

    /// <summary>The worker that the professionals table names by this id, or 0.</summary>
    public int Worker(ReadOnlySpan<byte> id) => _workers[id];

    /// <summary>Who was erased and must not come back.</summary>
    public ErasedPeople Erased => _erased;

    /// <summary>Whether a row of the persons table is about a child who was erased.</summary>
    public bool IsErasedChild(ReadOnlySpan<byte> id) => _childIds[id] == 0 && _erased.IsChild(id);

    /// <summary>A row of the persons table: the child stands, with the number it had or a new one.</summary>
    public int ChildStands(ReadOnlySpan<byte> id)
    {
        var number = _childIds[id];
        if (number == 0)
        {
            number = NewNumber();
            _childIds.Set(id, number);
            _rows.SetIdentity(Subject.Child, Identity.Ssd, id, number);
        }

        _children.Set(id, number);
        return number;
    }

    /// <summary>The child of a row that the store already holds and that a file will not replace.</summary>
    public void ChildStays(ReadOnlySpan<byte> id, int number) => _children.Set(id, number);

    /// <summary>
    /// A row of the professionals table. A worker known so far only from another source keeps that number, so that what
    /// was loaded first does not matter. 0 for a worker who was erased.
    /// </summary>
    public int WorkerStands(ReadOnlySpan<byte> id, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration, ReadOnlySpan<byte> name, ReadOnlySpan<byte> team)
    {
        var number = IdsOf(_system)[id];
        if (number == 0 && _erased.Worker(_system, id, staffId, registration) is not 0 and var placeholder)
        {
            // Rows about children go on to name them.
            _workers.Set(id, placeholder);
            return 0;
        }

        if (number == 0)
        {
            number = Joined(id, staffId, registration);
            number = number == 0 && _system == Identity.Named ? _names.OfName(id, name, team, _day) : number;
            number = number == 0 ? NewNumber() : number;
            SetWorkerId(_system, id, number);
        }

        WorkerStays(id, number, staffId, registration);
        return number;
    }

    /// <summary>A worker's row that the store already holds.</summary>
    public void WorkerStays(ReadOnlySpan<byte> id, int number, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration)
    {
        _workers.Set(id, number);
        SetFirst(_byStaffId, staffId, number);
        SetFirst(_byRegistration, registration, number);
    }

    /// <summary>A worker whom no professionals table names: known by the id alone.</summary>
    public int MadeWorker(ReadOnlySpan<byte> id)
    {
        var number = IdsOf(_system)[id];
        if (number == 0)
        {
            // The staff file may know them already by the same id.
            number = IdsOf(Identity.Staff)[id];
            number = number == 0 ? NewNumber() : number;
            SetWorkerId(_system, id, number);
        }

        return number;
    }

    /// <summary>
    /// The worker of a staff row: by registration number, else by professional id, else by the staff id of the
    /// professionals table, else one known from an earlier staff file, else by name inside the team of a post in force, else a new one.
    /// </summary>
    public int Staff(ReadOnlySpan<byte> id, ReadOnlySpan<byte> registration, ReadOnlySpan<byte> name = default, ReadOnlySpan<byte> team = default)
    {
        var number = registration.IsEmpty ? 0 : Registered(registration);
        number = number == 0 ? _workers[id] : number;
        number = number == 0 ? _byStaffId[id] : number;
        // A worker whom only involvements name is known by that id too.
        number = number == 0 ? IdsOf(Identity.Ssd)[id] : number;
        var known = IdsOf(_system)[id];
        number = number == 0 ? known : number;
        number = number == 0 ? _names.OfPost(name, team, _day, InSystem(_system)) : number;
        number = number == 0 ? NewNumber() : number;
        if (number != known)
        {
            SetWorkerId(_system, id, number);
        }

        return number;
    }

    /// <summary>The worker whom the staff file or the professionals table knows by this id, or 0.</summary>
    public int KnownStaff(ReadOnlySpan<byte> id)
    {
        var number = _workers[id];
        number = number == 0 ? _byStaffId[id] : number;
        number = number == 0 ? IdsOf(_system)[id] : number;
        number = number == 0 ? IdsOf(Identity.Staff)[id] : number;
        return number == 0 ? PlaceholderOf(id) : number;
    }

    /// <summary>
    /// The worker of an id in a plain file: by registration number, else as the staff file or the professionals table knows them, else as
    /// involvements do; or 0.
    /// </summary>
    public int AnyWorker(ReadOnlySpan<byte> id)
    {
        var number = Registered(id);
        number = number == 0 ? KnownStaff(id) : number;
        return number == 0 ? IdsOf(Identity.Ssd)[id] : number;
    }

    /// <summary>A worker of a plain file whom nothing else names: by registration number where the id is one, else by staff id.</summary>
    public int MadeColleague(ReadOnlySpan<byte> id)
    {
        var number = NewNumber();
        var isRegistration = id.Length > 2 && id[..2].SequenceEqual("SW"u8) && !id[2..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        SetWorkerId(isRegistration ? Identity.Registration : Identity.Staff, id, number);
        return number;
    }

    /// <summary>The nameless worker in the place of an erased one with this id, or 0.</summary>
    public int PlaceholderOf(ReadOnlySpan<byte> id) => _erased.Worker(_system, id, id, []);

    /// <summary>Whether a staff row is about a worker who was erased.</summary>
    public bool IsErasedStaff(ReadOnlySpan<byte> id, ReadOnlySpan<byte> registration) =>
        IdsOf(_system)[id] == 0 && IdsOf(Identity.Ssd)[id] == 0 && _erased.Worker(_system, id, id, registration) != 0;

    /// <summary>The child of a period of care, or 0. Known once <see cref="ReadCareIds"/> was called.</summary>
    public int OfCare(ReadOnlySpan<byte> careId) => _careIds![careId];

    /// <summary>The child of an assessment, or 0. Known once <see cref="ReadAssessments"/> was called.</summary>
    public int OfAssessment(ReadOnlySpan<byte> assessment) => _assessments![assessment];

    /// <summary>Learns which child each period of care is about, from the store, which by now holds this import's episodes.</summary>
    public void ReadCareIds() => _careIds ??= Read(RecordKind.ClaEpisode, Text.Ref);

    /// <summary>Learns which child each assessment is about.</summary>
    public void ReadAssessments() => _assessments ??= Read(RecordKind.Assessment, Text.Key);

    /// <summary>Learns the workers of the store, for a set of files without a professionals table.</summary>
    public void ReadWorkers() => _rows.Scan(RecordKind.Worker, null, (row, withdrawn) =>
    {
        if (!withdrawn && !IsSaid(row))
        {
            WorkerStays(row[Text.Key], row.Worker, StaffIdOf(row), row[Text.Ref]);
        }
    });

    /// <summary>Learns the children of the store, for a set of files without a persons table.</summary>
    public void ReadChildren() => _rows.Scan(RecordKind.Child, null, (row, withdrawn) =>
    {
        if (!withdrawn)
        {
            ChildStays(row[Text.Key], row.Child);
        }
    });

    /// <summary>The staff id among a worker row's further values.</summary>
    public static ReadOnlySpan<byte> StaffIdOf(Draft row)
    {
        foreach (var range in row[Text.Extra].Split((byte)'\n'))
        {
            var pair = row[Text.Extra][range];
            if (pair.StartsWith("staffId="u8))
            {
                return pair["staffId=".Length..];
            }
        }

        return [];
    }

    private static void SetFirst(IdMap map, ReadOnlySpan<byte> id, int number)
    {
        if (!id.IsEmpty && map[id] == 0)
        {
            map.Set(id, number);
        }
    }

    private IdMap Read(RecordKind kind, Text text)
    {
        var map = new IdMap();
        _rows.Scan(kind, null, (row, withdrawn) =>
        {
            if (!withdrawn && row.Child != 0 && !row[text].IsEmpty)
            {
                map.Set(row[text], row.Child);
            }
        });
        return map;
    }

    /// <summary>The worker whom another source knows by one of these; 0 when this source already knows that worker by another id.</summary>
    private int Joined(ReadOnlySpan<byte> id, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration)
    {
        var number = _postsRead && !registration.IsEmpty ? Registered(registration) : 0;
        number = number == 0 ? IdsOf(Identity.Staff)[id] : number;
        number = number == 0 && !staffId.IsEmpty ? IdsOf(Identity.Staff)[staffId] : number;
        if (_system == Identity.Named && !staffId.IsEmpty)
        {
            // A number where a name should be is the worker's id in the case system or the staff file, and the worker may be named elsewhere too.
            number = number == 0 ? IdsOf(Identity.Ssd)[staffId] : number;
            return number == 0 ? _elsewhereByStaffId[staffId] : number;
        }

        if (_system == Identity.Ssd)
        {
            number = number == 0 ? _elsewhereByStaffId[id] : number;
            number = number == 0 && !staffId.IsEmpty ? _elsewhereByStaffId[staffId] : number;
        }

        return InSystem(_system).Contains(number) ? 0 : number;
    }

    private int Registered(ReadOnlySpan<byte> registration) =>
        _byRegistration[registration] is > 0 and var number ? number : IdsOf(Identity.Registration)[registration];

    /// <summary>Learns what other sources know of workers, before a professionals table is read.</summary>
    public void ReadOthers(Source own)
    {
        _postsRead = true;
        if (_in.Count == 0)
        {
            return;
        }

        void Take(Draft row, bool withdrawn)
        {
            if (!withdrawn && row.Source != own)
            {
                SetFirst(_byRegistration, row[Text.Ref], row.Worker);
            }
        }

        _rows.Scan(RecordKind.Post, null, Take);
        _rows.Scan(RecordKind.Worker, null, (row, withdrawn) =>
        {
            Take(row, withdrawn);
            if (!withdrawn && row.Source != own && !IsSaid(row))
            {
                SetFirst(_elsewhereByStaffId, StaffIdOf(row), row.Worker);
            }
        });
    }

    /// <summary>Whether a row is a name of which a person has said who it is: the number in its place is nobody's id.</summary>
    private bool IsSaid(Draft row) => SystemOf(row.Source) == Identity.Named && _names.IsSaid(row[Text.Key]);

    private void SetWorkerId(string system, ReadOnlySpan<byte> id, int number)
    {
        IdsOf(system).Set(id, number);
        InSystem(system).Add(number);
        _rows.SetIdentity(Subject.Worker, system, id, number);
    }

    private IdMap IdsOf(string system) => CollectionsMarshal.GetValueRefOrAddDefault(_ids, system, out _) ??= new IdMap();

    private HashSet<int> InSystem(string system) => CollectionsMarshal.GetValueRefOrAddDefault(_in, system, out _) ??= [];

    private int NewNumber() => ++_council.LastIdentity;
}
