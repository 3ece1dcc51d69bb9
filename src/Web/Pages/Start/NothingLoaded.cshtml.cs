using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Start;

/// <summary>What a site says before any council's files are loaded.</summary>
public sealed class NothingLoadedModel : PageModel;
