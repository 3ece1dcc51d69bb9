using Fairload.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Store.Tables;

/// <summary>
/// What the latest import of a council found and wrote over, so that it can be undone: <c>undo_rows</c> holds records as they stood, in the
/// very columns of records, and <c>undo_identities</c> the number an id had, or none. What the import added needs no copy: its rows
/// name its files, and its people have numbers above <see cref="ImportRun.LastIdentity"/>.
/// </summary>
internal static class UndoRows
{
    /// <summary>Records as they stood.</summary>
    public const string Rows = "undo_rows";

    /// <summary>Numbers of ids as they stood.</summary>
    public const string Identities = "undo_identities";

    /// <summary>Maps both. They are only written and read in bulk, by SQL, so no class stands for their rows.</summary>
    public static void Configure(ModelBuilder model)
    {
        Copy<Record>(model, Rows, optional: null);
        Copy<Identity>(model, Identities, nameof(Identity.Number));
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
