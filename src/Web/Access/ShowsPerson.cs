using Fairload.App.Auditing;

namespace Fairload.Web.Access;

/// <summary>
/// Says that a page names people or children, so that each look at it is noted before it is sent (<see cref="NoteViews"/>).
/// A page has this or <see cref="NamesNobodyAttribute"/>; a test holds every page to one of them.
/// </summary>
/// <param name="kind">What is looked at, such as <c>child</c>: at most forty letters.</param>
/// <param name="key">The part of the address, or else of the query, that says which one.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsPersonAttribute(string kind, string? key = null) : Attribute
{
    /// <summary>The kind of a worker's statement, of which one's own is not noted.</summary>
    public const string Worker = View.Worker;

    /// <summary>What is looked at.</summary>
    public string Kind => kind;

    /// <summary>Where the address says which one.</summary>
    public string? Key => key;

    /// <summary>What the entry says was done: what looking at the kind is, unless the page says otherwise.</summary>
    public string Action { get; init; } = kind switch
    {
        View.Child => View.OfChild,
        Worker => View.OfStatement,
        _ => View.OfList,
    };
}

/// <summary>Says that a page names nobody whom the records are about, and so is shown even when no look can be noted.</summary>
/// <param name="reason">What it shows instead.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamesNobodyAttribute(string reason) : Attribute
{
    /// <summary>What it shows instead.</summary>
    public string Reason => reason;
}

/// <summary>A page of <see cref="ShowsPersonAttribute"/> that at times has nobody to name yet, and knows it once it ran.</summary>
public interface IMayNameNobody
{
    /// <summary>Whether it names nobody now.</summary>
    bool NamesNobody { get; }
}
