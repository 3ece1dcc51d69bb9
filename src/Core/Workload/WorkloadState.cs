namespace Fairload.Core.Workload;

/// <summary>How a worker's workload stands to their time and agreed range, in the words of the pages.</summary>
public enum WorkloadState
{
    /// <summary>No source gives the full-time equivalent, or the scheme has no capacity.</summary>
    NotKnown,

    /// <summary>No available time.</summary>
    NoTime,

    /// <summary>Over available time.</summary>
    Over,

    /// <summary>Above the agreed range, within available time.</summary>
    AboveRange,

    /// <summary>In the agreed range; or within available time where no range is agreed.</summary>
    InRange,

    /// <summary>Below the agreed range: ask why.</summary>
    BelowRange,
}
