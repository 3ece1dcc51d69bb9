using System.Globalization;
using Fairload.App;
using Fairload.App.Joins;
using Fairload.App.Privacy;
using Fairload.App.Store.Tables;
using Fairload.Core.People;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Joins;

/// <summary>
/// Workers whom a source knows by name alone and who may be somebody known: what the source says, who it may be, and the answer, given
/// once. An answer that somebody else gave meanwhile is never overwritten unseen. What imports joined by a rule is listed, and a person may
/// say that it is not so.
/// </summary>
[ShowsPerson("joins")]
public sealed class IndexModel(CouncilContext here, AnswerJoins joins, KeepNames names, Text<IndexModel> text) : CouncilPage(here)
{
    /// <summary>How many open questions the page asks at once; the next come when these are answered.</summary>
    public const int MostAsked = 50;

    /// <summary>How many names that a rule joined stand on a page.</summary>
    public const int MostJoined = 50;

    /// <summary>The answer that it is nobody known.</summary>
    private const string SomebodyElse = "other";

    /// <summary>The answers in the form.</summary>
    [BindProperty]
    public List<Typed> Answers { get; set; } = [];

    /// <summary>What is asked: the open questions first, then what was answered.</summary>
    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>How many are open, those that the page does not ask yet too.</summary>
    public int Open { get; private set; }

    /// <summary>The import whose joins alone are shown; nothing for those of all.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Import { get; set; }

    /// <summary>A page of what rules joined, the latest first.</summary>
    public TableModel<NamedWorker> Joined { get; private set; } = null!;

    /// <summary>How many names rules joined.</summary>
    public int JoinedCount { get; private set; }

    /// <summary>Which page of them.</summary>
    public int JoinedPage { get; private set; } = 1;

    /// <summary>Of how many.</summary>
    public int JoinedPages => Math.Max(1, (JoinedCount + MostJoined - 1) / MostJoined);

    /// <summary>Whether answers were just saved.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    /// <summary>One answer in the form.</summary>
    public sealed class Typed
    {
        /// <summary>The source's id of the name.</summary>
        public string? Id { get; set; }

        /// <summary>The id of the worker it is, <c>other</c>, or nothing while not answered.</summary>
        public string? Answer { get; set; }

        /// <summary>The version that the person saw.</summary>
        public int Version { get; set; }
    }

    /// <summary>One question.</summary>
    /// <param name="Named">What the source says.</param>
    /// <param name="Cases">Cases that the name, or whom it was said to be, holds.</param>
    /// <param name="Choices">Who it may be.</param>
    public sealed record Question(NamedWorker Named, int Cases, IReadOnlyList<Choice> Choices);

    public async Task<IActionResult> OnGet(string? format, CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        var joined = await Fill(cancel);
        if (format == "csv")
        {
            return new CsvResult(Table(joined, mayAct: false), text["file"]);
        }

        Asked();
        return Page();
    }

    /// <summary>Says of one name that it is not whom a rule says: <paramref name="apart"/> is the version that the person saw and the id.</summary>
    public async Task<IActionResult> OnPostApart(string? apart, CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        var joined = await Fill(cancel);
        try
        {
            // What stands joined no more was answered by somebody meanwhile, or joined by nobody at all.
            if (apart?.Split('|', 2) is [var seen, var id] && int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && joined.Exists(one => one.Id == id) && (await joins.Run(Here.Council.Id, [new JoinAnswer(id, null, version)], Here.WhoLooks, cancel)).Count == 0)
            {
                return Redirect(Import is { } import ? string.Create(CultureInfo.InvariantCulture, $"/joins?saved=true&import={import}") : "/joins?saved=true");
            }

            ModelState.AddModelError("", text["joined.conflict"]);
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Message);
        }

        await Fill(cancel);
        Asked();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        await Fill(cancel);
        var asked = Questions.ToDictionary(question => question.Named.Id, StringComparer.Ordinal);
        if (Answers.Exists(answer => answer.Id is null || !asked.TryGetValue(answer.Id, out var question)
                || (!string.IsNullOrEmpty(answer.Answer) && !question.Choices.Any(choice => choice.Value == answer.Answer)))
            || Answers.DistinctBy(answer => answer.Id).Count() < Answers.Count)
        {
            return NotFound();
        }

        // The form shows the questions in the order in which they stand now.
        var order = Questions.Select((question, place) => (question.Named.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.Ordinal);
        Answers = [.. Answers.OrderBy(answer => order[answer.Id!])];
        try
        {
            var conflicts = await joins.Run(Here.Council.Id, Given(asked), Here.WhoLooks, cancel);
            if (conflicts.Count == 0)
            {
                return Redirect("/joins?saved=true");
            }

            Conflict(conflicts);
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Message);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The place of a question's answer in the form.</summary>
    public int PlaceOf(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Answers.FindIndex(answer => answer.Id == question.Named.Id);
    }

    private void Asked() =>
        Answers = [.. Questions.Select(question => new Typed { Id = question.Named.Id, Answer = AnswerOf(question.Named), Version = question.Named.Version })];

    private List<JoinAnswer> Given(Dictionary<string, Question> asked) =>
        [.. Answers.Where(answer => !string.IsNullOrEmpty(answer.Answer) && (answer.Answer != AnswerOf(asked[answer.Id!].Named) || answer.Version != asked[answer.Id!].Named.Version))
            .Select(answer => new JoinAnswer(
                answer.Id!, answer.Answer == SomebodyElse ? null : Here.Workload.Cases.Caseload.Workers[Here.Workload.Cases.Caseload.FindWorker(answer.Answer!)!.Value].Number, answer.Version))];

    private void Conflict(IReadOnlyDictionary<string, JoinQuestion> conflicts)
    {
        foreach (var (id, now) in conflicts)
        {
            var i = Answers.FindIndex(answer => answer.Id == id);
            ModelState.AddModelError($"Answers[{i}].Answer", text["conflict", ("name", Questions.First(question => question.Named.Id == id).Named.Name), ("who", now.Who), ("when", now.When is { } when ? Format.DateAndTime(when) : "")]);
            ModelState.Remove($"Answers[{i}].Version");
            Answers[i].Version = now.Version;
        }
    }

    private string? AnswerOf(NamedWorker named) => named.State switch
    {
        JoinState.Open => null,
        JoinState.Other => SomebodyElse,
        _ => Here.Workload.Cases.Caseload.Workers.FirstOrDefault(worker => worker.Number == named.Now)?.Id,
    };

    /// <summary>Reads what is asked, and gives all that rules joined.</summary>
    private async Task<List<NamedWorker>> Fill(CancellationToken cancel)
    {
        var all = await joins.All(Here.Council.Id, cancel);
        var areInitials = await names.Of(Here.Council, cancel) == NamesKept.Initials;
        var (caseload, workers) = (Here.Workload.Cases.Caseload, Here.Workload.Cases.Caseload.Workers);
        var byName = Enumerable.Range(0, workers.Count).ToLookup(worker => PersonName.Of(workers[worker].Name).Folded, StringComparer.Ordinal);
        var byNumber = Enumerable.Range(0, workers.Count).ToDictionary(worker => workers[worker].Number);
        Open = all.Count(named => named.State == JoinState.Open);

        // Initials say who it may be only inside a team.
        IEnumerable<int> MayBeInitials(NamedWorker named) => caseload.FindTeam(named.Team) is { } team
            ? Enumerable.Range(0, workers.Count).Where(worker => workers[worker].On(Here.Workload.Day).Team == team
                && PersonName.Of(workers[worker].Name).IsInitialsBeside(PersonName.Of(named.Name)))
            : [];

        Questions =
        [
            .. all.Where(named => named.State == JoinState.Open).Take(MostAsked).Concat(all.Where(named => named.State != JoinState.Open && !named.IsByRule)).Select(named => new Question(
                named,
                byNumber.TryGetValue(named.Now, out var now) ? Here.Workload.Of(now)?.Cases ?? 0 : 0,
                [
                    .. (PersonName.Of(named.Name).Folded is { Length: > 0 } folded ? byName[folded] : []).Concat(MayBeInitials(named))
                        .Where(worker => workers[worker].Number != named.Own)
                        .Where(worker => !areInitials || caseload.FindTeam(named.Team) == workers[worker].On(Here.Workload.Day).Team || workers[worker].Number == named.Now)
                        // Whom a rule said it is may have another name.
                        .Concat(named.With is { } with && byNumber.TryGetValue(with, out var said) ? [said] : []).Distinct()
                        .Select(worker => new Choice(workers[worker].Id, text["same", ("name", workers[worker].Name), ("id", workers[worker].Id)], About(worker))),
                    new Choice(SomebodyElse, text["other"]),
                ])),
        ];

        var joined = all.Where(named => named.IsByRule && (Import is null || named.Import == Import)).OrderByDescending(named => named.When).ToList();
        JoinedCount = joined.Count;
        JoinedPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, JoinedPages) : 1;
        Joined = Table(joined.Skip((JoinedPage - 1) * MostJoined).Take(MostJoined), mayAct: true);
        return joined;
    }

    private TableModel<NamedWorker> Table(IEnumerable<NamedWorker> joined, bool mayAct)
    {
        var workers = Here.Workload.Cases.Caseload.Workers;
        var byNumber = Enumerable.Range(0, workers.Count).ToDictionary(worker => workers[worker].Number);
        string Said(NamedWorker named) => text["joined.said", ("name", named.Name), ("team", named.Team.Length > 0 ? named.Team : text["noTeam"])];
        List<Column<NamedWorker>> columns =
        [
            new("name", text["joined.name"], Said),
            new("worker", text["joined.worker"], named => byNumber.TryGetValue(named.Now, out var worker)
                ? workers[worker].Name.Length > 0 ? text["joined.is", ("name", workers[worker].Name), ("id", workers[worker].Id)] : workers[worker].Id : Format.None),
            new("rule", text["joined.rule"], named => named.Rule switch
            {
                JoinRule.Registration => text["rule.registration"],
                JoinRule.Id => text["rule.id"],
                JoinRule.NameInTeam => text["rule.name"],
                _ => text["rule.unknown"],
            }),
            new("when", text["joined.when"], named => named.When is { } when ? Format.DateAndTime(when) : text["joined.before"]),
            new("import", text["joined.import"], named => named.Import is { } import ? import.ToString(CultureInfo.InvariantCulture) : Format.None)
            {
                Csv = named => named.Import,
                Html = named => named.Import is not { } import ? null
                    : Element.Of("a", "govuk-link").Set("href", string.Create(CultureInfo.InvariantCulture, $"/imports/{import}")).Add(text["joined.importNumber", import]),
            },
        ];
        if (mayAct)
        {
            columns.Add(new("apart", text["joined.act"], _ => null)
            {
                Html = named => new Button
                {
                    Content = Components.Content.Of(new Pieces(Element.Of("span").Add(text["apart"]), Element.Of("span", "govuk-visually-hidden").Add(" " + Said(named)))),
                    Name = "apart",
                    Value = string.Create(CultureInfo.InvariantCulture, $"{named.Version}|{named.Id}"),
                    Classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                }.Html(),
            });
        }

        return new TableModel<NamedWorker>(text["joined.caption"], columns, joined);
    }

    private string About(int worker)
    {
        var standing = Here.Workload.Cases.Caseload.Workers[worker].On(Here.Workload.Day);
        return text["candidate", ("team", standing.Team < 0 ? text["noTeam"] : Here.NodeName(standing.Team)), ("fte", standing.Fte is { } fte ? Format.Decimal(fte, 2) : text["noFte"])];
    }
}
