using Fairload.App;
using Fairload.App.Auditing;
using Fairload.Web.Access;
using Fairload.Web.Pages.Imports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Errors;

/// <summary>
/// What a person sees when a page cannot be shown: not there (or not theirs to see), refused with a sentence, or broken.
/// Never what broke inside.
/// </summary>
// What was sent may be what could not be read: it is not read again.
[NamesNobody("Why a page cannot be shown.")]
[ReadsItsOwnForm]
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

    public void OnGet(int? status)
    {
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Sentence = (fault as Refused)?.Message;
        IsNotNoted = fault is AuditNotWritten;
        Status = fault switch
        {
            Refused => StatusCodes.Status503ServiceUnavailable,
            BadHttpRequestException bad => bad.StatusCode,
            not null => StatusCodes.Status500InternalServerError,
            // Asked for by its own address there is no fault to speak of.
            null => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null ? StatusCodes.Status404NotFound : status ?? StatusCodes.Status500InternalServerError,
        };
        Response.StatusCode = Status;
    }
}
