using Fairload.App.Schemes;
using Fairload.Core.Weighting;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Schemes;

/// <summary>The schemes that there are, and which is in force because who decided it.</summary>
[NamesNobody("Schemes and who adopted them.")]
public sealed class IndexModel(CouncilContext here, SchemeShelf shelf) : CouncilPage(here)
{
    /// <summary>The schemes that ship with Fairload.</summary>
    public IReadOnlyList<Scheme> Schemes => shelf.All;

    /// <summary>Whether a scheme has just been adopted.</summary>
    public bool IsJustAdopted { get; private set; }

    public IActionResult OnGet(string? adopted)
    {
        IsJustAdopted = adopted is not null && adopted == Here.Adoption?.Code;
        return Here.Policy.MayCompareSchemes ? Page() : NotFound();
    }
}
