using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairload.App.Imports;
using Fairload.App.Imports.Rows;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Cases;
using Fairload.Core.Workload;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>One value that is held, and whom it is about.</summary>
/// <param name="Name">What the source or the store calls it.</param>
/// <param name="Value">The value.</param>
/// <param name="About">The person asked about, or who else: to be looked at before it is given out.</param>
public sealed record GivenValue(string Name, string Value, string About);

/// <summary>One thing that is held about a person.</summary>
/// <param name="What">What it is: the source's table, a line of a statement, a look.</param>
/// <param name="Source">The file and row it comes from, or where in the store it stands.</param>
/// <param name="Values">Its values.</param>
public sealed record GivenItem(string What, string? Source, IReadOnlyList<GivenValue> Values);

/// <summary>Everything that is held about one person.</summary>
/// <param name="Council">The council.</param>
/// <param name="Kind">Child, worker or carer household.</param>
/// <param name="Ids">The ids that sources use for them.</param>
/// <param name="MadeAt">When this was made, in UTC.</param>
/// <param name="Note">What to do before it is given out.</param>
/// <param name="Records">Rows of the council's files.</param>
/// <param name="StatementLines">Lines of workload statements of the latest day.</param>
/// <param name="Audit">Who looked at them and changed what, and what a worker with an account did.</param>
/// <param name="Holds">Legal holds.</param>
/// <param name="Problems">What was wrong in rows of files about them.</param>
/// <param name="Elsewhere">Other rows of the store that name them.</param>
public sealed record PersonFile(
    string Council, string Kind, IReadOnlyList<string> Ids, DateTime MadeAt, string Note, IReadOnlyList<GivenItem> Records, IReadOnlyList<GivenItem> StatementLines,
    IReadOnlyList<GivenItem> Audit, IReadOnlyList<GivenItem> Holds, IReadOnlyList<GivenItem> Problems, IReadOnlyList<GivenItem> Elsewhere)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The file as a page that a person can read and print, without style or script.</summary>
    public string ToHtml()
    {
        var words = PrivacyTexts.All;
        string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
        var html = new System.Text.StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Text(words["ExportTitle"])}</title></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(words["ExportTitle"])}</h1>\n<p>{Text(words["ExportMade", MadeAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC", Council, Kind + " " + string.Join(", ", Ids)])}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><strong>{Text(Note)}</strong></p>\n");
        foreach (var (title, items) in new[]
        {
            ("ExportRecords", Records), ("ExportLines", StatementLines), ("ExportAudit", Audit), ("ExportHolds", Holds), ("ExportProblems", Problems), ("ExportElsewhere", Elsewhere),
        })
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(words[title])}</h2>\n");
            if (items.Count == 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(words["ExportNothing"])}</p>\n");
                continue;
            }

            html.Append(CultureInfo.InvariantCulture, $"<table border=\"1\"><thead><tr><th>{Text(words["ExportWhat"])}</th><th>{Text(words["ExportSource"])}</th><th>{Text(words["ExportValue"])}</th><th>{Text(words["ExportAbout"])}</th></tr></thead><tbody>\n");
            foreach (var item in items)
            {
                foreach (var value in item.Values)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(item.What)}</td><td>{Text(item.Source)}</td><td>{Text(value.Name)}: {Text(value.Value)}</td><td>{Text(value.About)}</td></tr>\n");
                }
            }

            html.Append("</tbody></table>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }
}

/// <summary>Gathers everything held about one child, worker or carer household, with the values about others marked, for a subject access request.</summary>
/// <param name="store">The store.</param>
/// <param name="workloads">The workload of the latest day.</param>
/// <param name="time">The clock.</param>
public sealed class SubjectAccess(DataStore store, Workloads.Workloads workloads, TimeProvider time)
{
    /// <summary>The marks: whom a value is about.</summary>
    public const string ThePerson = "the person", OtherChild = "other child", Worker = "worker", Family = "family and home", Account = "staff account", Words = "free text: may name anybody";

    /// <summary>The word for a carer household, as the audit trail has it.</summary>
    public const string Household = "carer household";

    /// <summary>Who asks: a person by Fairload's own number, or a carer household, which is nobody's number, by its id.</summary>
    private sealed record Asking(string Kind, Subject? Subject, int Number, IReadOnlyList<string> Ids, IReadOnlyList<string> AuditIds);

    /// <summary>Gathers it for a child or worker, and writes into the audit trail that it was.</summary>
    /// <exception cref="Refused">No such person, or no name or reason.</exception>
    public Task<PersonFile> Run(Council council, Subject subject, string id, string? why, string who, CancellationToken cancel) => Run(
        council,
        async db => await KnownPerson.Find(db, council.Id, subject, id, cancel).ConfigureAwait(false) is var person
            ? new Asking(person.Kind, person.Subject, person.Number, person.Ids, person.AuditIds) : null!,
        why,
        who,
        cancel);

    /// <summary>Gathers it for a carer household, whose id is the one that the carers file gives it, and writes into the audit trail that it was.</summary>
    /// <exception cref="Refused">No such household, or no reason.</exception>
    public Task<PersonFile> RunHousehold(Council council, string id, string? why, string who, CancellationToken cancel) => Run(
        council,
        db => Task.Run(
            () =>
            {
                var household = new Asking(Household, null, 0, [id], [id]);
                return Rows(db, council.Id, household).Count > 0 ? household : throw new Refused(PrivacyTexts.All["NoHousehold", id]);
            },
            cancel),
        why,
        who,
        cancel);

    private async Task<PersonFile> Run(Council council, Func<FairloadDb, Task<Asking>> find, string? why, string who, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(council);
        var reason = PrivacyTexts.Why(why);
        Asking person;
        await using (var db = store.Db())
        {
            person = await find(db).ConfigureAwait(false);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
            Auditing.Audit.Write(db, time, council.Id, who, "export subject access", person.Kind, await KnownPerson.AuditIdOf(db, council.Id, person.Subject, person.Ids[0], cancel).ConfigureAwait(false), null, new { Why = reason });
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }

        var day = await workloads.Day(council, null, null, cancel).ConfigureAwait(false);
        return await Task.Run(
            () =>
            {
                using var db = store.Db();
                db.Database.OpenConnection();
                var records = Rows(db, council.Id, person);
                return new PersonFile(
                    council.Name, person.Kind, person.Ids, time.GetUtcNow().UtcDateTime, PrivacyTexts.All["ExportRedact"],
                    Records(db, council.Id, person, records), Lines(day, person), Looks(db, council.Id, person), HoldsOver(db, council.Id, person),
                    ProblemsOf(db, council.Id, person, records),
                    person.Subject is { } subject
                        ? [.. NamedRows.Find(db, council.Id, subject, person.Ids).Select(row => new GivenItem(row.Table, null,
                            [.. row.Values.Select(value => new GivenValue(value.Column.Column, value.Value, MarkOf(value.Column)))]))]
                        : []);
            },
            cancel).ConfigureAwait(false);
    }

    /// <summary>Writes a file as JSON, and beside it as a page to read.</summary>
    /// <returns>The path of the page.</returns>
    /// <exception cref="Refused">A file is there already, or cannot be written.</exception>
    public static string Write(PersonFile file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        var page = Path.ChangeExtension(path, ".html");
        foreach (var one in new[] { path, page }.Where(File.Exists))
        {
            throw new Refused(PrivacyTexts.All["FileThere", one]);
        }

        try
        {
            File.WriteAllText(path, file.ToJson());
            File.WriteAllText(page, file.ToHtml());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refused(PrivacyTexts.All["CannotWrite", path], e);
        }

        return page;
    }

    /// <summary>The rows about somebody, and those that the latest import wrote over and that are kept so that it can be undone.</summary>
    private static List<Record> Rows(FairloadDb db, int council, Asking person) =>
    [
        .. Of(db.Records, council, person), .. Of(db.Records.FromSql($"SELECT * FROM undo_rows"), council, person),
    ];

    private static IEnumerable<Record> Of(IQueryable<Record> records, int council, Asking person) =>
        (person.Subject switch
        {
            Subject.Child => records.AsNoTracking().Where(one => one.Council == council && one.Child == person.Number),
            Subject.Worker => records.AsNoTracking().Where(one => one.Council == council && (one.Worker == person.Number || one.OtherWorker == person.Number)),
            _ => records.AsNoTracking().Where(one => one.Council == council && one.Kind == RecordKind.CarerHousehold && one.Ref == person.Ids[0]),
        })
            .OrderBy(one => one.Kind).ThenBy(one => one.Key);

    private static List<GivenItem> Records(FairloadDb db, int council, Asking person, List<Record> records)
    {
        var numbers = records.SelectMany(one => new[] { one.Child, one.Worker, one.OtherWorker }).OfType<int>().ToHashSet();
        var names = db.Identities.AsNoTracking().Where(one => one.Council == council).AsEnumerable().Where(one => numbers.Contains(one.Number))
            .GroupBy(one => one.Number).ToDictionary(one => one.Key, one => string.Join(" / ", one.Select(id => id.SourceId)));
        var files = db.ImportFiles.AsNoTracking().Where(one => one.Council == council).ToDictionary(one => one.Id, one => one);
        return records.ConvertAll(record =>
        {
            var table = KnownTables.Of(record.Kind, record.Source);
            var source = files.TryGetValue(record.File, out var file) ? $"{file.Name}, row {record.Row}, import {file.Import}" : $"row {record.Row}";
            return new GivenItem(table.Name, source, [.. ValuesOf(record, table, person, names)]);
        });
    }

    private static IEnumerable<GivenValue> ValuesOf(Record record, Table table, Asking person, Dictionary<int, string> names)
    {
        // In a row about a child, what it says is the child's; a worker who asks is told that it is about a child.
        var isChilds = record.Child is not null;
        var whose = isChilds == (person.Subject == Subject.Child) ? ThePerson : isChilds ? OtherChild : Worker;
        whose = !isChilds && record.Worker is { } worker && worker != person.Number ? Worker : whose;
        whose = record.Kind != RecordKind.CarerHousehold ? whose : person.Subject is null ? ThePerson : Family;
        string Name(string field, params Into[] into) => table.Columns.FirstOrDefault(column => into.Contains(column.Into))?.Name ?? field;
        foreach (var (name, value, about) in new (string, string?, string)[]
        {
            (Name("key", Into.Key, Into.StaffId), record.Key, whose),
            (Name("child", Into.Child), Person(record.Child), person.Subject == Subject.Child ? ThePerson : OtherChild),
            (Name("worker", Into.Worker, Into.AnyWorker, Into.StaffId), Person(record.Worker), IsThis(record.Worker) ? ThePerson : Worker),
            (Name("other worker", Into.OtherWorker, Into.Manager), Person(record.OtherWorker), IsThis(record.OtherWorker) ? ThePerson : Worker),
            (Name("team", Into.Team), record.Team, whose),
            (Name("from", Into.From), Day(record.From), whose),
            (Name("until", Into.Until, Into.LastDay), Day(record.Until), whose),
            (Name("due", Into.Due), Day(record.Due), whose),
            (Name("code", Into.Code, Into.Factors, Into.Alone), record.Code, whose),
            (Name("detail", Into.Detail, Into.Name, Into.Initial), record.Detail, whose),
            (Name("ref", Into.Ref, Into.CareId, Into.AssessmentId, Into.Address, Into.Postcode), record.Ref,
                record.Kind is RecordKind.Family or RecordKind.Address or RecordKind.Placement ? Family : whose),
            (Name("number", Into.Fte, Into.Miles), record.Number?.ToString(CultureInfo.InvariantCulture), whose),
            (Name("flag", Into.Flag), record.Flag?.ToString(), whose),
            ("extra", record.Extra, whose),
            ("withdrawn", Day(record.Withdrawn), whose),
        })
        {
            if (value is not null)
            {
                yield return new GivenValue(name, value, about);
            }
        }

        string? Person(int? number) => number is { } some ? names.GetValueOrDefault(some) ?? some.ToString(CultureInfo.InvariantCulture) : null;
        bool IsThis(int? number) => person.Subject == Subject.Worker && number == person.Number;
    }

    private static List<GivenItem> Lines(WorkloadDay day, Asking person)
    {
        var caseload = day.Cases.Caseload;
        var isChild = person.Subject != Subject.Worker;
        var place = person.Ids.Select(id => person.Subject switch
        {
            Subject.Child => caseload.FindChild(id),
            Subject.Worker => caseload.FindWorker(id),
            _ => FindHousehold(caseload, id),
        }).FirstOrDefault(found => found is not null);
        if (place is not { } at)
        {
            return [];
        }

        var items = new List<GivenItem>();
        var source = $"{Day(day.Day)}, {day.Scheme.Code} {day.Scheme.Version}";
        if (!isChild && day.Of(at) is { } statement)
        {
            items.Add(new GivenItem("statement", source,
            [
                new("workload points", statement.Workload.Number.ToString(CultureInfo.InvariantCulture), ThePerson),
                new("capacity points", statement.Capacity?.Number.ToString(CultureInfo.InvariantCulture) ?? "not known", ThePerson),
                new("cases held", statement.Cases.ToString(CultureInfo.InvariantCulture), ThePerson),
                new("how it stands", statement.State.ToString(), ThePerson),
            ]));
        }

        foreach (var line in isChild ? day.LinesOfChild(at) : day.Of(at)?.Lines ?? [])
        {
            var about = isChild ? ThePerson : OtherChild;
            items.Add(new GivenItem("statement line", source,
            [
                new(line.IsHousehold ? Household : "child", line.ChildRecord.Id, line.IsHousehold && !isChild ? Family : about),
                new("worker", caseload.Workers[line.Worker].Id, isChild ? Worker : ThePerson),
                new("function", line.Function.Word(), about),
                new("role on case", line.RoleOnCase.Word(), about),
                new("status", line.Status.Word(), about),
                new("closure", line.Closure.Word(), about),
                new("points", line.Points.Number.ToString(CultureInfo.InvariantCulture), about),
                .. line.Reasons().Select(reason => new GivenValue(
                    reason.Title, $"{reason.Points.Number.ToString(CultureInfo.InvariantCulture)}: {EvidenceText.Of(reason.Evidence, day.Cases)}", about)),
            ]));
        }

        return items;
    }

    private static int? FindHousehold(Caseload caseload, string id)
    {
        for (var at = 0; at < caseload.Children.Count; at++)
        {
            if (caseload.IsHousehold(at) && caseload.Children[at].Id == id)
            {
                return at;
            }
        }

        return null;
    }

    private static List<GivenItem> Looks(FairloadDb db, int council, Asking person)
    {
        var accounts = person.Subject == Subject.Worker
            ? db.Accounts.AsNoTracking().Where(one => one.Council == council && one.Worker != null && person.Ids.Contains(one.Worker)).Select(one => one.UserName!).ToList()
            : [];
        var said = person.AuditIds.Select(id => JsonSerializer.Serialize(id)).ToList();
        var found = db.Audit.AsNoTracking()
            .Where(one => one.Council == council && ((one.SubjectKind == person.Kind && person.AuditIds.Contains(one.SubjectId)) || accounts.Contains(one.Who))).ToList();

        // A change to a case or a setting may name the person only in what it said before or after.
        foreach (var json in said)
        {
            found.AddRange(db.Audit.AsNoTracking().Where(one => one.Council == council && (one.Before!.Contains(json) || one.After!.Contains(json))));
        }

        return [.. found.DistinctBy(one => one.Id).OrderBy(one => one.Id).Select(one =>
        {
            var isAbout = one.SubjectKind == person.Kind && person.AuditIds.Contains(one.SubjectId);
            return new GivenItem(one.Action, "audit entry " + one.Id.ToString(CultureInfo.InvariantCulture), [.. new (string Name, string? Value, string About)[]
            {
                ("when", one.When.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ThePerson),
                ("who", one.Who, accounts.Contains(one.Who) ? ThePerson : Account),
                (one.SubjectKind, one.SubjectId, isAbout ? ThePerson : one.SubjectKind == "child" ? OtherChild : one.SubjectKind == "worker" ? Worker : Words),
                ("before", one.Before, Words),
                ("after", one.After, Words),
            }.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => new GivenValue(value.Name, value.Value!, value.About))]);
        })];
    }

    private static List<GivenItem> HoldsOver(FairloadDb db, int council, Asking person) =>
        [.. db.Holds.AsNoTracking().Where(one => one.Council == council && (one.Subject == null || (one.Subject == person.Subject && one.Number == person.Number)))
            .OrderBy(one => one.Id).AsEnumerable().Select(one => new GivenItem("hold", "hold " + one.Id.ToString(CultureInfo.InvariantCulture), [.. new (string Name, string? Value, string About)[]
            {
                ("since", Day(DateOnly.FromDateTime(one.Since)), ThePerson),
                ("decided by", one.By, Account),
                ("reason", one.Reason, Words),
                ("ended", one.Ended is { } ended ? Day(DateOnly.FromDateTime(ended)) : null, ThePerson),
                ("ended by", one.EndedBy, Account),
                ("why it ended", one.EndedReason, Words),
            }.Where(value => value.Value is not null).Select(value => new GivenValue(value.Name, value.Value!, value.About))]))];

    private static List<GivenItem> ProblemsOf(FairloadDb db, int council, Asking person, List<Record> records)
    {
        var files = db.ImportFiles.AsNoTracking().Where(one => one.Council == council).ToDictionary(one => one.Id, one => (one.Import, one.Name));
        var rows = records.Where(one => files.ContainsKey(one.File) && (person.Subject is null || (one.Child is not null) == (person.Subject == Subject.Child)))
            .Select(one => (files[one.File].Import, files[one.File].Name, one.Row)).ToHashSet();
        var ids = person.Ids.ToHashSet(StringComparer.Ordinal);
        return [.. db.Problems.AsNoTracking().Where(one => one.Council == council).AsEnumerable()
            .Where(one => (one.Value is { } value && ids.Contains(value)) || (one.Row is { } row && rows.Contains((one.Import, one.File, row))))
            .Select(one => new GivenItem("problem", $"{one.File}, row {one.Row}, import {one.Import}",
                [.. new (string Name, string? Value)[] { ("column", one.Column), ("value", one.Value), ("message", one.Message) }
                    .Where(value => value.Value is not null).Select(value => new GivenValue(value.Name, value.Value!, ThePerson))]))];
    }

    private static string MarkOf(HeldColumn column) => column switch
    {
        { Given: WhenGiven.Given } => ThePerson,
        { About: About.ChildId } => OtherChild,
        { About: About.WorkerId } => Worker,
        { About: About.SignedIn } => Account,
        _ => Words,
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
