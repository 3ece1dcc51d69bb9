using System.Text;
using Fairload.App.Privacy;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Rows;

/// <summary>Whom a row is about, and who works with them.</summary>
internal sealed partial class RowReader
{
    private void TakeChild(Column column, ReadOnlySpan<byte> value, int child, string unknown)
    {
        _draft.Child = child;
        if (child == 0 && _people.Erased.IsAboutChild(column.Into, value))
        {
            IsErased = true;
        }
        else if (child == 0)
        {
            Error(column, value, unknown);
        }
    }

    private void TakeCareId(Column column, ReadOnlySpan<byte> value)
    {
        if (_table.Kind == RecordKind.Placement)
        {
            SetText(column, Text.Detail, value);
        }
        else
        {
            SetText(column, Text.Ref, value);
        }

        if (_draft.Child == 0 && _good && !IsErased)
        {
            TakeChild(column, value, _people.OfCare(value), "UnknownCare");
        }
    }

    private int WorkerOf(Column column, ReadOnlySpan<byte> id)
    {
        if (id.Length > LongestId)
        {
            Complain(column, id, "TooLong", LongestId);
            return 0;
        }

        id = WorkerId(id);
        var number = _people.Worker(id);
        number = number == 0 ? _people.PlaceholderOf(id) : number;
        if (number == 0)
        {
            number = _people.MadeWorker(id);
            if (_warnedWorkers[id] == 0)
            {
                _warnedWorkers.Set(id, number);
                Warn(column, id, "UnknownWorker");
            }
        }

        return number;
    }

    private int AnyWorkerOf(Column column, ReadOnlySpan<byte> id)
    {
        if (id.Length > LongestId)
        {
            Complain(column, id, "TooLong", LongestId);
            return 0;
        }

        var number = _people.AnyWorker(id);
        if (number == 0)
        {
            number = _people.MadeColleague(id);
            Warn(column, id, "UnknownColleague");
        }

        return number;
    }

    private void TakeStaff(Column column, ReadOnlySpan<byte> id)
    {
        if (id.Length > LongestId)
        {
            Error(column, id, "TooLongId", LongestId);
            return;
        }

        _draft.Set(Text.Key, id);
        IsErased = _people.IsErasedStaff(id, Find(Into.Ref));
        _draft.Worker = IsErased ? 0 : _people.Staff(id, Find(Into.Ref));
    }

    /// <summary>A worker's id; where the source's ids are names and names are not kept, the fingerprint of one.</summary>
    private ReadOnlySpan<byte> WorkerId(ReadOnlySpan<byte> id) =>
        _idsAreNames && _initialsOnly ? Encoding.ASCII.GetBytes(ErasedPeople.Fingerprint(_salt, Identity.Named, id)) : id;

    private int ManagerOf(Column column, ReadOnlySpan<byte> id)
    {
        if (!Fits(column, id, LongestId))
        {
            return 0;
        }

        var number = _people.KnownStaff(id);
        if (number == 0)
        {
            number = _people.Staff(id, []);
            Warn(column, id, "UnknownManager");
        }

        return number;
    }
}
