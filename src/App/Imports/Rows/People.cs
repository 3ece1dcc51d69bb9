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
    private readonly IdMap _childIds = new();
    private readonly IdMap _workerIds = new();
    private readonly IdMap _staffIds = new();
    private readonly IdMap _children = new();
    private readonly IdMap _workers = new();
    private readonly IdMap _byRegistration = new();
    private readonly IdMap _byStaffId = new();
    private readonly HashSet<int> _withSsdId = [];
    private IdMap? _careIds;
    private IdMap? _assessments;
    private bool _postsRead;

    public People(Council council, RowStore rows, ErasedPeople erased)
    {
        (_council, _rows, _erased) = (council, rows, erased);
        rows.ScanIdentities(Subject.Child, (_, id, number) => _childIds.Set(id, number));
        rows.ScanIdentities(Subject.Worker, (system, id, number) =>
        {
            if (system == Identity.Ssd)
            {
                _workerIds.Set(id, number);
                _withSsdId.Add(number);
            }
            else if (system == Identity.Staff)
            {
                _staffIds.Set(id, number);
            }
        });
    }

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
    /// A row of the professionals table. A worker known so far only from staff rows keeps that number, so that what
    /// was loaded first does not matter. 0 for a worker who was erased.
    /// </summary>
    public int WorkerStands(ReadOnlySpan<byte> id, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration)
    {
        var number = _workerIds[id];
        if (number == 0 && _erased.Worker(id, staffId, registration) is not 0 and var placeholder)
        {
            // Rows about children go on to name them.
            _workers.Set(id, placeholder);
            return 0;
        }

        if (number == 0)
        {
            number = FromStaff(id, staffId, registration);
            number = number == 0 ? NewNumber() : number;
            SetWorkerId(id, number);
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
        var number = _workerIds[id];
        if (number == 0)
        {
            // The staff file may know them already by the same id.
            number = _staffIds[id];
            number = number == 0 ? NewNumber() : number;
            SetWorkerId(id, number);
        }

        return number;
    }

    /// <summary>
    /// The worker of a staff row: by registration number, else by professional id, else by the staff id of the
    /// professionals table, else one known from an earlier staff file, else a new one.
    /// </summary>
    public int Staff(ReadOnlySpan<byte> id, ReadOnlySpan<byte> registration)
    {
        var number = registration.IsEmpty ? 0 : _byRegistration[registration];
        number = number == 0 ? _workers[id] : number;
        number = number == 0 ? _byStaffId[id] : number;
        // A worker whom only involvements name is known by that id too.
        number = number == 0 ? _workerIds[id] : number;
        var known = _staffIds[id];
        number = number == 0 ? known : number;
        number = number == 0 ? NewNumber() : number;
        if (number != known)
        {
            _staffIds.Set(id, number);
            _rows.SetIdentity(Subject.Worker, Identity.Staff, id, number);
        }

        return number;
    }

    /// <summary>The worker whom the staff file or the professionals table knows by this id, or 0.</summary>
    public int KnownStaff(ReadOnlySpan<byte> id)
    {
        var number = _workers[id];
        number = number == 0 ? _byStaffId[id] : number;
        number = number == 0 ? _staffIds[id] : number;
        return number == 0 ? PlaceholderOf(id) : number;
    }

    /// <summary>The nameless worker in the place of an erased one with this id, or 0.</summary>
    public int PlaceholderOf(ReadOnlySpan<byte> id) => _erased.Worker(id, id, []);

    /// <summary>Whether a staff row is about a worker who was erased.</summary>
    public bool IsErasedStaff(ReadOnlySpan<byte> id, ReadOnlySpan<byte> registration) =>
        _staffIds[id] == 0 && _workerIds[id] == 0 && _erased.Worker(id, id, registration) != 0;

    /// <summary>The child of a period of care, or 0. Known once <see cref="ReadCareIds"/> was called.</summary>
    public int OfCare(ReadOnlySpan<byte> careId) => _careIds![careId];

    /// <summary>The child of an assessment, or 0. Known once <see cref="ReadAssessments"/> was called.</summary>
    public int OfAssessment(ReadOnlySpan<byte> assessment) => _assessments![assessment];

    /// <summary>Learns which child each period of care is about, from the store, which by now holds this import's episodes.</summary>
    public void ReadCareIds() => _careIds ??= Read(RecordKind.ClaEpisode, Text.Ref);

    /// <summary>Learns which child each assessment is about.</summary>
    public void ReadAssessments() => _assessments ??= Read(RecordKind.Assessment, Text.Key);

    /// <summary>Learns the workers of the store, for a set of files without a professionals table.</summary>
    public void ReadWorkers() => _rows.Scan(RecordKind.Worker, (row, withdrawn) =>
    {
        if (!withdrawn)
        {
            WorkerStays(row[Text.Key], row.Worker, StaffIdOf(row), row[Text.Ref]);
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
        _rows.Scan(kind, (row, withdrawn) =>
        {
            if (!withdrawn && row.Child != 0 && !row[text].IsEmpty)
            {
                map.Set(row[text], row.Child);
            }
        });
        return map;
    }

    private int FromStaff(ReadOnlySpan<byte> id, ReadOnlySpan<byte> staffId, ReadOnlySpan<byte> registration)
    {
        if (_staffIds.Count == 0)
        {
            return 0;
        }

        var number = _postsRead && !registration.IsEmpty ? _byRegistration[registration] : 0;
        number = number == 0 ? _staffIds[id] : number;
        number = number == 0 && !staffId.IsEmpty ? _staffIds[staffId] : number;
        return _withSsdId.Contains(number) ? 0 : number;
    }

    /// <summary>Learns the registration numbers of posts, before a professionals table is read.</summary>
    public void ReadPosts()
    {
        _postsRead = true;
        if (_staffIds.Count > 0)
        {
            _rows.Scan(RecordKind.Post, (row, withdrawn) =>
            {
                if (!withdrawn)
                {
                    SetFirst(_byRegistration, row[Text.Ref], row.Worker);
                }
            });
        }
    }

    private void SetWorkerId(ReadOnlySpan<byte> id, int number)
    {
        _workerIds.Set(id, number);
        _withSsdId.Add(number);
        _rows.SetIdentity(Subject.Worker, Identity.Ssd, id, number);
    }

    private int NewNumber() => ++_council.LastIdentity;
}
