using Fairload.Core.Workload;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Imports;

/// <summary>What the reasons for a difference between two counts are called, and the records behind each as a table.</summary>
public sealed class HoldingWords(Text<HoldingWords> text, CouncilContext here)
{
    /// <summary>The reason in a few words, for so many records.</summary>
    public string Title(HoldingReason reason, int count) => reason switch
    {
        HoldingReason.RoleNotMapped => text.Count("role", count),
        HoldingReason.Clash => text.Count("clash", count),
        HoldingReason.CoWorker => text.Count("coWorker", count),
        HoldingReason.Student => text.Count("student", count),
        HoldingReason.NoWorker => text.Count("noWorker", count),
        HoldingReason.EndedThatDay => text.Count("ended", count),
        HoldingReason.TwoFunctions => text.Count("functions", count),
        HoldingReason.WithoutInvolvement => text.Count("noInvolvement", count),
        HoldingReason.NoTeam => text.Count("noTeam", count),
        _ => text.Count("otherTeam", count),
    };

    /// <summary>How the reason makes two counts differ.</summary>
    public string Why(HoldingReason reason) => reason switch
    {
        HoldingReason.RoleNotMapped => text["role.why"],
        HoldingReason.Clash => text["clash.why"],
        HoldingReason.CoWorker => text["coWorker.why"],
        HoldingReason.Student => text["student.why"],
        HoldingReason.NoWorker => text["noWorker.why"],
        HoldingReason.EndedThatDay => text["ended.why"],
        HoldingReason.TwoFunctions => text["functions.why"],
        HoldingReason.WithoutInvolvement => text["noInvolvement.why"],
        HoldingReason.NoTeam => text["noTeam.why"],
        _ => text["otherTeam.why"],
    };

    /// <summary>The roles in the records with their counts, the most frequent first; for the reason about roles.</summary>
    public string Roles(IEnumerable<HoldingNote> notes) => string.Join(", ", notes
        .GroupBy(note => note.Role ?? text["noRole"], StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} ({Format.Count(group.Count())})"));

    /// <summary>The records as a table to download.</summary>
    public TableModel<HoldingNote> Table(HoldingReason reason, IReadOnlyList<HoldingNote> notes)
    {
        var caseload = here.Workload.Cases.Caseload;
        bool IsClosed(HoldingNote note) => here.Children.IsClosed(note.Child);
        return new TableModel<HoldingNote>(
            Title(reason, notes.Count),
            [
                new("team", text["team"], note => note.Team < 0 ? null : caseload.Teams[note.Team].Name),
                new("worker", text["worker"], note => note.Worker < 0 ? null : caseload.Workers[note.Worker].Id),
                new("name", text["name"], note => note.Worker < 0 ? null : caseload.Workers[note.Worker].Name),
                new("child", text["child"], note => IsClosed(note) ? here.Children.Who(note.Child) : here.Children.Id(note.Child)),
                new("role", text["roleName"], note => IsClosed(note) ? null : note.Role),
                new("from", text["from"], note => note.From is { } day && !IsClosed(note) ? Format.Date(day) : null) { Csv = note => IsClosed(note) ? null : note.From },
                new("other", text["otherTeamName"], note => note.OtherTeam < 0 || IsClosed(note) ? null : caseload.Teams[note.OtherTeam].Name),
                new("record", text["record"], note => IsClosed(note) ? null : note.Key),
            ],
            notes);
    }
}
