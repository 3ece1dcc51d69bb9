using Fairload.Core.Cases;
using Fairload.Core.Weighting;

namespace Fairload.Core.Workload;

/// <summary>The sums of each worker's lines, made in one pass over the columns for all workers at once.</summary>
internal sealed class LineSums
{
    private readonly int[] _start;
    private readonly int[] _cases;
    private readonly int[] _families;
    private readonly int[] _notWeighted;
    private readonly long[] _points;
    private readonly int[] _levels;
    private readonly int _levelCount;

    public LineSums(CaseList cases, Scheme scheme, Weighing weighing, byte[] levels)
    {
        var workers = cases.Caseload.Workers.Count;
        _levelCount = scheme.Levels.Count;
        (_start, _cases, _families, _notWeighted, _points) =
            (new int[workers + 1], new int[workers], new int[workers], new int[workers], new long[workers]);
        _levels = new int[workers * _levelCount];
        var role = cases.Role;
        var worker = cases.Worker;
        var child = cases.Child;
        var familyOf = cases.Caseload.FamilyOf;

        // A family is counted for a worker when the worker last met with it is another one: no set is needed.
        var lastWorker = new int[cases.Caseload.Families.Count];
        Array.Fill(lastWorker, -1);
        var (lastChild, line) = (-1, 0);
        for (var who = 0; who < workers; who++)
        {
            _start[who] = line;
            for (lastChild = -1; line < cases.Count && worker[line] == who; line++)
            {
                _points[who] += weighing.Points[line];
                if (role[line] != RoleOnCase.Lead)
                {
                    continue;
                }

                _cases[who]++;
                _notWeighted[who] += weighing.Weighted[line] == 0 ? 1 : 0;
                if (levels[line] > 0)
                {
                    _levels[(who * _levelCount) + levels[line] - 1]++;
                }

                if (cases.Caseload.IsHousehold(child[line]))
                {
                    continue;
                }

                var family = familyOf[child[line]];
                if (family < 0 ? child[line] != lastChild : lastWorker[family] != who)
                {
                    _families[who]++;
                }

                lastChild = child[line];
                if (family >= 0)
                {
                    lastWorker[family] = who;
                }
            }
        }

        _start[workers] = line;
    }

    /// <summary>The places of a worker's lines: from the first up to, not including, the second.</summary>
    public (int Start, int End) Places(int worker) => (_start[worker], _start[worker + 1]);

    public int Cases(int worker) => _cases[worker];

    /// <summary>Families of the cases held; a child without a family is a family of one.</summary>
    public int Families(int worker) => _families[worker];

    public int NotWeighted(int worker) => _notWeighted[worker];

    public Points Points(int worker) => new(_points[worker]);

    /// <summary>Cases held by level, in the scheme's order.</summary>
    public ReadOnlySpan<int> Levels(int worker) => _levels.AsSpan(worker * _levelCount, _levelCount);
}
