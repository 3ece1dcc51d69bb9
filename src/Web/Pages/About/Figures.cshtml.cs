namespace Fairload.Web.Pages.About;

/// <summary>How every figure about a person or a case is made.</summary>
public sealed class FiguresModel : AboutPage;
