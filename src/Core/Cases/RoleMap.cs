namespace Fairload.Core.Cases;

/// <summary>How an involvement's role stands to a case: the holder of a function, a co-worker, a student, or none of these.</summary>
public enum RolePart
{
    /// <summary>A role that neither holds nor shares the case: counted and named in data quality.</summary>
    Other,

    /// <summary>Holds the case in the role's function.</summary>
    Lead,

    /// <summary>Works beside the holder.</summary>
    CoWorker,

    /// <summary>A student learning on the case.</summary>
    Student,

    /// <summary>The council says that the role neither holds nor shares the case.</summary>
    None,
}

/// <summary>
/// Which roles of the case system hold a case, and in which function. A council's setting; the default is
/// contracts, section 2. Roles are compared trimmed and without regard to case.
/// </summary>
public sealed class RoleMap
{
    private const string CoWorkerWord = "co-worker", StudentWord = "student", NoneWord = "none";

    private readonly Dictionary<string, (RolePart Part, Function Function)> _roles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A map of the roles given.</summary>
    public RoleMap(IEnumerable<(string Role, RolePart Part, Function Function)> roles)
    {
        foreach (var (role, part, function) in roles)
        {
            _roles[role.Trim()] = (part, function);
        }
    }

    /// <summary>The mapping of contracts, section 2.</summary>
    public static RoleMap Default { get; } = new(
    [
        .. Lead(Function.SocialWork, "ALLOC", "Allocated Case Worker", "Allocated Social Worker", "Allocated Worker", "Social Worker"),
        .. Lead(Function.FamilyHelp, "Family Help Lead Practitioner", "Lead Practitioner"),
        .. Lead(Function.ChildProtection, "Lead Child Protection Practitioner"),
        .. Lead(Function.PersonalAdviser, "Personal Adviser", "Personal Advisor", "PA"),
        .. Lead(Function.EarlyHelp, "Early Help Worker"),
        .. new[] { "Co-worker", "Secondary Worker", "Joint Worker", "SECOND" }
            .Select(role => (role, RolePart.CoWorker, Function.SocialWork)),
        ("Student", RolePart.Student, Function.SocialWork),
    ]);

    /// <summary>The words that a council writes for what a role means: a function, or how the role stands to the case without holding it.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<Function>().Select(function => function.Word()), CoWorkerWord, StudentWord, NoneWord];

    /// <summary>This map with the council's own words for some roles.</summary>
    /// <param name="said">Each role and one of <see cref="Words"/>.</param>
    public RoleMap With(IEnumerable<(string Role, string Word)> said) => new(
    [
        .. Roles,
        .. said.Select(one => one.Word switch
        {
            CoWorkerWord => (one.Role, RolePart.CoWorker, Function.SocialWork),
            StudentWord => (one.Role, RolePart.Student, Function.SocialWork),
            NoneWord => (one.Role, RolePart.None, default),
            var word => (one.Role, RolePart.Lead, Enum.GetValues<Function>().First(function => function.Word() == word)),
        }),
    ]);

    /// <summary>The roles in this map, for showing and storing.</summary>
    public IEnumerable<(string Role, RolePart Part, Function Function)> Roles =>
        _roles.Select(pair => (pair.Key, pair.Value.Part, pair.Value.Function));

    /// <summary>What a role as written in a file means.</summary>
    public (RolePart Part, Function Function) this[string role] =>
        _roles.TryGetValue(role.Trim(), out var found) ? found : (RolePart.Other, default);

    private static IEnumerable<(string Role, RolePart Part, Function Function)> Lead(Function function, params string[] roles) =>
        roles.Select(role => (role, RolePart.Lead, function));
}
