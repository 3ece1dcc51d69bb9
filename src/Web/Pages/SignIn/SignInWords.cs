namespace Fairload.Web.Pages.SignIn;

/// <summary>Names the resource file of the words that several steps share.</summary>
public sealed class SignInWords;
