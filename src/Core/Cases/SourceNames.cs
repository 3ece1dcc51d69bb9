namespace Fairload.Core.Cases;

/// <summary>The names of sources, as commands, reports and settings write them.</summary>
public static class SourceNames
{
    private static readonly Dictionary<Source, string> Names = new()
    {
        [Source.Ssd] = "ssd", [Source.Staff] = "staff", [Source.CscApi] = "csc-api", [Source.AnnexA] = "annex-a", [Source.Ssda903] = "ssda903",
        [Source.Cin] = "cin", [Source.Csww] = "csww", [Source.Teams] = "teams", [Source.Roles] = "roles", [Source.Carers] = "carers",
        [Source.Hearings] = "hearings", [Source.Meetings] = "meetings", [Source.Absences] = "absences", [Source.Recording] = "recording",
        [Source.Audits] = "audits",
    };

    /// <summary>All names, in the order of the sources.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>A source's name, such as <c>annex-a</c>.</summary>
    public static string Name(this Source source) => Names[source];

    /// <summary>The source of a name; nothing for any other word.</summary>
    public static Source? Find(string name) => Names.Where(pair => pair.Value == name).Select(pair => (Source?)pair.Key).FirstOrDefault();
}
