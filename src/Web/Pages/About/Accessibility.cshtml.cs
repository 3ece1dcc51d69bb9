namespace Fairload.Web.Pages.About;

/// <summary>The accessibility statement that the regulations for public sector websites ask for.</summary>
public sealed class AccessibilityModel : AboutPage;
