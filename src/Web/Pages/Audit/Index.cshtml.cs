using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Fairload.Web.Pages.Audit;

/// <summary>Who did what and who saw what, the newest first. Only for auditors; that they looked is noted too.</summary>
[ShowsPerson(View.Audit, "subject", Action = View.OfAudit)]
public sealed class IndexModel(CouncilContext here, ReadAudit audit, Text<IndexModel> text) : CouncilPage(here)
{
    /// <summary>Entries on a page.</summary>
    private const int MostShown = 50;

    /// <summary>Entries in a file.</summary>
    public const int MostInFile = 20_000;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy", "d M yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy"];

    /// <summary>Who did it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    /// <summary>What was done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Doing { get; set; }

    /// <summary>What kind of thing it was done to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Which one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>The first day.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Until { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The entries.</summary>
    public TableModel<AuditEntry> Entries { get; private set; } = null!;

    /// <summary>Where the next page begins; nothing on the last.</summary>
    public string? Older { get; private set; }

    /// <summary>The kinds of doing to choose from.</summary>
    public IReadOnlyList<Choice> Doings { get; private set; } = [];

    /// <summary>The hash at the end of the trail, in groups that a person can copy.</summary>
    public string Head => Convert.ToHexStringLower(Here.Council.AuditHead);

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeAudit)
        {
            return NotFound();
        }

        var question = Question();
        Doings = [new Choice("", text["doing.any"]), .. (await audit.Actions(Here.Council.Id, cancel)).Select(one => new Choice(one, one))];
        if (question is null)
        {
            Entries = Table([]);
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (format == "csv")
        {
            return new CsvResult(Table(await audit.Entries(Here.Council.Id, question, null, MostInFile, cancel)), text["file"]);
        }

        // One more than is shown says whether there is a next page.
        var found = await audit.Entries(Here.Council.Id, question, Place(After), MostShown + 1, cancel);
        Entries = Table(found.Take(MostShown));
        if (found.Count > MostShown && Entries.Rows[^1] is var last)
        {
            var rest = Request.Query.Where(one => !string.Equals(one.Key, nameof(After), StringComparison.OrdinalIgnoreCase))
                .ToDictionary(one => one.Key, one => (string?)one.Value.ToString());
            rest["after"] = FormattableString.Invariant($"{last.When.Ticks}-{last.Id}");
            Older = QueryHelpers.AddQueryString(Request.Path, rest);
        }

        return Page();
    }

    /// <summary>What is asked for, or nothing where it cannot be understood.</summary>
    private AuditQuestion? Question()
    {
        var (from, until) = (Day(From, nameof(From)), Day(Until, nameof(Until)));
        if (ModelState.IsValid && from > until)
        {
            ModelState.AddModelError(nameof(Until), text["until.before"]);
        }

        if (ModelState.IsValid && Said(Subject) is not null && Said(Kind) is null)
        {
            ModelState.AddModelError(nameof(Kind), text["kind.needed"]);
        }

        return !ModelState.IsValid ? null : new AuditQuestion(
            Said(Who), Said(Doing), Said(Kind), Said(Subject), from is { } first ? Midnight(first) : null, until is { } last ? Midnight(last.AddDays(1)) : null);
    }

    private DateOnly? Day(string? typed, string field)
    {
        if (Said(typed) is not { } some)
        {
            return null;
        }

        if (DateOnly.TryParseExact(some, DateForms, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.AllowWhiteSpaces, out var day)
            && day.Year is > 1900 and < 2200)
        {
            return day;
        }

        ModelState.AddModelError(field, text["date.bad"]);
        return null;
    }

    /// <summary>When a day begins in the United Kingdom.</summary>
    private static DateTime Midnight(DateOnly day) =>
        TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    private static string? Said(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static AuditPlace? Place(string? after) =>
        after?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var when) && when <= DateTime.MaxValue.Ticks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditPlace(new DateTime(when, DateTimeKind.Utc), number)
            : null;

    private TableModel<AuditEntry> Table(IEnumerable<AuditEntry> entries) => new(
        text["caption"],
        [
            new("id", text["head.id"], entry => entry.Id.ToString(CultureInfo.InvariantCulture))
            {
                IsNumeric = true,
                Csv = entry => entry.Id,
                Html = entry => Element.Of("a", "govuk-link").Set("href", "/audit/" + entry.Id.ToString(CultureInfo.InvariantCulture)).Add(Format.Count(entry.Id)),
            },
            new("when", text["head.when"], entry => Format.DateAndTime(entry.When)) { Csv = entry => entry.When.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
            new("who", text["head.who"], entry => entry.Who),
            new("doing", text["head.doing"], entry => entry.Action),
            new("kind", text["head.kind"], entry => entry.SubjectKind),
            new("subject", text["head.subject"], entry => entry.SubjectId),
        ],
        entries);
}
