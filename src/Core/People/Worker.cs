namespace Fairload.Core.People;

/// <summary>A practitioner or manager: the case system's row and the posts of the staff file.</summary>
/// <param name="Number">Fairload's own number.</param>
/// <param name="Id">The id the source knows them by.</param>
/// <param name="Name">The name; the id where no source gives one.</param>
/// <param name="Registration">The Social Work England number, or nothing.</param>
/// <param name="Team">The place of the case system's team, or -1.</param>
/// <param name="Fte">The case system's full-time equivalent, or nothing.</param>
/// <param name="Agency">Whether an agency worker, or nothing.</param>
/// <param name="Title">The job title, or nothing.</param>
/// <param name="Gone">The day number from which later extracts no longer had the case system's row.</param>
/// <param name="Posts">Posts in order of first day.</param>
public sealed record Worker(
    int Number,
    string Id,
    string Name,
    string? Registration,
    int Team,
    decimal? Fte,
    bool? Agency,
    string? Title,
    int Gone,
    IReadOnlyList<Post> Posts)
{
    /// <summary>Whether the case system has a row of them, and does not only name them in other rows.</summary>
    public bool HasOwnRow { get; init; }

    /// <summary>Whether every source that knows them knows them by name alone, so that nothing joins them to an id.</summary>
    public bool IsNameOnly { get; init; }

    /// <summary>The loaded file and its row that says who they are; nothing when rows only name them.</summary>
    public (int File, int Row)? Place { get; init; }

    /// <summary>The post that covers the day; of several the one that started last. Nothing when none does.</summary>
    public Post? PostOn(DateOnly day)
    {
        for (var i = Posts.Count - 1; i >= 0; i--)
        {
            if (Posts[i].Covers(day))
            {
                return Posts[i];
            }
        }

        return null;
    }

    /// <summary>
    /// The worker as they stand on a day: what the post that covers it says, and where it is silent, the case
    /// system. What neither says stays unknown.
    /// </summary>
    public Standing On(DateOnly day)
    {
        var post = PostOn(day);
        return new Standing(
            Team: post is { Team: >= 0 } ? post.Team : Team,
            Fte: post?.Fte ?? Fte,
            Band: post?.Band,
            MonthsInBand: post?.Band is { } band ? MonthsIn(band, day) : null,
            Role: post?.Role,
            Title: post?.Title ?? Title,
            Agency: post?.Agency ?? Agency,
            Manager: post?.Manager ?? -1,
            HasPost: post is not null);
    }

    /// <summary>Whole months since the unbroken run of posts in the band began.</summary>
    private int MonthsIn(string band, DateOnly day)
    {
        var start = day;
        for (var again = true; again;)
        {
            again = false;
            foreach (var post in Posts)
            {
                var joins = post.From < start && (post.Until is not { } until || until >= start) && post.From <= day;
                if (joins && post.IsKnownOn(day) && string.Equals(post.Band, band, StringComparison.OrdinalIgnoreCase))
                {
                    start = post.From;
                    again = true;
                }
            }
        }

        return Time.Months.Whole(start, day);
    }
}

/// <summary>A post held over a span of days.</summary>
public sealed record Post(
    DateOnly From,
    DateOnly? Until,
    int Gone,
    int Team,
    decimal? Fte,
    string? Band,
    string? Role,
    string? Title,
    bool? Agency,
    int Manager)
{
    /// <summary>The loaded file and its row.</summary>
    public (int File, int Row) Place { get; init; }

    /// <summary>Whether the post covers the day and was known on it.</summary>
    public bool Covers(DateOnly day) => new Time.DateSpan(From, Until).Covers(day) && IsKnownOn(day);

    /// <summary>Whether no extract up to the day had dropped the row.</summary>
    public bool IsKnownOn(DateOnly day) => day.DayNumber < Gone;
}

/// <summary>A worker on one day.</summary>
/// <param name="Team">The team's place, or -1.</param>
/// <param name="Fte">Full-time equivalent; nothing when no source says.</param>
/// <param name="Band">Experience band as the staff file writes it, or nothing.</param>
/// <param name="MonthsInBand">Whole months in the band, or nothing.</param>
/// <param name="Role">Role as in the workforce census, or nothing.</param>
/// <param name="Title">Job title, or nothing.</param>
/// <param name="Agency">Whether an agency worker, or nothing.</param>
/// <param name="Manager">The line manager's place among the workers, or -1.</param>
/// <param name="HasPost">Whether a staff row covers the day.</param>
public readonly record struct Standing(
    int Team,
    decimal? Fte,
    string? Band,
    int? MonthsInBand,
    string? Role,
    string? Title,
    bool? Agency,
    int Manager,
    bool HasPost);
