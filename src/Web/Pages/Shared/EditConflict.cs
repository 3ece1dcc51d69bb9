using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Fairload.Web.Pages.Shared;

/// <summary>
/// Two people edited one thing: what the other saved beside what this person typed, field by field. Nothing was saved;
/// the form below keeps what was typed and carries the version shown here, so that sent again it takes its place knowingly.
/// </summary>
/// <param name="Lines">The fields, as they stand now and as they were typed.</param>
public sealed record EditConflict(IReadOnlyList<EditConflict.Line> Lines)
{
    /// <summary>One field.</summary>
    /// <param name="Field">What it is called.</param>
    /// <param name="Now">What the other person saved.</param>
    /// <param name="Typed">What this person typed.</param>
    public sealed record Line(string Field, string? Now, string? Typed);
}

/// <summary>Answers forms that were overtaken.</summary>
public sealed class EditConflicts(Text<EditConflict> text)
{
    /// <summary>
    /// Answers a form that was overtaken: 422, the sentence in the error summary, and the version that the form carries
    /// from now on.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="state">The page's model state.</param>
    /// <param name="field">The field that the error summary leads to.</param>
    /// <param name="versionField">The hidden field of the version, which must show the new one.</param>
    /// <param name="lines">The fields.</param>
    public EditConflict Answer(HttpContext http, ModelStateDictionary state, string field, string versionField, params EditConflict.Line[] lines)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(state);
        state.Remove(versionField);
        state.AddModelError(field, text["error"]);
        http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return new EditConflict(lines);
    }
}
