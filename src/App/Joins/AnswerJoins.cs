using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Imports;
using Fairload.App.Imports.Rows;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Joins;

/// <summary>A worker whom a source knows by name alone, and what was said of who it is.</summary>
/// <param name="Id">The source's id: the name in its team.</param>
/// <param name="Name">The name as the source writes it.</param>
/// <param name="Team">The team as the source writes it; empty without.</param>
/// <param name="Own">The number made for the name.</param>
/// <param name="Now">The number that it leads to now: the own one, or that of the worker it was said to be.</param>
/// <param name="State">How far the question has come.</param>
/// <param name="Who">Who answered.</param>
/// <param name="When">When they did (UTC).</param>
/// <param name="Version">Goes up with each answer.</param>
public sealed record NamedWorker(string Id, string Name, string Team, int Own, int Now, JoinState State, string Who, DateTime? When, int Version)
{
    /// <summary>The rule that joined it; nothing where none did.</summary>
    public JoinRule? Rule { get; init; }

    /// <summary>The number of the worker whom the rule said, whatever a person said then.</summary>
    public int? With { get; init; }

    /// <summary>The import in which the rule joined it; nothing where that is not known, or a person has answered.</summary>
    public int? Import { get; init; }

    /// <summary>Whether it stands joined because a rule said so.</summary>
    public bool IsByRule => State == JoinState.Same && Who == JoinQuestion.ByRule;
}

/// <summary>An answer.</summary>
/// <param name="Id">The source's id.</param>
/// <param name="Worker">The number of the worker it is; nothing for somebody else.</param>
/// <param name="Version">The version of the question that the person saw.</param>
public sealed record JoinAnswer(string Id, int? Worker, int Version);

/// <summary>
/// Answers who a worker is whom a source knows by name alone. The answer is remembered by the id, so that the next import keeps it, and
/// it may be taken back: the rows of that source alone go to whom it says.
/// </summary>
public sealed class AnswerJoins(DataStore store, TimeProvider time)
{
    private static readonly Wording Texts = new("Joins.Joins");

    /// <summary>Every question of a council, in order of name; without those whose rows are gone.</summary>
    public async Task<IReadOnlyList<NamedWorker>> All(int council, CancellationToken cancel)
    {
        await using var db = store.Db();
        var questions = await db.JoinQuestions.AsNoTracking().Where(one => one.Council == council).ToListAsync(cancel).ConfigureAwait(false);
        var ids = questions.ConvertAll(one => one.SourceId);
        var rows = (await db.Records.AsNoTracking().Where(row => row.Council == council && row.Kind == RecordKind.Worker && ids.Contains(row.Key))
            .Select(row => new { row.Source, row.Key, row.Detail, row.Team, row.Worker, row.Extra }).ToListAsync(cancel).ConfigureAwait(false))
            .ToLookup(row => (People.SystemOf(row.Source), row.Key));
        return
        [
            .. questions.SelectMany(one => rows[(one.System, one.SourceId)].Take(1).Select(row => new NamedWorker(
                    one.SourceId, row.Detail ?? NumberIn(row.Extra) ?? one.SourceId, row.Team ?? "", one.Number, row.Worker ?? one.Number, one.State, one.Who, one.When, one.Version)
                {
                    Rule = one.Rule,
                    With = one.With,
                    Import = one.Import,
                }))
                .OrderBy(one => one.Name, StringComparer.CurrentCulture).ThenBy(one => one.Team, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>The number that stands in place of a name: it is no name, and kept where names are not.</summary>
    private static string? NumberIn(string? extra) =>
        extra?.Split('\n').FirstOrDefault(pair => pair.StartsWith("staffId=", StringComparison.Ordinal))?["staffId=".Length..];

    /// <summary>Saves answers: all or none.</summary>
    /// <returns>The questions that somebody else had answered meanwhile, as they stand now; empty when all was saved.</returns>
    /// <exception cref="Refused">An import is under way, or no such worker is known; nothing was changed.</exception>
    public async Task<IReadOnlyDictionary<string, JoinQuestion>> Run(int council, IReadOnlyList<JoinAnswer> answers, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(answers);
        try
        {
            return await Save(council, answers, who, cancel).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Somebody answered between our reading and our writing: now the reading sees it.
            return await Save(council, answers, who, cancel).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<string, JoinQuestion>> Save(int council, IReadOnlyList<JoinAnswer> answers, string who, CancellationToken cancel)
    {
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await NotWhileImporting(db, cancel).ConfigureAwait(false);
        var questions = await db.JoinQuestions.Where(one => one.Council == council).ToDictionaryAsync(one => one.SourceId, StringComparer.Ordinal, cancel).ConfigureAwait(false);
        var conflicts = answers.Where(answer => questions.TryGetValue(answer.Id, out var one) && one.Version != answer.Version)
            .ToDictionary(answer => answer.Id, answer => questions[answer.Id], StringComparer.Ordinal);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var changed = false;
        foreach (var answer in answers)
        {
            if (!questions.TryGetValue(answer.Id, out var question))
            {
                throw new Refused(Texts["NoQuestion", answer.Id]);
            }

            changed |= await Answer(db, question, answer.Worker, who, cancel).ConfigureAwait(false);
        }

        if (changed)
        {
            // Every caseload in memory is made anew; who is whom says what they may see, too.
            await db.Councils.Where(one => one.Id == council).ExecuteUpdateAsync(set => set.SetProperty(one => one.DataVersion, one => one.DataVersion + 1), cancel).ConfigureAwait(false);
            AccessVersion.Raise(db, council);
            UndoJournal.Close(db, council, UndoClosed.Joined);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }

        return conflicts;
    }

    private async Task<bool> Answer(FairloadDb db, JoinQuestion question, int? worker, string who, CancellationToken cancel)
    {
        var identity = await db.Identities.SingleAsync(
            one => one.Council == question.Council && one.Subject == Subject.Worker && one.System == question.System && one.SourceId == question.SourceId, cancel).ConfigureAwait(false);
        if (worker is null && question.State != JoinState.Other)
        {
            await HaveOwn(db, question, cancel).ConfigureAwait(false);
        }

        var (from, to, state) = (identity.Number, worker ?? question.Number, worker is null ? JoinState.Other : JoinState.Same);
        if (question.State == state && from == to)
        {
            return false;
        }

        var before = new
        {
            Answer = question.State.ToString(), Worker = await IdOf(db, question.Council, from, cancel).ConfigureAwait(false),
            Rule = question.Who == JoinQuestion.ByRule && question.State == JoinState.Same ? question.Rule?.ToString() : null,
        };
        var after = new { Answer = state.ToString(), Worker = await IdOf(db, question.Council, to, cancel).ConfigureAwait(false) };
        if (worker is not null && after.Worker is null)
        {
            throw new Refused(Texts["NoWorker"]);
        }

        if (from != to)
        {
            await Move(db, question, from, to, cancel).ConfigureAwait(false);
            identity.Number = to;
        }

        (question.State, question.Who, question.When, question.Import) = (state, who, time.GetUtcNow().UtcDateTime, null);
        var salt = await Salt(db, question.Council, cancel).ConfigureAwait(false);
        Audit.Write(db, time, question.Council, who, "answer join", "worker", KnownPerson.AuditId(salt, question.System, question.SourceId), before, after);
        return true;
    }

    /// <summary>A name that was joined as it came, or whose number a staff file took for the worker, has none of its own: it gets one.</summary>
    private static async Task HaveOwn(FairloadDb db, JoinQuestion question, CancellationToken cancel)
    {
        if (await db.Identities.AnyAsync(
            one => one.Council == question.Council && one.Subject == Subject.Worker && one.System != question.System && one.Number == question.Number, cancel).ConfigureAwait(false))
        {
            await db.Councils.Where(one => one.Id == question.Council)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastIdentity, one => one.LastIdentity + 1), cancel).ConfigureAwait(false);
            question.Number = await db.Councils.AsNoTracking().Where(one => one.Id == question.Council).Select(one => one.LastIdentity).SingleAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Gives the rows of the name to another number. Under a number of its own all the source's rows are the name's; under somebody
    /// else's only those of its team are, for that worker may stand under another name elsewhere; of a number in place of a name, which is
    /// the same in every team, those of teams in which that worker stands under no other name.
    /// </summary>
    private static async Task Move(FairloadDb db, JoinQuestion question, int from, int to, CancellationToken cancel)
    {
        var sources = Enum.GetValues<Source>().Where(source => People.SystemOf(source) == question.System).ToArray();
        var rows = db.Records.Where(row => row.Council == question.Council && sources.Contains(row.Source) && (row.Worker == from || row.OtherWorker == from));
        if (from != question.Number)
        {
            var names = await rows.Where(row => row.Kind == RecordKind.Worker).Select(row => new { row.Key, row.Team, row.Detail }).ToListAsync(cancel).ConfigureAwait(false);
            var own = names.Find(name => name.Key == question.SourceId);
            var others = own is { Detail: null } ? names.FindAll(name => name != own).ConvertAll(name => name.Team) : null;
            var teams = (await rows.Select(row => row.Team).Distinct().ToListAsync(cancel).ConfigureAwait(false)).FindAll(
                team => string.Equals(team, own?.Team, StringComparison.OrdinalIgnoreCase) || others?.Contains(team, StringComparer.OrdinalIgnoreCase) == false);
            rows = rows.Where(row => row.Kind == RecordKind.Worker ? row.Key == question.SourceId : teams.Contains(row.Team));
        }

        await rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Worker, row => row.Worker == from ? to : row.Worker)
                .SetProperty(row => row.OtherWorker, row => row.OtherWorker == from ? to : row.OtherWorker),
            cancel).ConfigureAwait(false);
    }

    /// <summary>What the audit trail calls a worker who was not erased: by an id; by the name's fingerprint where there is no other.</summary>
    private static async Task<string?> IdOf(FairloadDb db, int council, int number, CancellationToken cancel)
    {
        var id = await db.Identities.AsNoTracking()
            .Where(one => one.Council == council && one.Subject == Subject.Worker && one.Number == number && one.System != Identity.Erased)
            .OrderBy(one => one.System == Identity.Named ? 1 : 0).ThenBy(one => one.SourceId).FirstOrDefaultAsync(cancel).ConfigureAwait(false);
        return id is null ? null : KnownPerson.AuditId(await Salt(db, council, cancel).ConfigureAwait(false), id.System, id.SourceId);
    }

    private static Task<byte[]> Salt(FairloadDb db, int council, CancellationToken cancel) =>
        db.Councils.AsNoTracking().Where(one => one.Id == council).Select(one => one.Salt).SingleAsync(cancel);

    /// <summary>An import has read who is whom at its start: an answer in its midst would be half heard. SQLite has one writer anyway.</summary>
    private async Task NotWhileImporting(FairloadDb db, CancellationToken cancel)
    {
        if (store.Engine == StoreEngine.Postgres
            && !(await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtext('fairload import')) AS \"Value\"").ToListAsync(cancel).ConfigureAwait(false))[0])
        {
            throw new Refused(Texts["ImportUnderWay"]);
        }
    }
}
