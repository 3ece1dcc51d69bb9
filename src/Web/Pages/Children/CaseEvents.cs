using Fairload.Core.Cases;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Children;

/// <summary>Hearings, meetings, written-up visits and audits of a child's case, from the files that give them, the latest first.</summary>
public sealed class CaseEvents(Text<CaseEvents> text)
{
    /// <summary>How many a page shows: a year of visits and meetings.</summary>
    private const int Most = 40;

    private static readonly RecordKind[] Kinds = [RecordKind.Hearing, RecordKind.Meeting, RecordKind.Recording, RecordKind.Audit];

    private sealed record Row(string What, DateOnly? Day, string Says, string Worker);

    /// <summary>The rows, or nothing where there are none.</summary>
    public ITable? Of(CaseList cases, int child)
    {
        var rows = Kinds.SelectMany(kind => RowsOf(kind, cases, child)).OrderByDescending(row => row.Day).ThenBy(row => row.What, StringComparer.CurrentCulture).Take(Most).ToList();
        return rows.Count == 0 ? null : new TableModel<Row>(
            text["caption"],
            [
                new("what", text["what"], row => row.What),
                new("day", text["day"], row => row.Day is { } day ? Format.Date(day) : Format.None),
                new("says", text["says"], row => row.Says),
                new("worker", text["worker"], row => row.Worker),
            ],
            rows);
    }

    /// <summary>Which of the files that give such rows were never loaded, so that nobody takes silence for none; nothing when all were.</summary>
    public string? NotLoaded(CaseList cases)
    {
        var missing = Kinds.Where(kind => !cases.Caseload.WasSupplied(kind)).Select(File).ToList();
        return missing.Count == 0 ? null : text["notLoaded", ("files", string.Join(", ", missing))];
    }

    private List<Row> RowsOf(RecordKind kind, CaseList cases, int child)
    {
        var (caseload, rows) = (cases.Caseload, new List<Row>());
        foreach (var spell in caseload[kind].Of(child))
        {
            if (spell.KnownOn(cases.Day.DayNumber))
            {
                rows.Add(new Row(
                    What(kind, spell.Code < 0 ? null : caseload.Codes[spell.Code]),
                    spell.FromDay ?? spell.DueDay,
                    Says(kind, spell, cases),
                    spell.Worker < 0 ? Format.None : caseload.Workers[spell.Worker].Name));
            }
        }

        return rows;
    }

    private string What(RecordKind kind, string? type) => kind switch
    {
        RecordKind.Hearing => type is null ? text["hearing"] : text["hearing.type", ("type", type)],
        RecordKind.Meeting => type is null ? text["meeting"] : text["meeting.type", ("type", type)],
        RecordKind.Recording => type is null ? text["visit"] : text["visit.type", ("type", type)],
        _ => text["audit"],
    };

    private string Says(RecordKind kind, in Spell spell, CaseList cases) => kind switch
    {
        RecordKind.Hearing => spell.FromDay > cases.Day ? text["toCome"] : spell.Ref is { } court ? text["court", ("court", court)] : Format.None,
        RecordKind.Meeting => Meeting(spell, cases.Day),
        RecordKind.Recording => WrittenUp(spell, cases.Day),
        _ => spell.Code < 0 ? Format.None : cases.Caseload.Codes[spell.Code],
    };

    private string Meeting(in Spell spell, DateOnly today) => (spell.FromDay, spell.DueDay) switch
    {
        ({ } held, { } due) when held <= today && held > due => text.Count("held.late", held.DayNumber - due.DayNumber),
        ({ } held, _) when held <= today => text["held"],
        (_, { } due) when due < today => text.Count("notHeld", today.DayNumber - due.DayNumber),
        (_, null) => text["toCome"],
        _ => text["due"],
    };

    private string WrittenUp(in Spell spell, DateOnly today) => (spell.FromDay, spell.UntilDay) switch
    {
        ({ } visit, { } written) when written <= today && written > visit => text.Count("writtenUp.after", written.DayNumber - visit.DayNumber),
        (_, { } written) when written <= today => text["writtenUp"],
        ({ } visit, _) when visit <= today => text.Count("notWrittenUp", today.DayNumber - visit.DayNumber),
        _ => text["toCome"],
    };

    private string File(RecordKind kind) => kind switch
    {
        RecordKind.Hearing => text["file.hearings"],
        RecordKind.Meeting => text["file.meetings"],
        RecordKind.Recording => text["file.recording"],
        _ => text["file.audits"],
    };
}
