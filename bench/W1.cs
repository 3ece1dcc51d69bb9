using System.Diagnostics;
using System.Globalization;
using Fairload.App.Schemes;
using Fairload.Core.Cases;
using Fairload.Core.Time;
using Fairload.Core.Workload;

namespace Fairload.Bench;

/// <summary>W1, the caseload statement: from a flat list of cases, and from the tables of a council.</summary>
internal static class W1
{
    private static readonly DateOnly Day = new(2025, 3, 31);

    /// <summary>The first <paramref name="count"/> rows of <c>truth_caselist.csv</c> as a resident list, weighed and summed.</summary>
    public static void List(string folder, int count)
    {
        var scheme = W1Scheme.Read();
        var caseload = FromList(folder, count);
        var cases = CaseList.On(caseload, Day);
        var day = WorkloadDay.Of(cases, scheme);
        Report.Emit("W1", "fairload/list", cases.Count, Timing.Of(() => Figures(WorkloadDay.Of(cases, scheme))), Figures(day));
        Report.Emit("W1", "fairload/list, facts derived anew", cases.Count, Timing.Of(() => Figures(WorkloadDay.On(caseload, Day, scheme))), Figures(day));
        Report.Emit("W1", "fairload/list, every line and reason", cases.Count, Timing.Of(() => Reasons(WorkloadDay.Of(cases, scheme))), Figures(day));
    }

    /// <summary>
    /// The tables of a council in memory, to the day's figures: who holds whom, every status, the facts the rules ask for,
    /// points, and every worker's sums. The tables are adjusted to W1's definitions, which are narrower than the contract's:
    /// a care leaver counts to 21, an enquiry gives no status, a referral without further action does.
    /// </summary>
    public static void Tables(string folder)
    {
        var scheme = W1Scheme.Read();
        var clock = Stopwatch.StartNew();
        var caseload = W1Tables.Read(folder, Day);
        var load = clock.Elapsed.TotalSeconds;
        var day = WorkloadDay.On(caseload, Day, scheme);
        var figures = Figures(day);
        Report.Emit("W1", "fairload/tables", day.Cases.Count, Timing.Of(() => Figures(WorkloadDay.On(caseload, Day, scheme))), figures, load);
        Report.Emit("W1", "fairload/tables, every line and reason", day.Cases.Count, Timing.Of(() => Reasons(WorkloadDay.On(caseload, Day, scheme))), figures, load);
        Report.Emit("W1", "fairload/one judgement changed", day.Cases.Count, Timing.Of(() => Figures(WorkloadDay.Of(day.Cases.WithJudgement("complexity", 7, 300), scheme))), figures, load);
        var own = SchemeShelf.Shipped.Find("hundred-point")!;
        Report.Emit("W1", "fairload/tables, hundred-point scheme, closure states too", day.Cases.Count, Timing.Of(() => Everything(WorkloadDay.On(caseload, Day, own))), new { }, load);
    }

    private static int Everything(WorkloadDay day) => day.Totals.AwaitingClosure + day.Totals.Quiet + day.Unallocated;

    /// <summary>W1's figures out of a day.</summary>
    public static SortedDictionary<string, object> Figures(WorkloadDay day)
    {
        long cases = 0, points = 0, over = 0, under = 0, full = 0, squarePoints = 0, squareCases = 0, workers = 0;
        var levels = new long[4];
        foreach (var statement in day.Statements)
        {
            if (statement.Cases == 0)
            {
                continue;
            }

            workers++;
            cases += statement.Cases;
            var sum = statement.CasePoints.Hundredths / 100;
            points += sum;
            squarePoints += (long)sum * sum;
            squareCases += (long)statement.Cases * statement.Cases;
            var exception = statement.Exception;
            over += exception == CaseException.High ? 1 : 0;
            under += exception == CaseException.Low ? 1 : 0;
            full += statement.IsOverCapacity ? 1 : 0;
            for (var level = 0; level < levels.Length; level++)
            {
                levels[level] += statement.CasesByLevel[level];
            }
        }


        return new SortedDictionary<string, object>
        {
            ["cases"] = cases, ["points"] = points, ["levels"] = levels, ["workers"] = workers, ["over28"] = over,
            ["under20"] = under, ["overcap"] = full, ["sumsq_points"] = squarePoints, ["sumsq_cases"] = squareCases,
        };
    }

    private static int Reasons(WorkloadDay day) => day.Statements.Sum(statement => statement.Lines.Sum(line => line.Reasons().Count));

    private static Caseload FromList(string folder, int count)
    {
        var builder = new CaseloadBuilder(RoleMap.Default, WorkingCalendar.WithoutHolidays);
        foreach (var kind in Enum.GetValues<RecordKind>().Where(kind => kind != RecordKind.Post))
        {
            builder.Supplied(kind);
        }

        var workers = new Dictionary<string, int>();
        foreach (var row in Csv.Read(Path.Combine(folder, "ssd_professionals.csv")))
        {
            var number = workers.Count + 1;
            workers[row["prof_professional_id"]] = number;
            builder.NameWorker(number, row["prof_professional_id"]);
            builder.Add(new Record
            {
                Kind = RecordKind.Worker, Key = row["prof_professional_id"], Worker = number,
                Number = (int)(decimal.Parse(row["prof_full_time_equivalency"], CultureInfo.InvariantCulture) * 1_000_000m),
            });
        }

        var child = 0;
        foreach (var row in Csv.Read(Path.Combine(folder, "truth_caselist.csv")).Take(count))
        {
            child++;
            builder.NameChild(child, row["case_id"]);
            builder.Add(new Record { Kind = RecordKind.Child, Key = row["case_id"], Child = child, From = new DateOnly(2005, 1, 1) });
            builder.Add(new Record { Kind = RecordKind.Family, Key = row["case_id"], Child = child, Ref = row["family_id"] });
            builder.Add(Fact(RecordKind.Involvement, child, row, code: "ALLOC", worker: workers[row["worker_id"]]));
            builder.Add(Fact(row["status"] switch
            {
                "CLA" => RecordKind.ClaEpisode,
                "CP" => RecordKind.CpPlan,
                "CIN" => RecordKind.CinPlan,
                "ASMT" => RecordKind.Assessment,
                "CL" => RecordKind.CareLeaver,
                _ => RecordKind.CinEpisode,
            }, child, row));
            if (row["court"] == "1")
            {
                builder.Add(Fact(RecordKind.PreProceedings, child, row));
            }

            if (row["s47"] == "1")
            {
                // Ended the day it began: W1 counts its start in the last 28 days, and gives no status for it.
                var enquiry = Fact(RecordKind.Section47, child, row);
                enquiry.Until = enquiry.From;
                builder.Add(enquiry);
            }
        }

        return builder.Build();
    }

    private static Record Fact(RecordKind kind, int child, IReadOnlyDictionary<string, string> row, string? code = null, int? worker = null) =>
        new() { Kind = kind, Key = row["case_id"], Child = child, From = Day.AddDays(-10), Code = code, Worker = worker };
}
