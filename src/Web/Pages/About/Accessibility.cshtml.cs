using Fairload.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace Fairload.Web.Pages.About;

/// <summary>The accessibility statement that the regulations for public sector websites ask for.</summary>
[NamesNobody("About Fairload.")]
[AllowAnonymous]
public sealed class AccessibilityModel : AboutPage;
