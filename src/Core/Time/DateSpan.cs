namespace Fairload.Core.Time;

/// <summary>
/// The days from <paramref name="From"/> up to, but not including, <paramref name="Until"/>; no end means still open.
/// </summary>
/// <remarks>
/// The end is excluded so that a handover on one day counts once: the worker who leaves a case on 3 March held it
/// last on 2 March, the one who takes it on 3 March holds it from that day. Source: contracts, section 1.
/// A span whose end is not after its start covers no day.
/// </remarks>
/// <param name="From">The first day covered.</param>
/// <param name="Until">The first day no longer covered, or nothing when it is still open.</param>
public readonly record struct DateSpan(DateOnly From, DateOnly? Until)
{
    /// <summary>Whether the span covers <paramref name="day"/>: <c>From &lt;= day</c> and (no end or <c>day &lt; Until</c>).</summary>
    public bool Covers(DateOnly day) => From <= day && (Until is not { } until || day < until);

    /// <summary>Whether the span covers no day at all.</summary>
    public bool IsEmpty => Until is { } until && until <= From;
}
