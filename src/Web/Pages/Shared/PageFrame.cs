using Fairload.App.Imports;
using Fairload.Web.Components;

namespace Fairload.Web.Pages.Shared;

/// <summary>
/// What a page tells the layout around it. One per request: a page sets it at the top
/// (<c>@{ Frame.Title = Text["title"]; }</c>), and whoever knows the person signed in sets the rest before.
/// </summary>
public sealed class PageFrame
{
    /// <summary>The page's name in the browser's title; required.</summary>
    public string? Title { get; set; }

    /// <summary>The council's name; nothing for the site's own setting.</summary>
    public string? CouncilName { get; set; }

    /// <summary>The way here, outermost first; empty leaves the line out.</summary>
    public IReadOnlyList<Breadcrumb> Breadcrumbs { get; set; } = [];

    /// <summary>The menu.</summary>
    public IReadOnlyList<NavigationItem> Navigation { get; set; } = [];

    /// <summary>Who is signed in; null on pages that anyone may see.</summary>
    public SignedIn? SignedIn { get; set; }

    /// <summary>How many openings of restricted records the person has not said they have seen.</summary>
    public int Openings { get; set; }

    /// <summary>What is wrong with the nightly load, and since when; for those who open a start page, while it is so.</summary>
    public WatchNotice? Watch { get; set; }

    /// <summary>Whether the footer leads to the quality of the records: not for those who are known and may not see it.</summary>
    public bool ShowsDataQuality { get; set; } = true;

    /// <summary>The first line of the footer: as at when, by which scheme.</summary>
    public string? RecordsAsAt { get; set; }
}

/// <summary>The person signed in, as the header names them.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they are.</param>
/// <param name="SignOutHref">Where a link leads that signs them out; nothing where a form does (an account's session ends by POST).</param>
public sealed record SignedIn(string Name, string Role, string? SignOutHref)
{
    /// <summary>What else the header says of them, such as whom they cover.</summary>
    public string? Note { get; init; }
}

/// <summary>Names the resource file of the layout's words.</summary>
public sealed class Layout;
