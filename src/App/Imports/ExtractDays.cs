using Fairload.App.Store.Rows;

namespace Fairload.App.Imports;

/// <summary>
/// The days of which the store holds extracts of one kind of record, and where the extract at hand lies among them. Extracts may arrive in
/// any order: a row says what the latest extract that had it said, and is withdrawn from the next extract after that one.
/// </summary>
internal sealed class ExtractDays
{
    private readonly int[] _all;
    private readonly int _now;

    /// <summary>The days known, and the day at hand.</summary>
    public ExtractDays(IEnumerable<DateOnly> known, DateOnly now)
    {
        _now = now.DayNumber;
        _all = [.. known.Select(day => day.DayNumber).Distinct().Order()];
        Next = _all.FirstOrDefault(day => day > _now, Draft.NoDay);
    }

    /// <summary>No day.</summary>
    public static ExtractDays None { get; } = new([], DateOnly.MinValue);

    /// <summary>The day at hand.</summary>
    public int Now => _now;

    /// <summary>The days known before, in order; the day at hand is among them where it was loaded before.</summary>
    public IReadOnlyList<int> Known => _all;

    /// <summary>The next day after the day at hand, from which what only the extract at hand has is withdrawn; or <see cref="Draft.NoDay"/>.</summary>
    public int Next { get; }

    /// <summary>Whether a row with this withdrawal was last seen after the day at hand.</summary>
    public bool IsSeenAfter(int withdrawn)
    {
        var last = withdrawn == Draft.NoDay ? _all.LastOrDefault(Draft.NoDay) : _all.LastOrDefault(day => day < withdrawn, Draft.NoDay);
        return last > _now;
    }

    /// <summary>Whether a row with this withdrawal is in force on the day at hand.</summary>
    public bool Stands(int withdrawn) => withdrawn == Draft.NoDay || withdrawn > _now;
}
