using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace Fairload.Web.Pages.About;

/// <summary>How every figure about a person or a case is made.</summary>
[NamesNobody("How figures are made.")]
[AllowAnonymous]
public sealed class FiguresModel : AboutPage;
