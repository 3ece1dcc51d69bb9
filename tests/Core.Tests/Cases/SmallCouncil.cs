using Fairload.Core.Cases;
using Fairload.Core.Time;

namespace Fairload.Core.Tests.Cases;

/// <summary>A council of a few records, written in a test line by line.</summary>
public sealed class SmallCouncil
{
    private readonly CaseloadBuilder _builder = new(RoleMap.Default, WorkingCalendar.WithoutHolidays);
    private int _keys;
    private Caseload? _built;

    /// <summary>A record of a kind, keyed in the order of writing.</summary>
    public SmallCouncil Add(
        RecordKind kind, int? child = null, DateOnly? from = null, DateOnly? until = null, string? code = null, int? worker = null,
        string? reference = null, bool? flag = null, DateOnly? due = null, string? detail = null, string? team = null, int? number = null)
    {
        _builder.Add(new Fairload.Core.Cases.Record
        {
            Kind = kind, Key = $"{kind}{++_keys}", Child = child, Worker = worker, From = from, Until = until, Due = due, Code = code,
            Ref = reference, Flag = flag, Detail = detail, Team = team, Number = number, File = 1, Row = _keys + 1,
        });
        return this;
    }

    /// <summary>Says that a table was supplied, without a row.</summary>
    public SmallCouncil Supplied(params RecordKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            _builder.Supplied(kind);
        }

        return this;
    }

    /// <summary>The caseload; nothing is added after it.</summary>
    public Caseload Build() => _built ??= _builder.Build();

    /// <summary>Twelve children in families of up to four with a year and a half of made-up records; the seed says which.</summary>
    public static Caseload Random(int seed, DateOnly first)
    {
        var chance = new Random(seed);
        var council = new SmallCouncil().Supplied(Enum.GetValues<RecordKind>());
        DateOnly Day() => first.AddDays(chance.Next(540));
        (DateOnly, DateOnly?) Span()
        {
            var from = Day();
            return (from, chance.Next(4) == 0 ? null : from.AddDays(chance.Next(200)));
        }

        for (var child = 1; child <= 12; child++)
        {
            council.Add(RecordKind.Child, child, from: first.AddDays(-chance.Next(7000)), detail: "K" + child);
            council.Add(RecordKind.Family, child, reference: "F" + chance.Next(5));
            foreach (var kind in new[] { RecordKind.CinEpisode, RecordKind.Assessment, RecordKind.CpPlan, RecordKind.CinPlan, RecordKind.ClaEpisode, RecordKind.Placement, RecordKind.Section47, RecordKind.Address })
            {
                for (var i = chance.Next(3); i > 0; i--)
                {
                    var (from, until) = Span();
                    council.Add(kind, child, from, until, reference: "home" + chance.Next(4));
                }
            }

            for (var i = 1 + chance.Next(4); i > 0; i--)
            {
                var (from, until) = Span();
                council.Add(RecordKind.Involvement, child, from, until, chance.Next(5) switch { 0 => "Co-worker", 1 => "Personal Adviser", _ => "Social Worker" }, worker: 101 + chance.Next(4));
            }

            for (var i = chance.Next(8); i > 0; i--)
            {
                council.Add(RecordKind.CpVisit, child, Day(), flag: chance.Next(3) > 0);
            }
        }

        return council.Build();
    }
}
