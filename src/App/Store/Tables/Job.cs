using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>How far a job has come.</summary>
public enum JobState
{
    /// <summary>Waits for its turn.</summary>
    Queued = 1,

    /// <summary>Is being done.</summary>
    Running = 2,

    /// <summary>Done; the result is there.</summary>
    Done = 3,

    /// <summary>Refused or broken off; the message says why.</summary>
    Failed = 4,

    /// <summary>Stopped because a person asked.</summary>
    Cancelled = 5,
}

/// <summary>Long work that outlives a page: an import, a preview of one.</summary>
public sealed class Job
{
    /// <summary>The job's id.</summary>
    public Guid Id { get; set; }

    /// <summary>The council it is for.</summary>
    public int Council { get; set; }

    /// <summary>Which work it is: <c>import</c>, <c>import-preview</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>How far it has come.</summary>
    public JobState State { get; set; }

    /// <summary>From 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>What is being done, or why it failed; one sentence.</summary>
    public string? Message { get; set; }

    /// <summary>Whether a person asked to stop it.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>What to work on, as JSON.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>What came of it, as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>Who asked for it.</summary>
    public string Who { get; set; } = "";

    /// <summary>When it was asked for, in UTC.</summary>
    public DateTime Asked { get; set; }

    /// <summary>When work began.</summary>
    public DateTime? Started { get; set; }

    /// <summary>When the process that works on it last said so.</summary>
    public DateTime? Beat { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>Goes up with each change, so that two writers cannot overwrite each other.</summary>
    public int Version { get; set; }
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> table)
    {
        table.ToTable("jobs").HasKey(j => j.Id);
        table.Property(j => j.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(j => j.Council).HasColumnName("council");
        table.Property(j => j.Kind).HasColumnName("kind").HasMaxLength(40);
        table.Property(j => j.State).HasColumnName("state");
        table.Property(j => j.Progress).HasColumnName("progress");
        table.Property(j => j.Message).HasColumnName("message");
        table.Property(j => j.CancelRequested).HasColumnName("cancel_requested");
        table.Property(j => j.Payload).HasColumnName("payload");
        table.Property(j => j.Result).HasColumnName("result");
        table.Property(j => j.Who).HasColumnName("who").HasMaxLength(200);
        table.Property(j => j.Asked).HasColumnName("asked");
        table.Property(j => j.Started).HasColumnName("started");
        table.Property(j => j.Beat).HasColumnName("beat");
        table.Property(j => j.Ended).HasColumnName("ended");
        table.Property(j => j.Version).HasColumnName("version").IsConcurrencyToken();
        table.HasIndex(j => new { j.Council, j.State }).HasDatabaseName("ix_jobs_council_state");
    }
}
