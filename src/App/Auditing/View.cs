namespace Fairload.App.Auditing;

/// <summary>A look at something that names people.</summary>
/// <param name="Council">The council.</param>
/// <param name="Who">Who looks.</param>
/// <param name="Action">What they look at, such as <see cref="OfChild"/>.</param>
/// <param name="SubjectKind">What kind of thing it is, such as <c>child</c>.</param>
/// <param name="SubjectId">Which one; empty for a list of all.</param>
/// <param name="IsFile">Whether it leaves as a file, to be kept elsewhere, and not as a page.</param>
public sealed record View(int Council, string Who, string Action, string SubjectKind, string SubjectId, bool IsFile)
{
    /// <summary>The kind of a child, of whom a look is <see cref="OfChild"/>.</summary>
    public const string Child = "child";

    /// <summary>The kind of a worker, of whom a look is <see cref="OfStatement"/>.</summary>
    public const string Worker = "worker";

    /// <summary>The kind of the audit trail itself; which one is what it was searched for.</summary>
    public const string Audit = "audit";

    /// <summary>A look at one child's case.</summary>
    public const string OfChild = "view child";

    /// <summary>A look at another person's statement.</summary>
    public const string OfStatement = "view statement";

    /// <summary>A look at a list that names people or children.</summary>
    public const string OfList = "view list";

    /// <summary>A look at what is not there or not theirs to see: nothing was shown.</summary>
    public const string Refused = "refused look";

    /// <summary>A look at the audit trail itself.</summary>
    public const string OfAudit = "view audit";
}
