namespace Fairload.App.Imports;

/// <summary>What importing says to people: Imports.resx.</summary>
internal static class ImportTexts
{
    /// <summary>All sentences.</summary>
    public static readonly Wording All = new("Imports.Imports");
}
