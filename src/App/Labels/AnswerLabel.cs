using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Labels;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Labels;

/// <summary>A label that can be answered.</summary>
/// <param name="Id">The id of the unknown label, or of the answer that stands.</param>
/// <param name="Label">The label.</param>
/// <param name="Column">The column it stood in.</param>
/// <param name="Rows">In how many rows of the latest load; nothing where it stood in none.</param>
/// <param name="Answer">The answer that stands; nothing without one.</param>
/// <param name="Reading">What it may mean by the vocabulary.</param>
public sealed record AnswerableLabel(Guid Id, string Label, string Column, int? Rows, LabelAnswer? Answer, LabelReading Reading)
{
    /// <summary>The canonical values of the column.</summary>
    public IReadOnlyList<string> Values => ShippedLabels.Normaliser.ValuesOf(Column);
}

/// <summary>Keeps what a person says that a label means, with an audit entry. It holds from the next load on.</summary>
public sealed class AnswerLabel(DataStore store, TimeProvider time)
{
    private static readonly Wording Texts = new("Labels.Labels");

    /// <summary>The label with this id, or with an answer of this id; nothing where there is none.</summary>
    public async Task<AnswerableLabel?> Find(int council, Guid id, CancellationToken cancel)
    {
        await using var db = store.Db();
        return await Find(db, council, id, cancel).ConfigureAwait(false);
    }

    /// <summary>Keeps an answer. Where somebody else answered since the version that was seen, nothing is kept.</summary>
    /// <param name="council">The council.</param>
    /// <param name="id">The id of the label or of its answer.</param>
    /// <param name="value">The canonical value; nothing where the label is to stay unknown.</param>
    /// <param name="seen">The version of the answer that was seen; 0 for none.</param>
    /// <param name="who">Who says so.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Nothing when it is kept; else what somebody else said meanwhile.</returns>
    /// <exception cref="Refused">There is no such label, or the column has no such value; nothing was changed.</exception>
    public async Task<LabelAnswer?> Run(int council, Guid id, string? value, int seen, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var label = await Find(db, council, id, cancel).ConfigureAwait(false) ?? throw new Refused(Texts["NoLabel"]);
        if (value is not null && !label.Values.Contains(value))
        {
            throw new Refused(Texts["NoValue"]);
        }

        if ((label.Answer?.Version ?? 0) != seen)
        {
            return label.Answer;
        }

        var before = label.Answer?.Value;
        var answer = label.Answer;
        if (answer is null)
        {
            answer = new LabelAnswer
            {
                Id = Guid.CreateVersion7(), Council = council, Meaning = ShippedLabels.Normaliser.MeaningOf(label.Column)!,
                Key = LabelReader.KeyOf(label.Label), Label = label.Label, Column = label.Column, Version = 1,
            };
            db.LabelAnswers.Add(answer);
        }

        (answer.Value, answer.Who, answer.When) = (value, who, time.GetUtcNow().UtcDateTime);
        try
        {
            // Neither the label nor its values name anybody in the entry: a label may be words that somebody typed.
            Audit.Write(
                db, time, council, who, "answer label", "label", answer.Id.ToString(),
                seen == 0 ? null : new { label.Column, Value = before }, new { label.Column, Value = value });
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return null;
        }
        catch (DbUpdateException)
        {
            // Somebody answered between our reading and our writing.
            await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            return (await Find(council, id, cancel).ConfigureAwait(false))?.Answer ?? throw new InvalidOperationException("The answer that came first is gone.");
        }
    }

    /// <summary>Forgets an answer, so that the label is asked about again. False where there is none.</summary>
    public async Task<bool> Forget(int council, Guid id, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if ((await Find(db, council, id, cancel).ConfigureAwait(false))?.Answer is not { } answer)
        {
            return false;
        }

        db.LabelAnswers.Remove(answer);
        Audit.Write(db, time, council, who, "forget label", "label", answer.Id.ToString(), new { answer.Column, answer.Value }, null);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return true;
    }

    private static async Task<AnswerableLabel?> Find(FairloadDb db, int council, Guid id, CancellationToken cancel)
    {
        var unknown = await db.UnknownLabels.AsNoTracking().FirstOrDefaultAsync(one => one.Council == council && one.Id == id, cancel).ConfigureAwait(false);
        var answer = unknown is null
            ? await db.LabelAnswers.FirstOrDefaultAsync(one => one.Council == council && one.Id == id, cancel).ConfigureAwait(false)
            : null;
        if ((unknown?.Column ?? answer?.Column) is not { } column || ShippedLabels.Normaliser.MeaningOf(column) is not { } meaning)
        {
            return null;
        }

        var label = unknown?.Label ?? answer!.Label;
        var key = LabelReader.KeyOf(label);
        answer ??= await db.LabelAnswers.FirstOrDefaultAsync(one => one.Council == council && one.Meaning == meaning && one.Key == key, cancel).ConfigureAwait(false);
        return new AnswerableLabel(id, label, column, unknown?.Count, answer, ShippedLabels.Normaliser.Read(column, label));
    }
}
