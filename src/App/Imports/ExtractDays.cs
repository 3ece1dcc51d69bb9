using Fairload.App.Store.Rows;

namespace Fairload.App.Imports;

/// <summary>
/// The days of which the store holds extracts of one kind of record, and where the extract at hand lies among them. Extracts may arrive in
/// any order: a row says what the latest extract that had it said, and is withdrawn from the next extract after that one.
/// </summary>
/// <remarks>
/// An extract with a window speaks of the rows that are dated inside it alone: for any other row it is no extract at all. Of a row without a
/// date it can say that it is there and never that it is gone; when it was last there is then told by the file that it is from.
/// </remarks>
internal sealed class ExtractDays
{
    private readonly int[] _whole;
    private readonly (int Day, int From, int Until)[] _parts;
    private readonly Dictionary<int, int[]> _dated = [];
    private readonly IReadOnlyDictionary<int, DateOnly> _partFiles;
    private readonly int _now;

    /// <summary>The days known of whole extracts, and the day at hand.</summary>
    public ExtractDays(IEnumerable<DateOnly> known, DateOnly now)
        : this(known.Select(day => (day, ((DateOnly, DateOnly)?)null)), new Dictionary<int, DateOnly>(), now)
    {
    }

    /// <summary>The extracts known, and the day at hand.</summary>
    /// <param name="known">Their days, each with its window where it had one.</param>
    /// <param name="partFiles">The files that came with a window, by number, and their days.</param>
    /// <param name="now">The day at hand.</param>
    public ExtractDays(
        IEnumerable<(DateOnly Day, (DateOnly From, DateOnly Until)? Window)> known, IReadOnlyDictionary<int, DateOnly> partFiles, DateOnly now)
    {
        (_now, _partFiles) = (now.DayNumber, partFiles);
        var all = known.ToLookup(one => one.Window is null);
        _whole = [.. all[true].Select(one => one.Day.DayNumber).Distinct().Order()];
        _parts = [.. all[false].Select(one => (one.Day.DayNumber, one.Window!.Value.From.DayNumber, one.Window.Value.Until.DayNumber))];
    }

    /// <summary>No day.</summary>
    public static ExtractDays None { get; } = new([], DateOnly.MinValue);

    /// <summary>The day at hand.</summary>
    public int Now => _now;

    /// <summary>The days known of whole extracts, in order; the day at hand is among them where it was loaded before.</summary>
    public IReadOnlyList<int> Known => _whole;

    /// <summary>
    /// The next day after the day at hand, from which a row of this date that only the extract at hand has is withdrawn; or <see cref="Draft.NoDay"/>.
    /// </summary>
    public int Next(int date) => Array.Find(Of(date), day => day > _now) is > 0 and var next ? next : Draft.NoDay;

    /// <summary>The day of the latest extract that had a stored row, or <see cref="Draft.NoDay"/>.</summary>
    /// <param name="date">The row's date; <see cref="Draft.NoDay"/> where a window says nothing of it.</param>
    /// <param name="withdrawn">From when it is withdrawn.</param>
    /// <param name="file">The file that it is from.</param>
    public int LastSeen(int date, int withdrawn, int file)
    {
        var days = Of(date);
        var last = withdrawn == Draft.NoDay ? days.LastOrDefault(Draft.NoDay) : days.LastOrDefault(day => day < withdrawn, Draft.NoDay);
        return date == Draft.NoDay && _partFiles.TryGetValue(file, out var part) && (withdrawn == Draft.NoDay || part.DayNumber < withdrawn)
            ? Math.Max(last, part.DayNumber)
            : last;
    }

    /// <summary>Whether a row with this withdrawal is in force on the day at hand.</summary>
    public bool Stands(int withdrawn) => withdrawn == Draft.NoDay || withdrawn > _now;

    /// <summary>The days of the extracts that say whether a row of this date is there or gone.</summary>
    private int[] Of(int date)
    {
        if (date == Draft.NoDay || _parts.Length == 0)
        {
            return _whole;
        }

        if (!_dated.TryGetValue(date, out var days))
        {
            var parts = _parts.Where(part => part.From <= date && date < part.Until).Select(part => part.Day);
            _dated.Add(date, days = [.. _whole.Concat(parts).Distinct().Order()]);
        }

        return days;
    }
}
