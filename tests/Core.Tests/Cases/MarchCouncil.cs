using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Fairload.Core.Tests.Weighting;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.Core.Tests.Cases;

/// <summary>A council built row by row, as at 31 March 2026. Numbers of children and workers are also their ids.</summary>
internal sealed class MarchCouncil
{
    public static readonly DateOnly Day = new(2026, 3, 31);

    private readonly CaseloadBuilder _builder = new(RoleMap.Default, WorkingCalendar.WithoutHolidays);
    private int _keys;
    private (int File, int Row) _place;

    public MarchCouncil Team(string id, string? parent = null) =>
        Add(new Record { Kind = RecordKind.Team, Key = id, Detail = id, Ref = parent });

    public MarchCouncil Worker(int number, string? team = "T1", int? fteMillionths = 1_000_000, DateOnly? withdrawn = null)
    {
        _builder.NameWorker(number, $"W{number}");
        return Add(new Record { Kind = RecordKind.Worker, Worker = number, Detail = $"Name {number}", Team = team, Number = fteMillionths, Withdrawn = withdrawn });
    }

    /// <summary>Known by name alone: no source has an id.</summary>
    public MarchCouncil ByName(int worker)
    {
        _builder.NameWorker(worker, $"W{worker}", isNameOnly: true);
        return this;
    }

    /// <summary>The file and row of the next record.</summary>
    public MarchCouncil At(int file, int row)
    {
        _place = (file, row);
        return this;
    }

    public MarchCouncil Supplied(Supply supply)
    {
        _builder.Supplied(supply);
        return this;
    }

    public MarchCouncil NamedOnly(int worker)
    {
        _builder.NameWorker(worker, $"W{worker}");
        return this;
    }

    public MarchCouncil Post(int worker, DateOnly from, DateOnly? until = null) =>
        Add(new Record { Kind = RecordKind.Post, Worker = worker, From = from, Until = until, Number = 1_000_000, Team = "T1" });

    public MarchCouncil Child(int number, DateOnly? born = null)
    {
        _builder.NameChild(number, $"C{number}");
        return Add(new Record { Kind = RecordKind.Child, Child = number, From = born });
    }

    public MarchCouncil Involved(int child, int? worker, string? role = "Allocated Worker", DateOnly? from = null, DateOnly? until = null, string? team = null) =>
        Add(new Record { Kind = RecordKind.Involvement, Child = child, Worker = worker, Code = role, From = from ?? Day.AddDays(-100), Until = until, Team = team });

    public MarchCouncil Spell(RecordKind kind, int child, DateOnly from, DateOnly? until = null, bool? flag = null, int? worker = null) =>
        Add(new Record { Kind = kind, Child = child, From = from, Until = until, Flag = flag, Worker = worker });

    public MarchCouncil Supplied(RecordKind kind)
    {
        _builder.Supplied(kind);
        return this;
    }

    public WorkloadDay On(string? scheme = null) => WorkloadDay.On(_builder.Build(), Day, SchemeReader.Read(scheme ?? SchemeText.Of(
        """{ "code": "cin", "title": "In need", "points": 4, "when": { "status": "cin" } }""", """, "capacity": { "fullTime": 10 }""")));

    private MarchCouncil Add(Record record)
    {
        record.Key = record.Key.Length > 0 ? record.Key : $"{record.Kind}{++_keys}";
        (record.File, record.Row) = _place;
        _builder.Add(record);
        return this;
    }
}
