using Fairload.App;
using Fairload.App.Joins;
using Fairload.App.Privacy;
using Fairload.App.Store.Tables;
using Fairload.Core.People;
using Fairload.Web.Access;
using Fairload.Web.Components;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Joins;

/// <summary>
/// Workers whom a source knows by name alone and who may be somebody known: what the source says, who it may be, and the answer, given
/// once. An answer that somebody else gave meanwhile is never overwritten unseen.
/// </summary>
[ShowsPerson("joins")]
public sealed class IndexModel(CouncilContext here, AnswerJoins joins, KeepNames names, Text<IndexModel> text) : CouncilPage(here)
{
    /// <summary>How many open questions the page asks at once; the next come when these are answered.</summary>
    public const int MostAsked = 50;

    /// <summary>The answer that it is nobody known.</summary>
    private const string SomebodyElse = "other";

    /// <summary>The answers in the form.</summary>
    [BindProperty]
    public List<Typed> Answers { get; set; } = [];

    /// <summary>What is asked: the open questions first, then what was answered.</summary>
    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>How many are open, those that the page does not ask yet too.</summary>
    public int Open { get; private set; }

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

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!Here.Policy.MayImport)
        {
            return NotFound();
        }

        await Fill(cancel);
        Answers = [.. Questions.Select(question => new Typed { Id = question.Named.Id, Answer = AnswerOf(question.Named), Version = question.Named.Version })];
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

    private async Task Fill(CancellationToken cancel)
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
            .. all.Where(named => named.State == JoinState.Open).Take(MostAsked).Concat(all.Where(named => named.State != JoinState.Open)).Select(named => new Question(
                named,
                byNumber.TryGetValue(named.Now, out var now) ? Here.Workload.Of(now)?.Cases ?? 0 : 0,
                [
                    .. byName[PersonName.Of(named.Name).Folded].Concat(MayBeInitials(named))
                        .Where(worker => workers[worker].Number != named.Own)
                        .Where(worker => !areInitials || caseload.FindTeam(named.Team) == workers[worker].On(Here.Workload.Day).Team || workers[worker].Number == named.Now)
                        .Select(worker => new Choice(workers[worker].Id, text["same", ("name", workers[worker].Name), ("id", workers[worker].Id)], About(worker))),
                    new Choice(SomebodyElse, text["other"]),
                ])),
        ];
    }

    private string About(int worker)
    {
        var standing = Here.Workload.Cases.Caseload.Workers[worker].On(Here.Workload.Day);
        return text["candidate", ("team", standing.Team < 0 ? text["noTeam"] : Here.NodeName(standing.Team)), ("fte", standing.Fte is { } fte ? Format.Decimal(fte, 2) : text["noFte"])];
    }
}
