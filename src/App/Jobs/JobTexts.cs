namespace Fairload.App.Jobs;

/// <summary>What jobs say to people: Jobs.resx.</summary>
internal static class JobTexts
{
    /// <summary>All sentences.</summary>
    public static readonly Wording All = new("Jobs.Jobs");
}
