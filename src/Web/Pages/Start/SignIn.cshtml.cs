using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Start;

/// <summary>What a site without the demonstration says: accounts are the next step, and no page opens without one.</summary>
[AllowAnonymous]
public sealed class SignInModel : PageModel;
