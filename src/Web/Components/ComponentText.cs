namespace Fairload.Web.Components;

/// <summary>Names the resource file of the words that components bring themselves, such as "Error" and "There is a problem".</summary>
public sealed class ComponentText;
