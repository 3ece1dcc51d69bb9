using System.Globalization;
using System.Resources;
using Fairload.Core.Cases;

namespace Fairload.App.Workloads;

/// <summary>What a reason rests on, in words: <c>cp plan P77 from 2026-01-04</c>. The words are in <c>EvidenceText.resx</c>.</summary>
public static class EvidenceText
{
    private static readonly ResourceManager Texts = new("Fairload.App.Workloads.EvidenceText", typeof(EvidenceText).Assembly);

    /// <summary>The evidence of one reason, its parts joined by semicolons.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="cases">The day's lines that it belongs to.</param>
    /// <param name="day">How to write a day; ISO unless given.</param>
    /// <param name="name">What a record is called; the plain word unless given, so that a page can use a council's own.</param>
    public static string Of(
        IReadOnlyList<Evidence> evidence,
        CaseList cases,
        Func<DateOnly, string>? day = null,
        Func<RecordKind, string>? name = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(cases);
        day ??= date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        name ??= kind => Say("Kind" + kind);
        return string.Join("; ", evidence.Select(one => Of(one, cases, day, name)).Where(text => text.Length > 0).Distinct());
    }

    private static string Of(Evidence evidence, CaseList cases, Func<DateOnly, string> day, Func<RecordKind, string> nameOf)
    {
        if (evidence.Kind is { } kind)
        {
            ref readonly var spell = ref cases.Caseload[kind][evidence.Index];
            var name = nameOf(kind);
            return (spell.FromDay, spell.DueDay) switch
            {
                ({ } seen, _) when spell.IsFirstSeen(kind) => Say("RecordSeen", name, day(seen)),
                ({ } from, _) => Say("RecordFrom", name, spell.Key, day(from)),
                (null, { } due) => Say("RecordDue", name, spell.Key, day(due)),
                _ => Say("Record", name, spell.Key),
            };
        }

        var number = evidence.Value / 100m;
        return evidence.Fact.Fact switch
        {
            Fact.SiblingsOpen => Say(number == 1 ? "Sibling" : "Siblings", number),
            Fact.HomesInFamily => Say(number == 1 ? "Home" : "Homes", number),
            Fact.FirstOfFamily => Say("FirstOfFamily"),
            Fact.Judged => Say("Judged", evidence.Fact.Part ?? ""),
            Fact.CoWorked => Say(evidence.Value == 1 ? "CoWorked" : "NotCoWorked"),
            Fact.Status => Say("NoStatus"),
            _ => Facts.Shape(evidence.Fact.Fact) switch
            {
                FactShape.Number => Say("Count", Facts.Name(evidence.Fact.Fact), number),
                FactShape.Flag => Say(evidence.Value == 1 ? "Yes" : "No", Facts.Name(evidence.Fact.Fact)),
                FactShape.Word => Say("Is", Facts.Name(evidence.Fact.Fact), WordOf(evidence, cases)),
                _ => Say("Yes", Facts.Name(evidence.Fact.Fact)),
            },
        };
    }

    private static string WordOf(Evidence evidence, CaseList cases) =>
        CaseWords.Of(evidence.Fact.Fact) is { } words ? words[evidence.Value] : cases.Caseload.Codes[evidence.Value];

    private static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
