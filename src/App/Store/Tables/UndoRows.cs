using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Store.Tables;

/// <summary>
/// What the latest import of a council found and wrote over, so that it can be undone: <c>undo_rows</c> holds records as they stood, in the
/// very columns of records, <c>undo_identities</c> the number an id had, or none, and <c>undo_labels</c> every unknown label. What the import
/// added needs no copy: its rows name its files, and its people have numbers above <see cref="ImportRun.LastIdentity"/>.
/// </summary>
internal static class UndoRows
{
    /// <summary>Records as they stood.</summary>
    public const string Rows = "undo_rows";

    /// <summary>Numbers of ids as they stood.</summary>
    public const string Identities = "undo_identities";

    /// <summary>The unknown labels as they stood: all of a council, which are few.</summary>
    public const string Labels = "undo_labels";

    /// <summary>Maps them. They are only written and read in bulk, by SQL, so no class stands for their rows.</summary>
    public static void Configure(ModelBuilder model)
    {
        Copy<Record>(model, Rows, optional: null);
        Copy<Identity>(model, Identities, nameof(Identity.Number));
        Copy<UnknownLabel>(model, Labels, optional: null);
    }

    private static void Copy<T>(ModelBuilder model, string name, string? optional)
        where T : class
    {
        var original = model.Entity<T>().Metadata;
        model.SharedTypeEntity<Dictionary<string, object>>(name, table =>
        {
            table.ToTable(name);
            foreach (var property in original.GetProperties())
            {
                var isNullable = property.IsNullable || property.Name == optional;
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                var column = table.IndexerProperty(isNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type, property.Name)
                    .HasColumnName(property.GetColumnName()).IsRequired(!isNullable).ValueGeneratedNever();
                if (property.GetMaxLength() is { } most)
                {
                    column.HasMaxLength(most);
                }
            }

            table.HasKey([.. original.FindPrimaryKey()!.Properties.Select(property => property.Name)]);
        });
    }
}
