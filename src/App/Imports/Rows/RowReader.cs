using System.Globalization;
using System.Text;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.People;

namespace Fairload.App.Imports.Rows;

/// <summary>
/// Reads a row of a file into a <see cref="Draft"/> by its table's columns, and reports whatever cannot be used.
/// </summary>
internal sealed partial class RowReader
{
    /// <summary>The longest id, in bytes: a case system's ids have ten or twenty, a GUID 36.</summary>
    public const int LongestId = 200;

    /// <summary>The longest text that is kept.</summary>
    private const int LongestText = 400;

    private readonly RowSource _rows;
    private readonly Table _table;
    private readonly People _people;
    private readonly ProblemLog _problems;
    private readonly int _extract;
    private readonly byte[] _salt;
    private readonly (int Index, Column Column, byte[] As)[] _fields;
    private readonly int _headers;
    private readonly IdMap _warnedWorkers;
    private readonly Draft _draft;
    private readonly bool _initialsOnly;
    private readonly bool _idsAreNames;
    private readonly HashSet<(Column, string)> _toldWords = [];
    private bool _good;
    private Home _home;

    public RowReader(
        RowSource rows, Table table, IReadOnlyList<string> headers, People people, ProblemLog problems, DateOnly extract,
        byte[] salt, IdMap warnedWorkers, Draft draft, Source source, bool initialsOnly)
    {
        _initialsOnly = initialsOnly;
        _idsAreNames = source == Source.AnnexA;
        (_rows, _table, _people, _problems, _salt, _draft) = (rows, table, people, problems, salt, draft);
        (_extract, _headers, _warnedWorkers) = (extract.DayNumber, headers.Count, warnedWorkers);
        _fields =
        [
            .. from column in table.Columns
               where column.Into != Into.Nothing
               let index = headers.ToList().FindIndex(h => h == column.Name)
               where index >= 0
               select (index, column, Encoding.UTF8.GetBytes(column.As ?? "")),
        ];
    }

    /// <summary>The bands that mean something.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Whether the row read last was left out because it is about somebody who was erased; that is no fault of the row.</summary>
    public bool IsErased { get; private set; }

    /// <summary>Reads the row that the source stands on; false when it cannot be used.</summary>
    public bool Read()
    {
        _draft.Clear(_rows.Row);
        _good = true;
        IsErased = false;
        _home = default;
        if (_rows.FieldCount != _headers)
        {
            CountFields();
        }

        foreach (var (index, column, name) in _fields)
        {
            var value = Values.Trim(_rows[index]);
            if (!value.IsEmpty)
            {
                Take(column, name, value);
            }
            else if (column.Required)
            {
                Error(column, value, "Missing");
            }
        }

        Complete();
        if (_good && !IsErased && _draft[Text.Key].IsEmpty)
        {
            MakeKey();
        }

        if (IsErased)
        {
            _people.Erased.LeftOut(_table, _draft);
        }
        else if (_draft.From != Draft.NoDay)
        {
            CheckSpan();
        }

        return _good && !IsErased;
    }

    private void Take(Column column, byte[] name, ReadOnlySpan<byte> value)
    {
        switch (column.Into)
        {
            case Into.Key:
                if (value.Length > LongestId)
                {
                    Error(column, value, "TooLongId", LongestId);
                }
                else
                {
                    _draft.Set(Text.Key, _table.Kind == RecordKind.Worker ? WorkerId(value) : value);
                    IsErased = _table.Kind == RecordKind.Child && _people.IsErasedChild(value);
                }

                break;
            case Into.Child:
                TakeChild(column, value, _people.Child(value), "UnknownPerson");
                break;
            case Into.CareId:
                TakeCareId(column, value);
                break;
            case Into.AssessmentId:
                SetText(column, Text.Ref, value);
                TakeChild(column, value, _people.OfAssessment(value), "UnknownAssessment");
                break;
            case Into.Worker:
                _draft.Worker = WorkerOf(column, value);
                break;
            case Into.OtherWorker:
                _draft.OtherWorker = WorkerOf(column, value);
                break;
            case Into.AnyWorker:
                _draft.Worker = AnyWorkerOf(column, value);
                break;
            case Into.From:
                _draft.From = DayOf(column, value);
                break;
            case Into.Until:
                _draft.Until = DayOf(column, value);
                break;
            case Into.LastDay:
                var last = DayOf(column, value);
                _draft.Until = last == Draft.NoDay ? last : last + 1;
                break;
            case Into.Due:
                _draft.Due = DayOf(column, value);
                break;
            case Into.Team:
                SetText(column, Text.Team, value);
                break;
            case Into.Code:
                SetText(column, Text.Code, value);
                break;
            case Into.Detail:
                SetText(column, Text.Detail, value);
                break;
            case Into.Ref:
                SetText(column, Text.Ref, value);
                break;
            case Into.Flag:
                _draft.Flag = YesNoOf(column, value);
                break;
            case Into.Alone:
                if (YesNoOf(column, value) is true)
                {
                    _draft.Set(Text.Code, "alone"u8);
                }

                break;
            default:
                TakeRest(column, name, value);
                break;
        }
    }

    private void TakeRest(Column column, byte[] name, ReadOnlySpan<byte> value)
    {
        int number;
        switch (column.Into)
        {
            case Into.Fte:
                // A person can hold a little more than a full post; 36 would be hours, 80 a percentage.
                _draft.Number = Values.Scaled(value, 1_000_000, 2, out number) ? number : WarnNull(column, value, "NotFte");
                break;
            case Into.Miles:
                _draft.Number = Values.Scaled(value, 100, 10_000, out number) ? number : WarnNull(column, value, "NotMiles");
                break;
            case Into.ExtraCount:
                _ = Values.Whole(value, out number) ? AddNumber(name, number) : WarnNull(column, value, "NotCount");
                break;
            case Into.ExtraMinutes:
                _ = Values.Scaled(value, 60, 168, out number) ? AddNumber(name, number) : WarnNull(column, value, "NotHours");
                break;
            case Into.Extra:
                if (Fits(column, value))
                {
                    _draft.AddExtra(name, InKnownSpelling(column, value));
                }

                break;
            case Into.Name:
                TakeName(column, value);
                break;
            case Into.Initial:
                Rune.DecodeFromUtf8(value, out var initial, out _);
                Span<byte> upper = stackalloc byte[8];
                upper = upper[..Rune.ToUpperInvariant(initial).EncodeToUtf8(upper)];
                AppendDetail(upper);
                break;
            case Into.Factors:
                if (Values.Codes(value) is { } codes)
                {
                    SetText(column, Text.Code, Encoding.UTF8.GetBytes(codes));
                }
                else
                {
                    WarnNull(column, value, "BrokenJson");
                }

                break;
            case Into.Address:
                if (Fits(column, value, 8_000))
                {
                    _home.Address = Encoding.UTF8.GetString(value);
                }

                break;
            case Into.Postcode:
                if (Fits(column, value, 20))
                {
                    _home.Postcode = Encoding.UTF8.GetString(value);
                }

                break;
            case Into.StaffId:
                TakeStaff(column, value);
                break;
            case Into.Manager:
                _draft.OtherWorker = ManagerOf(column, value);
                break;
            default:
                throw new InvalidOperationException(column.Into.ToString());
        }
    }

    /// <summary>What can be said only when all columns were read: keys made of others, people, homes.</summary>
    private void Complete()
    {
        switch (_table.Kind)
        {
            case RecordKind.Child when _good && !IsErased:
                _draft.Child = _people.ChildStands(_draft[Text.Key]);
                break;
            case RecordKind.Worker when _good:
                _draft.Worker = _people.WorkerStands(_draft[Text.Key], People.StaffIdOf(_draft), _draft[Text.Ref], _draft[Text.Detail], _draft[Text.Team]);
                IsErased = _draft.Worker == 0;
                break;
            case RecordKind.Team when _draft[Text.Ref].IsEmpty:
                TeamParentByName();
                break;
            case RecordKind.Role when _good:
                _draft.Set(Text.Detail, _draft[Text.Key].ToArray());
                _draft.Set(Text.Key, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_draft[Text.Key]).ToLowerInvariant()));
                break;
            case RecordKind.Post when _good:
                CompletePost();
                break;
            case RecordKind.Address or RecordKind.Placement when !_home.IsNone:
                _draft.Set(Text.Ref, Encoding.ASCII.GetBytes(_home.Fingerprint(_salt)));
                break;
            case RecordKind.Placement or RecordKind.ClaVisit when _draft.Child == 0 && _good && !IsErased:
                Error(new Column(_table.Columns[1].Name, Into.Child), [], "Missing");
                break;
        }
    }

    private void CompletePost()
    {
        Span<byte> start = stackalloc byte[10];
        if (_draft.From == Draft.NoDay)
        {
            return;
        }

        DateOnly.FromDayNumber(_draft.From).TryFormat(start, out _, "O", null);
        _draft.Append(Text.Key, (byte)'|', start);
        _draft.Append(Text.Key, (byte)'|', _draft[Text.Team].ToArray());
    }

    private void TeamParentByName()
    {
        // A parent without an id is known by its name.
        var at = _fields.FirstOrDefault(f => f.Column.As == "parentName");
        var name = at.Column is null ? [] : Values.Trim(_rows[at.Index]);
        if (!name.IsEmpty && name.Length <= LongestId)
        {
            _draft.Set(Text.Ref, name);
        }
    }

    private ReadOnlySpan<byte> Find(Into into)
    {
        var at = Array.Find(_fields, f => f.Column.Into == into);
        return at.Column is null ? [] : Values.Trim(_rows[at.Index]);
    }

    /// <summary>
    /// The key of a row without an id: what its table says makes it one row, days as they are kept, and a worker by Fairload's own
    /// number, so that a key outlives an id and tells nothing of a worker who was erased.
    /// </summary>
    private void MakeKey()
    {
        foreach (var column in _table.Columns.Where(column => column.IsInKey))
        {
            var at = Array.Find(_fields, field => field.Column == column);
            var value = at.Column is null ? [] : Values.Trim(_rows[at.Index]);
            _draft.Append(Text.Key, (byte)'|', column.Into switch
            {
                Into.AnyWorker => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{_draft.Worker}")),
                Into.From or Into.Due when Values.Day(value, out var day) && day != Draft.NoDay
                    => Encoding.ASCII.GetBytes(DateOnly.FromDayNumber(day).ToString("O", CultureInfo.InvariantCulture)),
                _ => value,
            });
        }
    }

    private int DayOf(Column column, ReadOnlySpan<byte> value)
    {
        if (!Values.Day(value, out var day))
        {
            Complain(column, value, "NotADate");
            return Draft.NoDay;
        }

        if (day == Draft.NoDay && column.Required)
        {
            Error(column, value, "Missing");
        }

        return day;
    }

    private bool? YesNoOf(Column column, ReadOnlySpan<byte> value)
    {
        if (Values.YesNo(value, out var yes))
        {
            return yes;
        }

        Warn(column, value, "NotYesNo");
        return null;
    }

    private void SetText(Column column, Text text, ReadOnlySpan<byte> value)
    {
        if (column.OneOf is { } words)
        {
            var said = Encoding.UTF8.GetString(value);
            if (words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } word)
            {
                _draft.Set(text, Encoding.UTF8.GetBytes(word));
            }
            else
            {
                Complain(column, value, column.Required ? "NotOneOf" : "NotOneOfKept", string.Join(", ", words));
            }
        }
        else if (Fits(column, value))
        {
            _draft.Set(text, InKnownSpelling(column, value));
        }
    }

    /// <summary>A word of a list as the list has it. One that the list does not have stays as written and is told once: a whole column may hold it.</summary>
    private ReadOnlySpan<byte> InKnownSpelling(Column column, ReadOnlySpan<byte> value)
    {
        if ((column.IsBand ? Bands : column.Known) is not { Count: > 0 } words)
        {
            return value;
        }

        var said = Encoding.UTF8.GetString(value);
        if (words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Encoding.UTF8.GetBytes(known);
        }

        if (_toldWords.Count >= ImportProblem.Kept || _toldWords.Add((column, said)))
        {
            Warn(column, value, "NotKnownWord", string.Join(", ", words));
        }

        return value;
    }

    private void TakeName(Column column, ReadOnlySpan<byte> value)
    {
        if (Fits(column, value))
        {
            _draft.Set(Text.Detail, _initialsOnly ? Encoding.UTF8.GetBytes(Initials.Of(Encoding.UTF8.GetString(value))) : value);
        }
    }

    private void AppendDetail(ReadOnlySpan<byte> value)
    {
        Span<byte> joined = stackalloc byte[16];
        var had = _draft[Text.Detail];
        had.CopyTo(joined);
        value.CopyTo(joined[had.Length..]);
        _draft.Set(Text.Detail, joined[..(had.Length + value.Length)]);
    }

    private bool Fits(Column column, ReadOnlySpan<byte> value, int most = LongestText)
    {
        if (value.Length <= most)
        {
            return true;
        }

        Complain(column, value, "TooLong", most);
        return false;
    }

    private int? AddNumber(byte[] name, int number)
    {
        Span<byte> text = stackalloc byte[11];
        number.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        _draft.AddExtra(name, text[..written]);
        return number;
    }

    private void CheckSpan()
    {
        var from = _draft.From;
        var end = Array.FindLast(_fields, f => f.Column.Into is Into.Until or Into.LastDay && !Values.Trim(_rows[f.Index]).IsEmpty).Column;
        if (_draft.Until != Draft.NoDay && (_draft.Until < from || (end?.Into == Into.LastDay && _draft.Until == from)))
        {
            Warn(end!, Find(end!.Into), _table.Kind == RecordKind.Recording ? "WrittenBeforeVisit" : "EndsBeforeStart");
        }

        if (from > _extract && !_table.LooksAhead)
        {
            Warn(Array.Find(_fields, f => f.Column.Into == Into.From).Column, Find(Into.From), "AfterExtract");
        }
    }

    private void CountFields()
    {
        for (var i = _headers; i < _rows.FieldCount; i++)
        {
            if (!_rows[i].IsEmpty)
            {
                _good = false;
                // A comma in a name moves the fields: what stands in the wrong place may be a name.
                _problems.Add(_rows.File, _rows.Sheet, _draft.Row, null, _initialsOnly ? [] : _rows[i], Severity.Error, "TooManyFields", _rows.FieldCount, _headers);
                return;
            }
        }

        if (_rows.FieldCount < _headers)
        {
            _problems.Add(_rows.File, _rows.Sheet, _draft.Row, null, [], Severity.Warning, "TooFewFields", _rows.FieldCount, _headers);
        }
    }

    /// <summary>An error where the row needs the value, else a warning: the row is kept without it.</summary>
    private void Complain(Column column, ReadOnlySpan<byte> value, string text, params object?[] values)
    {
        if (column.Required)
        {
            Error(column, value, text, values);
        }
        else
        {
            Warn(column, value, text, values);
        }
    }

    private void Error(Column column, ReadOnlySpan<byte> value, string text, params object?[] values)
    {
        _good = false;
        Tell(column, value, Severity.Error, text, values);
    }

    private void Warn(Column column, ReadOnlySpan<byte> value, string text, params object?[] values) =>
        Tell(column, value, Severity.Warning, text, values);

    private void Tell(Column column, ReadOnlySpan<byte> value, Severity severity, string text, object?[] values)
    {
        // Of somebody who was erased nothing is written down again, not even what is wrong in their row.
        if (!IsErased && !_rows.IsToldElsewhere)
        {
            _problems.Add(_rows.File, _rows.Sheet, _draft.Row, _rows.Shown(column), MayShow(column) ? value : [], severity, text, values);
        }
    }

    /// <summary>What is not kept of a good row is not kept of a bad one either.</summary>
    private bool MayShow(Column column) =>
        column.Into is not (Into.Initial or Into.Address or Into.Postcode)
        // What an absence is for is not kept, so a word that stands where its kind belongs is not shown either.
        && !(_table.Kind == RecordKind.Absence && column.Into == Into.Code)
        && !(_initialsOnly && (column.Into == Into.Name || (_idsAreNames && column.Into is Into.Worker or Into.OtherWorker or Into.Key)));

    private int? WarnNull(Column column, ReadOnlySpan<byte> value, string text, params object?[] values)
    {
        Warn(column, value, text, values);
        return null;
    }
}
