using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fairload.App.Store.Tables;

/// <summary>
/// Council, kind, source and key are the primary key, and in SQLite the table is stored in that order, so that one council's
/// rows of one kind are read in one sweep and no second index has to be kept during an import.
/// </summary>
internal sealed class RecordTable : IEntityTypeConfiguration<Record>
{
    /// <summary>The columns in the order in which the bulk writers give them.</summary>
    public const string Columns =
        "id, council, kind, key, child, worker, other_worker, team, \"from\", until, due, code, detail, ref, number, "
        + "flag, extra, withdrawn, file, row, source";

    public void Configure(EntityTypeBuilder<Record> table)
    {
        table.ToTable("records").HasKey(r => new { r.Council, r.Kind, r.Source, r.Key });
        table.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(r => r.Council).HasColumnName("council");
        table.Property(r => r.Kind).HasColumnName("kind");
        table.Property(r => r.Source).HasColumnName("source");
        table.Property(r => r.Key).HasColumnName("key");
        table.Property(r => r.Child).HasColumnName("child");
        table.Property(r => r.Worker).HasColumnName("worker");
        table.Property(r => r.OtherWorker).HasColumnName("other_worker");
        table.Property(r => r.Team).HasColumnName("team");
        table.Property(r => r.From).HasColumnName("from");
        table.Property(r => r.Until).HasColumnName("until");
        table.Property(r => r.Due).HasColumnName("due");
        table.Property(r => r.Code).HasColumnName("code");
        table.Property(r => r.Detail).HasColumnName("detail");
        table.Property(r => r.Ref).HasColumnName("ref");
        table.Property(r => r.Number).HasColumnName("number");
        table.Property(r => r.Flag).HasColumnName("flag");
        table.Property(r => r.Extra).HasColumnName("extra");
        table.Property(r => r.Withdrawn).HasColumnName("withdrawn");
        table.Property(r => r.File).HasColumnName("file");
        table.Property(r => r.Row).HasColumnName("row");
    }
}
