using System.Globalization;
using Fairload.App.Reconciling;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Imports;

/// <summary>
/// The holdings of each team beside the count of the council's own list, and every record because of which the two may
/// differ. A count that somebody else changed meanwhile is never overwritten unseen.
/// </summary>
[ShowsPerson("holdings", "team")]
public sealed class HoldingsModel(CouncilContext here, DataStore store, SaveHoldingCounts counts, Text<HoldingsModel> text, Text<HoldingWords> words)
    : CouncilPage(here)
{
    private const int MostTyped = 1_000_000;

    /// <summary>The counts in the form.</summary>
    [BindProperty]
    public List<Typed> Counts { get; set; } = [];

    /// <summary>The team that differences are explained for; nothing for the whole council.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Team { get; set; }

    /// <summary>The teams, and last the whole council.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>What is found in the records.</summary>
    public HoldingsCheck Check { get; private set; } = null!;

    /// <summary>What the reasons are called.</summary>
    public HoldingWords Words => new(words, Here);

    /// <summary>The team's place, where one was asked for.</summary>
    public int? TeamPlace { get; private set; }

    /// <summary>Rows that the latest import rejected, and its number.</summary>
    public (int Number, int Rejected) LatestImport { get; private set; }

    /// <summary>Whether counts were just saved.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    /// <summary>One count in the form.</summary>
    public sealed class Typed
    {
        /// <summary>The team's id; empty for the whole council.</summary>
        public string? Team { get; set; }

        /// <summary>What the person typed.</summary>
        public string? Count { get; set; }

        /// <summary>The version that they saw.</summary>
        public int Version { get; set; }
    }

    /// <summary>A team and its counts.</summary>
    /// <param name="Id">The team's id; empty for the whole council, nothing for holders in no team.</param>
    /// <param name="Place">The team's place; -1 for none; nothing for the whole council.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Held">Cases held here.</param>
    /// <param name="Saved">The count saved.</param>
    public sealed record Line(string? Id, int? Place, string Name, int Held, Reconciliation? Saved)
    {
        /// <summary>The other list's count less the holdings here.</summary>
        public int? Difference => Saved?.TypedCount - Held;
    }

    public async Task<IActionResult> OnGet(string? reason, string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MayImport || !await Fill(cancel))
        {
            return NotFound();
        }

        if (format == "csv")
        {
            return Enum.TryParse<HoldingReason>(reason, out var one) && Enum.IsDefined(one)
                ? new CsvResult(Words.Table(one, Check.Notes(one, TeamPlace)), $"{one}.csv")
                : NotFound();
        }

        Counts = [.. Lines.Where(line => line.Id is not null)
            .Select(line => new Typed { Team = line.Id, Count = line.Saved?.TypedCount.ToString(CultureInfo.InvariantCulture), Version = line.Saved?.Version ?? 0 })];
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!Here.Policy.MayImport || !await Fill(cancel))
        {
            return NotFound();
        }

        var known = Lines.Where(line => line.Id is not null).Select(line => line.Id!).ToHashSet(StringComparer.Ordinal);
        if (Counts.Exists(count => !known.Contains(count.Team ?? "")) || Counts.DistinctBy(count => count.Team ?? "").Count() < Counts.Count)
        {
            return NotFound();
        }

        var typed = Read();
        if (ModelState.IsValid)
        {
            var conflicts = await counts.Run(Here.Council.Id, Here.Workload.Day, typed, Here.WhoLooks, cancel);
            if (conflicts.Count == 0)
            {
                return Redirect("/imports/holdings?saved=true");
            }

            Conflict(conflicts);
            await Fill(cancel);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The place of a team's count in the form.</summary>
    public int PlaceOf(string id) => Counts.FindIndex(count => (count.Team ?? "") == id);

    private string NameOf(string? id) => Lines.First(line => line.Id == (id ?? "")).Name;

    private List<TypedCount> Read()
    {
        var typed = new List<TypedCount>();
        for (var i = 0; i < Counts.Count; i++)
        {
            var words = (Counts[i].Count ?? "").Trim();
            var isNumber = int.TryParse(words, NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("en-GB"), out var count);
            if (words.Length > 0 && (!isNumber || count is < 0 or > MostTyped))
            {
                ModelState.AddModelError($"Counts[{i}].Count", text["number.bad", ("team", NameOf(Counts[i].Team))]);
            }

            typed.Add(new TypedCount(Counts[i].Team ?? "", words.Length == 0 ? null : count, Counts[i].Version));
        }

        return typed;
    }

    /// <summary>Says beside each field what the other person saved; sent again, what was typed takes its place.</summary>
    private void Conflict(IReadOnlyDictionary<string, Reconciliation?> conflicts)
    {
        foreach (var (team, now) in conflicts)
        {
            var i = PlaceOf(team);
            ModelState.AddModelError($"Counts[{i}].Count", now is null
                ? text["conflict.removed", ("team", NameOf(team))]
                : text["conflict", ("team", NameOf(team)), ("who", now.Who), ("when", Format.DateAndTime(now.When)), ("count", now.TypedCount)]);
            ModelState.Remove($"Counts[{i}].Version");
            Counts[i].Version = now?.Version ?? 0;
        }
    }

    private async Task<bool> Fill(CancellationToken cancel)
    {
        var teams = Here.Workload.Cases.Caseload.Teams;
        TeamPlace = Team is null ? null : Team.Length == 0 ? -1 : Here.Workload.Cases.Caseload.FindTeam(Team);
        if (Team is { Length: > 0 } && TeamPlace is null)
        {
            return false;
        }

        Check = HoldingsCheck.Of(Here.Workload);
        var saved = await counts.Saved(Here.Council.Id, Here.Workload.Day, cancel);
        var lines = Check.HeldByTeam.Keys.Where(place => place >= 0).Union(saved.Keys.Select(id => Here.Workload.Cases.Caseload.FindTeam(id) ?? -1).Where(place => place >= 0))
            .Select(place => new Line(teams[place].Id, place, teams[place].Name, Check.HeldByTeam.GetValueOrDefault(place), saved.GetValueOrDefault(teams[place].Id)))
            .OrderBy(line => line.Name, StringComparer.CurrentCulture).ToList();
        if (Check.HeldByTeam.GetValueOrDefault(-1) is > 0 and var without)
        {
            lines.Add(new Line(null, -1, text["noTeam"], without, null));
        }

        lines.Add(new Line("", null, Here.Council.Name, Check.Held, saved.GetValueOrDefault("")));
        Lines = lines;
        await using var db = store.Db();
        var latest = await db.Imports.AsNoTracking().Where(run => run.Council == Here.Council.Id).OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancel);
        LatestImport = (latest?.Id ?? 0, (int)(latest?.Rejected ?? 0));
        return true;
    }
}
