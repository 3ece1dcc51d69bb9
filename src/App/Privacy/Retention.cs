using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>What a rule makes due.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Title">What it says; empty for the rules in months, which the code names.</param>
/// <param name="Due">How many people or entries are due.</param>
/// <param name="Held">How many would be but for a legal hold.</param>
/// <param name="Oldest">The earliest day from which one that is due counts.</param>
/// <param name="Newest">The latest.</param>
public sealed record RetentionLine(string Code, string Title, long Due, long Held, DateOnly? Oldest, DateOnly? Newest);

/// <summary>What the council's rules make due on a day.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Day">The day.</param>
/// <param name="Lines">What each makes due, in the order of the rules.</param>
/// <param name="Undated">People whom a rule fits but whose records do not say from which day to count: they are kept.</param>
public sealed record RetentionPlan(RetentionRules Rules, DateOnly Day, IReadOnlyList<RetentionLine> Lines, long Undated)
{
    /// <summary>The code of the line about the audit trail.</summary>
    public const string OfAudit = "audit";

    /// <summary>The code of the line about problems of imports.</summary>
    public const string OfProblems = "problems";

    /// <summary>The code of the line about reports of ended work.</summary>
    public const string OfJobs = "jobs";

    /// <summary>How many are due in all.</summary>
    public long Due => Lines.Sum(line => line.Due);

    /// <summary>The code of the line about sessions.</summary>
    public const string OfSessions = "sessions";

    /// <summary>The code of the line about disabled accounts.</summary>
    public const string OfAccounts = "accounts";

    internal IReadOnlyList<(Subject Subject, int Number)> People { get; init; } = [];
}

/// <summary>Retention: says what is due by the council's rules, and erases it when a named person has confirmed it.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class Retention(DataStore store, TimeProvider time)
{
    private readonly ErasePeople _erase = new(store, time);

    /// <summary>The council's rules, or nothing when it has set none.</summary>
    public async Task<RetentionRules?> RulesOf(Council council, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        await using var db = store.Db();
        return await db.Settings.AsNoTracking().Where(one => one.Council == council.Id && one.Key == RetentionRules.SettingKey)
            .Select(one => one.Value).FirstOrDefaultAsync(cancel).ConfigureAwait(false) is { } value ? RetentionRules.Read(value) : null;
    }

    /// <summary>Sets the council's rules; erases nothing.</summary>
    /// <exception cref="Refused">The text is not understood; nothing was changed.</exception>
    public async Task<RetentionRules> SetRules(Council council, string text, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var rules = RetentionRules.Read(text);
        await using var db = store.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var setting = await db.Settings.FirstOrDefaultAsync(one => one.Council == council.Id && one.Key == RetentionRules.SettingKey, cancel).ConfigureAwait(false);
        var before = setting is null ? null : RetentionRules.Read(setting.Value);
        if (setting is null)
        {
            db.Settings.Add(setting = new Setting { Council = council.Id, Key = RetentionRules.SettingKey });
        }

        setting.Value = rules.ToJson();
        Audit.Write(db, time, council.Id, who, "set retention rules", "setting", RetentionRules.SettingKey, before, rules);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return rules;
    }

    /// <summary>What is due today. Changes nothing.</summary>
    /// <exception cref="Refused">The council has set no rules.</exception>
    public async Task<RetentionPlan> Plan(Council council, CancellationToken cancel)
    {
        var rules = await RulesOf(council, cancel).ConfigureAwait(false) ?? throw new Refused(PrivacyTexts.All["NoRules"]);
        return await Task.Run(
            () =>
            {
                using var db = store.Db();
                db.Database.OpenConnection();
                return Plan(db, council.Id, rules);
            },
            cancel).ConfigureAwait(false);
    }

    /// <summary>Erases what is due, in one transaction, and sweeps the store.</summary>
    /// <param name="council">The council.</param>
    /// <param name="expected">How many a person saw to be due; nothing when nobody looked, as in a nightly run.</param>
    /// <param name="by">The person who decided it.</param>
    /// <param name="who">Who is signed in.</param>
    /// <param name="cancel">Stops the work until it is committed.</param>
    /// <exception cref="Refused">No rules, no name, or another number is due than was seen; nothing was changed.</exception>
    public async Task<(RetentionPlan Done, bool IsSwept)> Run(Council council, long? expected, string? by, string who, CancellationToken cancel)
    {
        var name = PrivacyTexts.By(by);
        var rules = await RulesOf(council, cancel).ConfigureAwait(false) ?? throw new Refused(PrivacyTexts.All["NoRules"]);
        var done = await Task.Run(
            () =>
            {
                using var db = store.Db();
                using var transaction = db.Database.BeginTransaction();
                var plan = Plan(db, council.Id, rules);
                if (expected is { } seen && seen != plan.Due)
                {
                    throw new Refused(PrivacyTexts.All["PlanChanged", plan.Due, seen]);
                }

                Do(db, council.Id, plan, name, who);
                cancel.ThrowIfCancellationRequested();
                transaction.Commit();
                return plan;
            },
            cancel).ConfigureAwait(false);
        return (done, done.Due == 0 || await Sweep.Run(store, CancellationToken.None).ConfigureAwait(false));
    }

    private RetentionPlan Plan(FairloadDb db, int council, RetentionRules rules)
    {
        var today = Today;
        RetentionFacts facts;
        using (var rows = RowStore.For(db, council))
        {
            facts = RetentionFacts.Read(rows, rules, today);
        }

        // A nameless worker has nothing left to erase.
        var nameless = db.Identities.Where(one => one.Council == council && one.System == Identity.Erased).Select(one => one.Number).ToHashSet();
        var isHeld = Holds.Standing(db, council);
        var (lines, people, undated) = (new List<RetentionLine>(), new List<(Subject, int)>(), 0L);
        foreach (var (subject, of, known) in new[] { (Subject.Child, rules.Children, facts.Children), (Subject.Worker, rules.Workers, facts.Workers) })
        {
            var found = of.ToDictionary(rule => rule.Code, _ => new Tally(), StringComparer.Ordinal);
            foreach (var (number, person) in known.Where(one => !one.Value.IsOpen && !(subject == Subject.Worker && nameless.Contains(one.Key))))
            {
                if (of.FirstOrDefault(rule => facts.Bits[rule.Code] is var bit && (bit == 0 || (person.Fits & bit) != 0)) is not { } rule)
                {
                    continue;
                }

                if (CountsFrom(rule, person) is not { } start)
                {
                    undated++;
                }
                else if (start.Day.AddYears(start.Years) <= today)
                {
                    var held = isHeld(subject, number);
                    found[rule.Code].Add(start.Day, held);
                    if (!held)
                    {
                        people.Add((subject, number));
                    }
                }
            }

            lines.AddRange(of.Select(rule => found[rule.Code].Line(rule.Code, rule.Title)));
        }

        lines.AddRange(ByMonths(db, council, rules, today));
        return new RetentionPlan(rules, today, lines, undated) { People = people };
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The day a rule counts from and for how long; nothing when the records do not say.</summary>
    private static (DateOnly Day, int Years)? CountsFrom(RetentionRule rule, RetentionFacts.Person person)
    {
        var (day, years) = rule.From switch
        {
            CountFrom.Birth => (person.Born, rule.Years),
            CountFrom.Death => (person.Died, rule.Years),
            _ => (person.Last, rule.Years),
        };
        if (rule.YearsAfterDeath is { } after && person.Died != Draft.NoDay && person.Born != Draft.NoDay
            && person.Died < DateOnly.FromDayNumber(person.Born).AddYears(18).DayNumber)
        {
            (day, years) = (person.Died, after);
        }

        return day == Draft.NoDay ? null : (DateOnly.FromDayNumber(day), years);
    }

    private static IEnumerable<RetentionLine> ByMonths(FairloadDb db, int council, RetentionRules rules, DateOnly today)
    {
        if (Before(rules.AuditMonths, today) is { } audit)
        {
            var isKept = KeptSubjects(db, council);
            yield return Line(RetentionPlan.OfAudit, db.Audit.AsNoTracking()
                .Where(one => one.Council == council && one.When < audit && one.Action != Audit.EraseContent)
                .Select(one => new { one.When, one.SubjectKind, one.SubjectId }).AsEnumerable().Select(one => (one.When, isKept(one.SubjectKind, one.SubjectId))));
        }

        if (Before(rules.ProblemMonths, today) is { } problems)
        {
            yield return Line(RetentionPlan.OfProblems, OldProblems(db, council, problems)
                .Join(db.Imports.Where(run => run.Council == council), one => one.Import, run => run.Id, (_, run) => run.When).AsEnumerable().Select(when => (when, false)));
        }

        if (Before(rules.JobMonths, today) is { } jobs)
        {
            yield return Line(RetentionPlan.OfJobs, OldJobs(db, council, jobs).Select(one => one.Ended!.Value).AsEnumerable().Select(when => (when, false)));
        }

        if (Before(rules.SessionMonths, today) is { } sessions)
        {
            yield return Line(RetentionPlan.OfSessions, OldSessions(db, council, sessions).Select(one => one.Seen).AsEnumerable().Select(when => (when, false)));
        }

        if (Before(rules.AccountMonths, today) is { } accounts)
        {
            yield return Line(RetentionPlan.OfAccounts, OldAccounts(db, council, accounts).Select(one => (one.Last, false)));
        }
    }

    private void Do(FairloadDb db, int council, RetentionPlan plan, string by, string who)
    {
        var why = $"retention: {plan.Rules.Retention}";
        var erasure = plan.People.Count > 0 ? _erase.Erase(db, council, plan.People, who, why) : new Erasure(0, 0, 0, 0, 0, 0);
        db.ChangeTracker.Clear();
        if (Before(plan.Rules.ProblemMonths, plan.Day) is { } problems)
        {
            OldProblems(db, council, problems).ExecuteDelete();
        }

        if (Before(plan.Rules.JobMonths, plan.Day) is { } jobs)
        {
            OldJobs(db, council, jobs).ExecuteDelete();
        }

        // Accounts before sessions and audit, which say when an account was last used.
        if (Before(plan.Rules.AccountMonths, plan.Day) is { } accounts)
        {
            var ids = OldAccounts(db, council, accounts).Select(one => one.Id).ToList();
            db.Accounts.Where(one => ids.Contains(one.Id)).ExecuteDelete();
        }

        if (Before(plan.Rules.SessionMonths, plan.Day) is { } sessions)
        {
            OldSessions(db, council, sessions).ExecuteDelete();
        }

        if (Before(plan.Rules.AuditMonths, plan.Day) is { } audit)
        {
            Audit.EraseBefore(db, time, council, who, audit, KeptSubjects(db, council), why);
        }

        Audit.Write(
            db, time, council, who, "run retention", "setting", RetentionRules.SettingKey, null,
            new { By = by, plan.Rules.Retention, plan.Undated, Lines = plan.Lines.Select(line => new { line.Code, line.Due, line.Held }), erasure.Records });
    }

    private static IQueryable<ImportProblem> OldProblems(FairloadDb db, int council, DateTime before) => db.Problems
        .Where(one => one.Council == council && db.Imports.Any(run => run.Council == council && run.Id == one.Import && run.When < before));

    private static IQueryable<Job> OldJobs(FairloadDb db, int council, DateTime before) => db.Jobs
        .Where(one => one.Council == council && one.State >= JobState.Done && one.Ended != null && one.Ended < before);

    private static IQueryable<Session> OldSessions(FairloadDb db, int council, DateTime before) =>
        db.Sessions.Where(one => one.Council == council && one.Seen < before && (one.Ended == null || one.Ended < before));

    /// <summary>Disabled accounts and when each last did anything or had anything done to it; one that no record dates is kept.</summary>
    private static List<(Guid Id, DateTime Last)> OldAccounts(FairloadDb db, int council, DateTime before)
    {
        var old = new List<(Guid, DateTime)>();
        foreach (var account in db.Accounts.AsNoTracking().Where(one => one.Council == council && one.IsDisabled).Select(one => new { one.Id, one.UserName }).ToList())
        {
            var id = account.Id.ToString();
            var last = new[]
            {
                db.Sessions.Where(one => one.Account == account.Id).Max(one => (DateTime?)one.Seen),
                db.Audit.Where(one => one.Council == council && one.Who == account.UserName).Max(one => (DateTime?)one.When),
                db.Audit.Where(one => one.Council == council && one.SubjectKind == "account" && one.SubjectId == id).Max(one => (DateTime?)one.When),
            }.Max();
            if (last < before)
            {
                old.Add((account.Id, last.Value));
            }
        }

        return old;
    }

    /// <summary>Entries about somebody who is held are kept, and all while everybody is.</summary>
    private static Func<string, string, bool> KeptSubjects(FairloadDb db, int council)
    {
        var holds = db.Holds.AsNoTracking().Where(one => one.Council == council && one.Ended == null).ToList();
        if (holds.Exists(one => one.Subject is null))
        {
            return (_, _) => true;
        }

        var numbers = holds.ConvertAll(one => one.Number);
        var salt = db.Councils.Where(one => one.Id == council).Select(one => one.Salt).Single();
        var held = db.Identities.AsNoTracking().Where(one => one.Council == council && numbers.Contains(one.Number)).AsEnumerable()
            .SelectMany(one => new[] { one.SourceId, KnownPerson.AuditId(salt, one.System, one.SourceId) }.Select(id => (KnownPerson.KindOf(one.Subject), id))).ToHashSet();
        return (kind, id) => held.Contains((kind, id));
    }

    private static DateTime? Before(int? months, DateOnly today) =>
        months is { } some ? today.AddMonths(-some).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : null;

    private static RetentionLine Line(string code, IEnumerable<(DateTime When, bool IsHeld)> entries)
    {
        var tally = new Tally();
        foreach (var (when, held) in entries)
        {
            tally.Add(DateOnly.FromDateTime(when), held);
        }

        return tally.Line(code, "");
    }

    private sealed class Tally
    {
        private long _due;
        private long _held;
        private DateOnly? _oldest;
        private DateOnly? _newest;

        public void Add(DateOnly day, bool isHeld)
        {
            if (isHeld)
            {
                _held++;
                return;
            }

            _due++;
            _oldest = _oldest is { } oldest && oldest <= day ? oldest : day;
            _newest = _newest is { } newest && newest >= day ? newest : day;
        }

        public RetentionLine Line(string code, string title) => new(code, title, _due, _held, _oldest, _newest);
    }
}
