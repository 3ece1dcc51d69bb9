using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Pages.Start;

/// <summary>What a site without the demonstration says: accounts are the next step, and no page opens without one.</summary>
[NamesNobody("A form to sign in.")]
[AllowAnonymous]
public sealed class SignInModel : PageModel;
