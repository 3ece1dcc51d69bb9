using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Weighting;
using Fairload.Core.Workload;
using Record = Fairload.Core.Cases.Record;

namespace Fairload.Core.Tests.Workload;

/// <summary>A council of one team in plain records: workers, their time, and which child they have from when until when.</summary>
internal sealed class PaperTeam
{
    /// <summary>The day of the figures.</summary>
    public static readonly DateOnly Day = new(2026, 9, 30);

    private readonly CaseloadBuilder _builder = new(RoleMap.Default, WorkingCalendar.WithoutHolidays);
    private int _rows;

    public PaperTeam()
    {
        Add(new Record { Kind = RecordKind.Team, Key = "S1", Detail = "Service" });
        Add(new Record { Kind = RecordKind.Team, Key = "T2", Detail = "Beta", Ref = "S1" });
        Add(new Record { Kind = RecordKind.Team, Key = "T1", Detail = "Alpha", Ref = "S1" });
    }

    /// <summary>Somebody with a full-time equivalent in hundredths, or none on record.</summary>
    public PaperTeam Worker(int number, int? fte, string team = "T1", string band = "experienced")
    {
        _builder.NameWorker(number, $"W{number}");
        Add(new Record { Kind = RecordKind.Worker, Key = $"W{number}", Worker = number, Detail = $"Worker {number}", Team = team });
        Add(new Record { Kind = RecordKind.Post, Key = $"P{number}", Worker = number, Team = team, From = new DateOnly(2020, 1, 1), Number = fte * 10_000, Code = band });
        return this;
    }

    /// <summary>A child in need with a worker from one day, until another if given.</summary>
    public PaperTeam Child(int number, int worker, DateOnly from, DateOnly? until = null, DateOnly? protectedFrom = null)
    {
        _builder.NameChild(number, $"C{number}");
        Add(new Record { Kind = RecordKind.Child, Key = $"C{number}", Child = number, From = new DateOnly(2015, 1, 1), Detail = "KT" });
        Add(new Record { Kind = RecordKind.Involvement, Key = $"I{number}", Child = number, Worker = worker, From = from, Until = until, Code = "ALLOC" });
        Add(new Record { Kind = RecordKind.CinPlan, Key = $"N{number}", Child = number, From = from });
        if (protectedFrom is { } day)
        {
            Add(new Record { Kind = RecordKind.CpPlan, Key = $"R{number}", Child = number, From = day });
        }

        return this;
    }

    /// <summary>Its workload: 5 points a child in need, 9 in protection, 15 of stable work, 100 for full time.</summary>
    public WorkloadDay On(DateOnly day, Caseload? caseload = null) => WorkloadDay.On(caseload ?? Caseload, day, SchemeReader.Read(
        """
        { "scheme": "small", "version": 1, "title": "Small", "source": "Test", "effectiveFrom": "2020-04-01", "minutesPerPointPerWeek": 22,
          "capacity": { "fullTime": 100, "bands": { "experienced": { "low": 20, "high": 30 } } },
          "stable": [ { "code": "supervision", "title": "Supervision", "points": 15, "proRata": true } ],
          "rules": [ { "code": "cp", "title": "Protection", "group": "status", "points": 9, "when": { "status": "cp" } },
                     { "code": "cin", "title": "In need", "group": "status", "points": 5, "when": { "status": "cin" } } ],
          "levels": [ { "level": 1, "from": 0 }, { "level": 2, "from": 6 } ] }
        """));

    /// <summary>The records so far.</summary>
    public Caseload Caseload => _builder.Build();

    private void Add(Record record)
    {
        (record.File, record.Row) = (1, ++_rows);
        _builder.Add(record);
    }
}
