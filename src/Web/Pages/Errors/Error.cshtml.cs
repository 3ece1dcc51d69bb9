using Fairload.App;
using Fairload.App.Auditing;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Errors;

/// <summary>
/// What a person sees when a page cannot be shown: not there (or not theirs to see), refused with a sentence, or broken.
/// Never what broke inside.
/// </summary>
[NamesNobody("Why a page cannot be shown.")]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
[AllowAnonymous]
public sealed class ErrorModel : PageModel
{
    /// <summary>The status that the response carries.</summary>
    public int Status { get; private set; }

    /// <summary>The sentence of a refusal, such as a store that cannot be reached; nothing otherwise.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Whether the page names people and the look at them could not be noted.</summary>
    public bool IsNotNoted { get; private set; }

    public void OnGet(int? status) => Show(status);

    public void OnPost(int? status) => Show(status);

    private void Show(int? status)
    {
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Sentence = (fault as Refused)?.Message;
        IsNotNoted = fault is AuditNotWritten;
        Status = fault is Refused ? StatusCodes.ServiceUnavailable : status ?? StatusCodes.Fault;
        Response.StatusCode = Status;
    }

    private static class StatusCodes
    {
        public const int Fault = Microsoft.AspNetCore.Http.StatusCodes.Status500InternalServerError;

        public const int ServiceUnavailable = Microsoft.AspNetCore.Http.StatusCodes.Status503ServiceUnavailable;
    }
}
