using System.Globalization;
using System.Text;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports;

/// <summary>
/// Makes spans of snapshots: who holds which child is known for the days of the extracts only, so a span runs from the first extract in a
/// row that says so to the next one that does not. What comes out depends on the set of extracts, not on the order in which they came.
/// </summary>
/// <remarks>
/// Stored spans are the whole memory: with the list of days they tell for every day what the extract of that day said. A child, worker, role
/// and team are one thing that a snapshot has or has not.
/// </remarks>
internal sealed class Snapshots(ExtractDays days)
{
    private readonly Dictionary<(int Child, int Worker, string Role, string Team), Held> _held = [];

    /// <summary>What marks such a span: its first day is when it was first seen, not when it began.</summary>
    public static ReadOnlySpan<byte> Mark => "snapshot"u8;

    /// <summary>Whether the store has none yet.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Takes a span that the store holds.</summary>
    public void AddStored(Draft row)
    {
        IsEmpty = false;
        Of(row).Stored.Add((row.From, row.Withdrawn, Encoding.UTF8.GetString(row[Text.Key])));
    }

    /// <summary>Takes a row of the extract at hand; false when it had the same before.</summary>
    public bool Meet(Draft row)
    {
        var held = Of(row);
        if (held.Row is not null)
        {
            return false;
        }

        held.Row = row.Row;
        return true;
    }

    /// <summary>
    /// Writes what differs, and says how many rows of the extract at hand began a span, changed one or more, or changed none, and how many things that
    /// it does not have it ended or interrupted.
    /// </summary>
    public (long Added, long Changed, long Same, long Gone) Write(Action<Draft> insert, Action<Draft> change)
    {
        var (added, changed, same, gone) = (0L, 0L, 0L, 0L);
        var draft = new Draft();
        var all = days.Known.Append(days.Now).Distinct().Order().ToArray();
        foreach (var (what, held) in _held.OrderBy(pair => pair.Key.Child).ThenBy(pair => pair.Key.Worker))
        {
            var spans = Spans(all, held);
            var (begins, differs) = (false, false);
            var stand = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (from, until) in spans)
            {
                // Two of one first day come of two names that turned out to be one worker: one of them is the span.
                var was = held.Stored.Where(span => span.From == from).OrderBy(span => span.Withdrawn == until ? 0 : 1).FirstOrDefault();
                stand.Add(was.Key ?? "");
                if (was.Key is null || was.Withdrawn != until)
                {
                    Fill(draft, what, from, until, held.Row ?? 0, was.Key);
                    (was.Key is null ? insert : change)(draft);
                    (begins, differs) = (begins || was.Key is null, true);
                }
            }

            // A span that another one has taken in: it is in force on no day.
            foreach (var span in held.Stored.Where(span => span.Withdrawn != span.From && !stand.Contains(span.Key)))
            {
                Fill(draft, what, span.From, span.From, held.Row ?? 0, span.Key);
                change(draft);
                differs = true;
            }

            if (held.Row is null)
            {
                gone += differs ? 1 : 0;
            }
            else
            {
                (added, changed, same) = begins ? (added + 1, changed, same) : differs ? (added, changed + 1, same) : (added, changed, same + 1);
            }
        }

        return (added, changed, same, gone);
    }

    private static void Fill(Draft draft, (int Child, int Worker, string Role, string Team) what, int from, int until, int row, string? key)
    {
        draft.Clear(row);
        (draft.Child, draft.Worker, draft.From, draft.Withdrawn) = (what.Child, what.Worker, from, until);
        draft.Set(Text.Key, Encoding.UTF8.GetBytes(key ?? string.Create(
            CultureInfo.InvariantCulture, $"{what.Child}|{what.Worker}|{what.Role}|{what.Team}|{DateOnly.FromDayNumber(from):yyyy-MM-dd}")));
        draft.Set(Text.Code, Encoding.UTF8.GetBytes(what.Role));
        draft.Set(Text.Team, Encoding.UTF8.GetBytes(what.Team));
        draft.Set(Text.Detail, Mark);
    }

    /// <summary>The spans that the days say: what the stored spans said for the days before, and the extract at hand for its own.</summary>
    private List<(int From, int Until)> Spans(int[] all, Held held)
    {
        var spans = new List<(int From, int Until)>();
        var from = Draft.NoDay;
        foreach (var day in all)
        {
            var has = day == days.Now ? held.Row is not null : held.Stored.Exists(span => span.From <= day && (span.Withdrawn == Draft.NoDay || span.Withdrawn > day));
            if (has && from == Draft.NoDay)
            {
                from = day;
            }
            else if (!has && from != Draft.NoDay)
            {
                spans.Add((from, day));
                from = Draft.NoDay;
            }
        }

        if (from != Draft.NoDay)
        {
            spans.Add((from, Draft.NoDay));
        }

        return spans;
    }

    private Held Of(Draft row)
    {
        var what = (row.Child, row.Worker, Encoding.UTF8.GetString(row[Text.Code]), Encoding.UTF8.GetString(row[Text.Team]));
        if (!_held.TryGetValue(what, out var held))
        {
            _held.Add(what, held = new Held());
        }

        return held;
    }

    private sealed class Held
    {
        public List<(int From, int Withdrawn, string Key)> Stored { get; } = [];

        /// <summary>The row of the extract at hand; nothing when it has none.</summary>
        public int? Row { get; set; }
    }
}
