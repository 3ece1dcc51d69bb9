namespace Fairload.App.Privacy;

/// <summary>What holds, erasure, retention and exports say to people: Privacy.resx.</summary>
internal static class PrivacyTexts
{
    /// <summary>All sentences.</summary>
    public static readonly Wording All = new("Privacy.Privacy");

    /// <summary>A name or reason that a person gave, without spaces around it.</summary>
    /// <exception cref="Refused">There is none, or it is longer than can be kept.</exception>
    public static string Needed(string? text, string missing, int most)
    {
        var given = text?.Trim() ?? "";
        return given.Length == 0 ? throw new Refused(All[missing]) : given.Length > most ? throw new Refused(All["TooLong"]) : given;
    }

    /// <summary>Who decided.</summary>
    public static string By(string? text) => Needed(text, "ByNeeded", 200);

    /// <summary>Why.</summary>
    public static string Why(string? text) => Needed(text, "WhyNeeded", 2000);
}
