using Fairload.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Start;

/// <summary>What a site says before any council's files are loaded.</summary>
[NamesNobody("There are no records.")]
public sealed class NothingLoadedModel : PageModel;
