using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Labels;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Labels;

/// <summary>A label that somebody is asked about.</summary>
/// <param name="Unknown">The label, and where it stood.</param>
/// <param name="Reading">What it may mean, and why that is not certain.</param>
public sealed record AskedLabel(UnknownLabel Unknown, LabelReading Reading);

/// <summary>What the store keeps about labels: those of the latest load that nobody could read, and what people said that they mean.</summary>
public static class LabelBook
{
    /// <summary>A reader that knows the council's own answers.</summary>
    public static LabelReader Reader(FairloadDb db, int council)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new LabelReader(
            ShippedLabels.Normaliser,
            db.LabelAnswers.AsNoTracking().Where(answer => answer.Council == council).ToDictionary(answer => (answer.Meaning, answer.Key), answer => answer.Value));
    }

    /// <summary>
    /// Keeps what a load could not read, in the caller's transaction: the columns that it read now have these unknown labels
    /// and no others, since what is gone was mended at its source. Columns that it did not read keep theirs.
    /// </summary>
    public static void Keep(FairloadDb db, TimeProvider time, int council, LabelReader reader)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(reader);
        var now = time.GetUtcNow().UtcDateTime;
        var old = db.UnknownLabels.Where(label => label.Council == council).ToList()
            .Where(label => reader.Asked.Contains((label.List, label.Column)))
            .ToDictionary(label => (label.List, label.Column, label.Label));
        foreach (var unread in reader.Unread)
        {
            if (!old.Remove((unread.List, unread.Column, unread.Label), out var kept))
            {
                kept = new UnknownLabel { Id = Guid.CreateVersion7(), Council = council, List = unread.List, Column = unread.Column, Label = unread.Label };
                db.UnknownLabels.Add(kept);
            }

            (kept.Count, kept.Last) = (unread.Count, now);
        }

        db.UnknownLabels.RemoveRange(old.Values);
        db.SaveChanges();
    }

    /// <summary>The labels that nobody has said anything about yet, those in most rows first.</summary>
    public static async Task<IReadOnlyList<AskedLabel>> Asked(FairloadDb db, int council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var answered = (await Answers(db, council, cancel).ConfigureAwait(false)).Select(answer => (answer.Meaning, answer.Key)).ToHashSet();
        var unknown = await db.UnknownLabels.AsNoTracking().Where(label => label.Council == council).ToListAsync(cancel).ConfigureAwait(false);
        return
        [
            .. unknown.Where(label => ShippedLabels.Normaliser.MeaningOf(label.Column) is { } meaning && !answered.Contains((meaning, LabelReader.KeyOf(label.Label))))
                .OrderByDescending(label => label.Count).ThenBy(label => label.Column, StringComparer.Ordinal).ThenBy(label => label.Label, StringComparer.Ordinal)
                .Select(label => new AskedLabel(label, ShippedLabels.Normaliser.Read(label.Column, label.Label))),
        ];
    }

    /// <summary>What people said, the newest first.</summary>
    public static async Task<IReadOnlyList<LabelAnswer>> Answers(FairloadDb db, int council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.LabelAnswers.AsNoTracking().Where(answer => answer.Council == council)
            .OrderByDescending(answer => answer.When).ThenBy(answer => answer.Id).ToListAsync(cancel).ConfigureAwait(false);
    }
}
