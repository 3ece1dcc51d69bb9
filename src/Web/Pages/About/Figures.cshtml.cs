using Microsoft.AspNetCore.Authorization;

namespace Fairload.Web.Pages.About;

/// <summary>How every figure about a person or a case is made.</summary>
[AllowAnonymous]
public sealed class FiguresModel : AboutPage;
