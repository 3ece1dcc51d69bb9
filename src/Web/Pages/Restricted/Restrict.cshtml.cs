using Fairload.App.Restrictions;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Restricted;

/// <summary>Restricting a child's record, changing who may see it, and lifting the restriction: for managers of those who work on it.</summary>
[ShowsPerson("child", "id")]
public sealed class RestrictModel(CouncilContext here, RestrictRecord restrict, RestrictedWords words, Text<RestrictModel> text) : CouncilPage(here)
{
    /// <summary>The longest reason kept.</summary>
    private const int MostReason = 2000;

    /// <summary>The child's place.</summary>
    public int Child { get; private set; }

    /// <summary>The restriction as it stands; nothing where there is none.</summary>
    public RestrictedRecord? Standing { get; private set; }

    /// <summary>Whether somebody else changed it while this form was filled in.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public Answers Input { get; set; } = new();

    /// <summary>The reasons to choose from.</summary>
    public IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<RestrictionKind>().Select(kind => new Choice(kind.ToString(), words.Kind(kind), words.KindHint(kind)))];

    /// <summary>The people it stands open and closed to, in words.</summary>
    public RestrictedWords Words => words;

    /// <summary>The answers, in the order of the questions.</summary>
    public sealed record Answers
    {
        /// <summary>Why, from the list.</summary>
        public string? Kind { get; init; }

        /// <summary>Why, in words.</summary>
        public string? Reason { get; init; }

        /// <summary>Names or ids of workers it is open to, one on each line.</summary>
        public string? Open { get; init; }

        /// <summary>Names or ids of workers it is closed to whatever their work, one on each line.</summary>
        public string? Barred { get; init; }

        /// <summary>The version that the person saw.</summary>
        public int Version { get; init; }
    }

    public IActionResult OnGet(string id)
    {
        if (!Finds(id))
        {
            return NotFound();
        }

        Input = Standing is not { } record ? new Answers() : new Answers
        {
            Kind = record.Kind.ToString(),
            Reason = record.Reason,
            Open = RestrictedWords.Lines(record.Open, Here),
            Barred = RestrictedWords.Lines(record.Barred, Here),
            Version = record.Version,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, bool lift, CancellationToken cancel)
    {
        if (!Finds(id))
        {
            return NotFound();
        }

        RestrictionAsked? asked = null;
        if (!lift)
        {
            asked = Read();
            if (!ModelState.IsValid)
            {
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            }
        }

        if (await restrict.Run(Here.Council.Id, id, asked, Input.Version, Here.WhoLooks, cancel))
        {
            // Whoever restricts a record may have closed it to themselves.
            return LocalRedirect("/restricted");
        }

        // What was typed stays in the form; what the other person saved is shown beside it.
        await Here.Load(Request, cancel);
        if (!Finds(id))
        {
            return NotFound();
        }

        IsOvertaken = true;
        ModelState.Remove("Input.Version");
        Input = Input with { Version = Standing?.Version ?? 0 };
        ModelState.AddModelError("Input.Reason", Standing is null ? text["overtaken.lifted"] : text["overtaken", ("who", Standing.Who), ("when", Format.DateAndTime(Standing.When))]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Finds(string id)
    {
        if (Here.Workload.Cases.Caseload.FindChild(id) is not { } child || !Here.Policy.MayRestrict(child))
        {
            return false;
        }

        (Child, Standing) = (child, Here.Restricted.ByChild.GetValueOrDefault(id));
        return true;
    }

    private RestrictionAsked Read()
    {
        if (!Enum.TryParse<RestrictionKind>(Input.Kind, out var kind) || !Enum.IsDefined(kind))
        {
            ModelState.AddModelError("Input.Kind", text["kind.needed"]);
        }

        if (string.IsNullOrWhiteSpace(Input.Reason))
        {
            ModelState.AddModelError("Input.Reason", text["reason.needed"]);
        }
        else if (Input.Reason.Trim().Length > MostReason)
        {
            ModelState.AddModelError("Input.Reason", text["reason.long", MostReason]);
        }

        var (open, barred) = (People("Input.Open", Input.Open), People("Input.Barred", Input.Barred));
        if (kind == RestrictionKind.Relative && barred.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Barred", text["barred.needed"]);
        }

        return new RestrictionAsked(kind, (Input.Reason ?? "").Trim(), open, barred);
    }

    /// <summary>The source ids of the workers named, each by id or by a name that only one has.</summary>
    private List<string> People(string key, string? lines)
    {
        var workers = Here.Workload.Cases.Caseload.Workers;
        var found = new List<string>();
        foreach (var line in (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var named = workers.Where(worker => worker.Id == line).ToList();
            named = named.Count > 0 ? named : [.. workers.Where(worker => string.Equals(worker.Name, line, StringComparison.OrdinalIgnoreCase))];
            if (named.Count == 1)
            {
                found.Add(named[0].Id);
            }
            else
            {
                ModelState.AddModelError(key, named.Count == 0 ? text["person.unknown", line] : text["person.several", line, string.Join(", ", named.Select(worker => worker.Id))]);
            }
        }

        return found;
    }
}
