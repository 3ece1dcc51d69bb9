using System.Text;
using Fairload.App.Privacy;
using Fairload.App.Store;
using Fairload.App.Store.Rows;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Fairload.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Imports.Rows;

/// <summary>
/// Who is known, for sources that know a worker by name alone. A name is somebody known when exactly one worker of that name is in that team
/// on the day; where it may be somebody else, it stays by itself and a question is asked.
/// </summary>
internal sealed class KnownNames
{
    private readonly Dictionary<string, HashSet<Known>> _workers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Name, string Team), List<(string Id, int From, int Until)>> _met = [];
    private readonly Dictionary<string, Named> _named = new(StringComparer.Ordinal);
    private readonly HashSet<int> _elsewhere = [];
    private readonly Dictionary<string, int> _registrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _staffIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ssdIds = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Team, string Initials), Dictionary<string, (int Number, JoinRule Rule)>> _prints = [];
    private readonly HashSet<int> _nobodyElse;
    private readonly HashSet<string> _said;
    private readonly int[] _days;
    private readonly byte[]? _salt;
    private ILookup<string, (string Folded, int Number, JoinRule Rule)>? _idsByInitials;

    private KnownNames(byte[]? salt, int[] days, HashSet<int> nobodyElse, HashSet<string> said) => (_salt, _days, _nobodyElse, _said) = (salt, days, nobodyElse, said);

    /// <summary>Whether only initials are kept: a salt then makes fingerprints of names.</summary>
    private bool AreInitials => _salt is not null;

    /// <summary>The id of a name that a workbook has: the name as it is compared, in its team.</summary>
    /// <param name="folded">The name, folded.</param>
    /// <param name="team">The team as the workbook has it; empty without.</param>
    public static string IdOf(string folded, string team) => team.Length == 0 ? folded : folded + " @ " + team.ToLowerInvariant();

    /// <summary>
    /// The names in the store. Where only initials are kept they join nobody, for initials are nobody's own: inside a team they are asked
    /// about. An id in place of a name joins all the same, by the fingerprint that it has for an id.
    /// </summary>
    public static KnownNames Read(FairloadDb db, RowStore rows, int council, bool initialsOnly)
    {
        var days = db.ImportTables.AsNoTracking().Where(table => table.Council == council && table.Source == Source.AnnexA && table.Kind == RecordKind.Worker)
            .Select(table => table.ExtractDate).ToList();
        var answers = db.JoinQuestions.AsNoTracking().Where(one => one.Council == council && (one.State == JoinState.Other || (one.State == JoinState.Same && one.Who != JoinQuestion.ByRule)))
            .Select(one => new { one.SourceId, one.Number, one.State }).ToList();
        var names = new KnownNames(
            initialsOnly ? db.Councils.AsNoTracking().Where(one => one.Id == council).Select(one => one.Salt).Single() : null,
            [.. days.Select(day => day.DayNumber).Distinct().Order()],
            [.. answers.Where(one => one.State == JoinState.Other).Select(one => one.Number)],
            answers.Select(one => one.SourceId).ToHashSet(StringComparer.Ordinal));
        rows.ScanIdentities(Subject.Worker, (system, id, number) =>
        {
            if (system != Identity.Named)
            {
                names._elsewhere.Add(number);
            }

            if (system switch { Identity.Registration => names._registrations, Identity.Staff => names._staffIds, Identity.Ssd => names._ssdIds, _ => null } is { } ids)
            {
                ids[Said(id)] = number;
            }
        });
        rows.Scan(RecordKind.Team, null, (row, _) =>
        {
            if (!row[Text.Detail].IsEmpty)
            {
                names._teams.TryAdd(Said(row[Text.Key]), Folded(Said(row[Text.Detail])));
            }
        });
        rows.Scan(RecordKind.Post, null, names.Take);
        rows.Scan(RecordKind.Worker, null, names.Take);
        return names;
    }

    /// <summary>
    /// The one worker, known by more than a name, whose registration number or id is written for a name, else who is in a team under it on a
    /// day; 0 when there is none, or more than one.
    /// </summary>
    /// <param name="id">The source's id: the name in its team, or the fingerprint of that.</param>
    /// <param name="name">The name as written, or the initials that are kept of it.</param>
    /// <param name="team">The team, by id or by name.</param>
    /// <param name="day">The day that the source describes: a post that had ended by then makes nothing certain.</param>
    public int OfName(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, int day)
    {
        if (name.IsEmpty)
        {
            return 0;
        }

        if (OfWritten(Said(id), Said(name), Said(team)).Number is var number && (number > 0 || AreInitials))
        {
            return number;
        }

        if (!_workers.TryGetValue(PersonName.Of(Said(name)).Folded, out var workers))
        {
            return 0;
        }

        var at = TeamKey(Said(team));
        return One(workers.Where(worker => !worker.IsNamed && worker.Team == at && worker.Covers(day)));
    }

    /// <summary>Whether a person has said who a name is, or that it is nobody else.</summary>
    public bool IsSaid(ReadOnlySpan<byte> id) => _said.Contains(Said(id));

    /// <summary>Learns that a staff file has a post of this name, so that of two of one name in one team neither is taken for the one who is known.</summary>
    public void Meet(string id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, int from, int until)
    {
        var place = (PersonName.Of(Said(name)).Folded, TeamKey(Said(team)));
        if (!_met.TryGetValue(place, out var met))
        {
            _met.Add(place, met = []);
        }

        met.Add((id, from, until));
    }

    /// <summary>The one worker of a post's name in its team, of those whom no staff id leads to yet; 0 when there is none, or more than one.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="team">The team, by id or by name.</param>
    /// <param name="day">The day of the staff file, on which the post is in force.</param>
    /// <param name="taken">Whom staff ids lead to.</param>
    public int OfPost(ReadOnlySpan<byte> name, ReadOnlySpan<byte> team, int day, HashSet<int> taken)
    {
        var folded = name.IsEmpty ? "" : PersonName.Of(Said(name)).Folded;
        if (AreInitials || !_workers.TryGetValue(folded, out var workers) || !_met.TryGetValue((folded, TeamKey(Said(team))), out var met))
        {
            return 0;
        }

        var at = TeamKey(Said(team));
        // A name that a source saw on a day is that of the one who was in post on that day.
        bool IsOne(int on) => met.Where(post => post.From <= on && on < post.Until).Select(post => post.Id).Distinct().Count() == 1;
        var one = One(workers.Where(worker => worker.Team == at
            && (worker.IsNamed ? !_elsewhere.Contains(worker.Number) && !_nobodyElse.Contains(worker.Number) && IsOne(worker.From) : worker.Covers(day) && IsOne(day))));
        return taken.Contains(one) ? 0 : one;
    }

    /// <summary>
    /// After a load, so that it does not matter which file came first: every worker whom a source knows by name alone is who the same rule
    /// says at reading; of the others who may be somebody else it is asked who they are, unless that was asked before. All that was joined,
    /// at reading too, is noted, so that people see it and may say otherwise.
    /// </summary>
    /// <returns>How many names this import joined.</returns>
    public static int Settle(FairloadDb db, RowStore rows, int council, int import, bool initialsOnly, WritesOver over, DateTime now)
    {
        var names = Read(db, rows, council, initialsOnly);
        var ids = db.Identities.AsNoTracking().Where(one => one.Council == council && one.Subject == Subject.Worker).ToList();
        var numbers = ids.FindAll(one => one.System == Identity.Named).ToDictionary(one => one.SourceId, one => one.Number, StringComparer.Ordinal);
        var questions = db.JoinQuestions.Where(one => one.Council == council && one.System == Identity.Named).ToDictionary(one => one.SourceId, StringComparer.Ordinal);
        var news = NewIds(db, council, ids, over);
        names.PutApart(numbers, questions);
        var joined = names.Join(db, council, numbers, questions, over, (import, now)) + names.Note(db, council, numbers, questions, news, (import, now));
        names.Ask(db, council, numbers, questions);
        db.SaveChanges();
        return joined;
    }

    /// <summary>Ids of workers that this import made, or gave to somebody else.</summary>
    private static List<Identity> NewIds(FairloadDb db, int council, List<Identity> ids, WritesOver over)
    {
        var written = db.Set<Dictionary<string, object>>(UndoRows.Identities).AsNoTracking()
            .Where(row => EF.Property<int>(row, nameof(Identity.Council)) == council && EF.Property<Subject>(row, nameof(Identity.Subject)) == Subject.Worker)
            .Select(row => new { System = EF.Property<string>(row, nameof(Identity.System)), Id = EF.Property<string>(row, nameof(Identity.SourceId)) })
            .AsEnumerable().Select(row => (row.System, row.Id)).ToHashSet();
        return ids.FindAll(one => one.Number > over.LastIdentity || written.Contains((one.System, one.SourceId)));
    }

    /// <summary>A name that a rule had joined and whose worker's ids lead to somebody else by now is nobody's again.</summary>
    private void PutApart(Dictionary<string, int> numbers, Dictionary<string, JoinQuestion> questions)
    {
        foreach (var question in questions.Values.Where(one => one is { State: JoinState.Same, Who: JoinQuestion.ByRule }))
        {
            if (numbers.TryGetValue(question.SourceId, out var number) && !_elsewhere.Contains(number))
            {
                (question.State, question.Number, question.When, question.Rule, question.With, question.Import) = (JoinState.Open, number, null, null, null, null);
            }
        }
    }

    private int Join(
        FairloadDb db, int council, Dictionary<string, int> numbers, Dictionary<string, JoinQuestion> questions, WritesOver over, (int Import, DateTime When) now)
    {
        var joined = 0;
        foreach (var named in _named.Values.OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            if (numbers.GetValueOrDefault(named.Id) != named.Number || _elsewhere.Contains(named.Number) || questions.GetValueOrDefault(named.Id) is { State: not JoinState.Open }
                || OfName(Encoding.UTF8.GetBytes(named.Id), Encoding.UTF8.GetBytes(named.Name), Encoding.UTF8.GetBytes(named.Team), named.Day) is not (> 0 and var to))
            {
                continue;
            }

            Note(db, council, questions, named, named.Number, to, now);
            UndoJournal.KeepWorker(db, council, named.Number, over);
            db.Records.Where(row => row.Council == council && row.Source == Source.AnnexA && (row.Worker == named.Number || row.OtherWorker == named.Number))
                .ExecuteUpdate(set => set.SetProperty(row => row.Worker, row => row.Worker == named.Number ? to : row.Worker)
                    .SetProperty(row => row.OtherWorker, row => row.OtherWorker == named.Number ? to : row.OtherWorker));
            // Names that were said to be this one go with it.
            db.Identities.Where(one => one.Council == council && one.Subject == Subject.Worker && one.System == Identity.Named && one.Number == named.Number)
                .ExecuteUpdate(set => set.SetProperty(one => one.Number, to));
            foreach (var id in numbers.Where(pair => pair.Value == named.Number).Select(pair => pair.Key).ToList())
            {
                numbers[id] = to;
            }

            joined++;
        }

        return joined;
    }

    /// <summary>Notes what was joined at reading: names that lead to somebody known, and of whom nobody has said so.</summary>
    private int Note(
        FairloadDb db, int council, Dictionary<string, int> numbers, Dictionary<string, JoinQuestion> questions, List<Identity> news, (int Import, DateTime When) now)
    {
        var joined = 0;
        var newNames = news.Where(one => one.System == Identity.Named).Select(one => one.SourceId).ToHashSet(StringComparer.Ordinal);
        var newWorkers = news.Where(one => one.System != Identity.Named).Select(one => one.Number).ToHashSet();
        foreach (var (id, number) in numbers)
        {
            if (!_elsewhere.Contains(number) || questions.GetValueOrDefault(id) is { State: not JoinState.Open } || !_named.TryGetValue(id, out var named))
            {
                continue;
            }

            // One that stood joined before, of a time when it was not noted, is not of this import.
            var isNow = newNames.Contains(id) || newWorkers.Contains(number);
            Note(db, council, questions, named, number, number, isNow ? now : null);
            joined += isNow ? 1 : 0;
        }

        return joined;
    }

    private void Note(
        FairloadDb db, int council, Dictionary<string, JoinQuestion> questions, Named named, int own, int with, (int Import, DateTime When)? now)
    {
        if (!questions.TryGetValue(named.Id, out var question))
        {
            question = new JoinQuestion { Council = council, System = Identity.Named, SourceId = named.Id, Number = own };
            questions.Add(named.Id, question);
            db.JoinQuestions.Add(question);
        }

        var written = OfWritten(named.Id, named.Name, named.Team);
        var rule = named.Name.Length == 0 ? JoinRule.Id : written.Number == with ? written.Rule : JoinRule.NameInTeam;
        (question.State, question.Who, question.When, question.Rule, question.With, question.Import)
            = (JoinState.Same, JoinQuestion.ByRule, now?.When, rule, with, now?.Import);
    }

    private void Ask(FairloadDb db, int council, Dictionary<string, int> numbers, Dictionary<string, JoinQuestion> questions)
    {
        // Two names may have been said to be one worker.
        var alone = numbers.Where(pair => !_elsewhere.Contains(pair.Value)).ToLookup(pair => pair.Value, pair => pair.Key);
        var inTeams = _workers.SelectMany(pair => pair.Value, (pair, one) => (Name: new PersonName("", pair.Key), One: one))
            .Where(named => !named.One.IsGone && _elsewhere.Contains(named.One.Number)).ToLookup(named => named.One.Team, StringComparer.Ordinal);
        foreach (var (name, workers) in _workers)
        {
            var written = new PersonName("", name);
            foreach (var one in workers.Where(one => !one.IsGone && alone.Contains(one.Number)
                && (workers.Any(other => !other.IsGone && MayBe(one, other)) || inTeams[one.Team].Any(other => written.IsInitialsBeside(other.Name)))))
            {
                foreach (var id in alone[one.Number].Where(id => !questions.ContainsKey(id)))
                {
                    questions.Add(id, new JoinQuestion { Council = council, System = Identity.Named, SourceId = id, Number = one.Number });
                    db.JoinQuestions.Add(questions[id]);
                }
            }
        }
    }

    /// <summary>
    /// Whether two of one name may be one person. Initials say it only inside a team, and only of somebody with an id: two names with the
    /// same initials are two names.
    /// </summary>
    private bool MayBe(Known one, Known other) =>
        one.Number != other.Number && (!AreInitials || (one.Team == other.Team && _elsewhere.Contains(other.Number)));

    /// <summary>Whose id stands in place of a name, and what kind of id; nobody where the name has no digit, for an id may be a name.</summary>
    private (int Number, JoinRule Rule) OfWritten(string id, string name, string team) => AreInitials ? OfPrint(id, name, team) : OfId(PersonName.Spaced(name));

    private (int Number, JoinRule Rule) OfId(string written) =>
        !written.Any(char.IsAsciiDigit) ? default
        : _registrations.TryGetValue(written, out var registered) ? (registered, JoinRule.Registration)
        : _staffIds.TryGetValue(written, out var staff) ? (staff, JoinRule.Id)
        : (_ssdIds.GetValueOrDefault(written), JoinRule.Id);

    /// <summary>
    /// Of a name that is kept as a fingerprint it is asked whether it is the fingerprint of an id in that team. The initials say of which ids
    /// it can be, so that few are tried.
    /// </summary>
    private (int Number, JoinRule Rule) OfPrint(string print, string initials, string team)
    {
        if (!_prints.TryGetValue((team, initials), out var prints))
        {
            _prints.Add((team, initials), prints = new(StringComparer.Ordinal));
            _idsByInitials ??= IdsByInitials();
            foreach (var (folded, number, rule) in _idsByInitials[initials])
            {
                prints.TryAdd(ErasedPeople.Fingerprint(_salt!, Identity.Named, Encoding.UTF8.GetBytes(IdOf(folded, team))), (number, rule));
            }
        }

        return prints.GetValueOrDefault(print);
    }

    /// <summary>Ids by the initials that they would have as names, those that count first first. Of ids that look alike when folded it may be either: nobody.</summary>
    private ILookup<string, (string Folded, int Number, JoinRule Rule)> IdsByInitials() =>
        new[] { (Ids: _registrations, Rule: JoinRule.Registration), (Ids: _staffIds, Rule: JoinRule.Id), (Ids: _ssdIds, Rule: JoinRule.Id) }
            .SelectMany(kind => kind.Ids.Where(pair => pair.Key.Any(char.IsAsciiDigit)).GroupBy(pair => PersonName.Of(pair.Key).Folded, StringComparer.Ordinal)
                .Select(alike => (Initials: Initials.Of(alike.First().Key), Folded: alike.Key,
                    Number: alike.Select(pair => pair.Value).Distinct().Count() == 1 ? alike.First().Value : 0, kind.Rule)))
            .ToLookup(one => one.Initials, one => (one.Folded, one.Number, one.Rule), StringComparer.Ordinal);

    private static int One(IEnumerable<Known> workers)
    {
        var numbers = workers.Select(worker => worker.Number).Distinct().Take(2).ToList();
        return numbers.Count == 1 ? numbers[0] : 0;
    }

    private static string Said(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string Folded(string team) => PersonName.Spaced(team).ToLowerInvariant();

    private string TeamKey(string idOrName) => _teams.GetValueOrDefault(idOrName) ?? Folded(idOrName);

    private void Take(Draft row, bool withdrawn)
    {
        if (!withdrawn && row.Worker != 0 && !row[Text.Ref].IsEmpty && People.SystemOf(row.Source) != Identity.Named)
        {
            _registrations.TryAdd(Said(row[Text.Ref]), row.Worker);
        }

        var (name, team) = (Said(row[Text.Detail]), Said(row[Text.Team]));
        var isNamed = People.SystemOf(row.Source) == Identity.Named;
        var day = isNamed ? LastSeen(row.Withdrawn) : 0;
        if (isNamed)
        {
            var id = Said(row[Text.Key]);
            _named.Add(id, new Named(id, row.Worker, name, team, day));
        }

        if (name.Length == 0)
        {
            return;
        }

        var key = PersonName.Of(name).Folded;
        if (!_workers.TryGetValue(key, out var workers))
        {
            _workers.Add(key, workers = []);
        }

        workers.Add(isNamed
            ? new Known(row.Worker, TeamKey(team), day, day, true, withdrawn)
            : new Known(row.Worker, TeamKey(team), row.From, EndOf(row), false, withdrawn));
    }

    /// <summary>The last day on which a name was seen.</summary>
    private int LastSeen(int withdrawn) => _days.LastOrDefault(day => withdrawn == Draft.NoDay || day < withdrawn, DateOnly.MaxValue.DayNumber);

    /// <summary>The first day on which a row is no longer in force: it has ended, or the next extract has it no more.</summary>
    private static int EndOf(Draft row) =>
        Math.Min(row.Until == Draft.NoDay ? int.MaxValue : row.Until, row.Withdrawn == Draft.NoDay ? int.MaxValue : row.Withdrawn);

    /// <summary>Somebody of a name in a team, over a span of days; of a name alone the last day on which it was seen.</summary>
    private readonly record struct Known(int Number, string Team, int From, int Until, bool IsNamed, bool IsGone)
    {
        public bool Covers(int day) => (From == Draft.NoDay || From <= day) && day < Until;
    }

    /// <summary>A row of a source that knows workers by name alone; without a name it has a number in its place.</summary>
    private sealed record Named(string Id, int Number, string Name, string Team, int Day);
}
