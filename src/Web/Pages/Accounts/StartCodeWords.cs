namespace Fairload.Web.Pages.Accounts;

/// <summary>Names the resource file of the words around a start code.</summary>
public sealed class StartCodeWords;
