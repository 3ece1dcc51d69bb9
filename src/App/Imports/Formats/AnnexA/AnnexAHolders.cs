using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// Who of those whom the open rows of one list name holds each child: the one of the row that started last, and of two that started on one
/// day the first by name and team, so that the order of the rows says nothing. A row takes some twenty bytes until its list ends.
/// </summary>
internal sealed class AnnexAHolders
{
    private readonly List<AnnexASheetOf> _sheets = [];
    private readonly List<Claim> _best = [];
    private readonly List<Claim> _passed = [];
    private readonly Dictionary<int, int> _places = [];

    /// <summary>Begins a sheet of the list.</summary>
    public void Begin(in AnnexASheetOf sheet) => _sheets.Add(sheet);

    /// <summary>Takes an open row that names a worker.</summary>
    /// <param name="child">The child's number.</param>
    /// <param name="day">The day it started, or <see cref="Draft.NoDay"/>, which is before all days.</param>
    /// <param name="pair">The worker and team, by their number in <paramref name="people"/>.</param>
    /// <param name="row">The row.</param>
    /// <param name="people">Who is compared.</param>
    public void Take(int child, int day, int pair, int row, AnnexAPeople people)
    {
        var claim = new Claim(child, day, pair, row, _sheets.Count - 1);
        if (_places.TryAdd(child, _best.Count))
        {
            _best.Add(claim);
            return;
        }

        var place = _places[child];
        var isBetter = IsBetter(claim, _best[place], people);
        _passed.Add(isBetter ? _best[place] : claim);
        _best[place] = isBetter ? claim : _best[place];
    }

    /// <summary>Ends the list: gives who holds each child, and then each row that names somebody else.</summary>
    public void End(AnnexAPeople people, Action<int, int, AnnexASheetOf, int> held, Action<AnnexASheetOf, int> passedOver)
    {
        foreach (var claim in _best)
        {
            held(claim.Child, claim.Pair, _sheets[claim.Sheet], claim.Row);
        }

        foreach (var claim in _passed)
        {
            if (!people[claim.Pair].Worker.AsSpan().SequenceEqual(people[_best[_places[claim.Child]].Pair].Worker))
            {
                passedOver(_sheets[claim.Sheet], claim.Row);
            }
        }

        _sheets.Clear();
        _best.Clear();
        _passed.Clear();
        _places.Clear();
    }

    private static bool IsBetter(in Claim one, in Claim other, AnnexAPeople people)
    {
        if (one.Day != other.Day)
        {
            return one.Day > other.Day;
        }

        var byName = people[one.Pair].Worker.AsSpan().SequenceCompareTo(people[other.Pair].Worker);
        return byName < 0 || (byName == 0 && people[one.Pair].Team.AsSpan().SequenceCompareTo(people[other.Pair].Team) < 0);
    }

    private readonly record struct Claim(int Child, int Day, int Pair, int Row, int Sheet);
}

/// <summary>A sheet of a list.</summary>
/// <param name="File">The file.</param>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Worker">What it calls the column of the worker.</param>
internal readonly record struct AnnexASheetOf(string File, string Sheet, string List, string Worker);
