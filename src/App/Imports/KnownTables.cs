using Fairload.App.Imports.Plain;
using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Ssd;
using Fairload.App.Imports.Staff;
using Fairload.Core.Cases;

namespace Fairload.App.Imports;

/// <summary>Every table that Fairload reads, in loading order: whatever a table refers to comes before it.</summary>
internal static class KnownTables
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Table> All = [.. SsdTables.All, StaffTable.Posts, .. PlainTables.All];

    /// <summary>The table of a row: by whose columns it was read.</summary>
    public static Table Of(RecordKind kind, Source source) =>
        All.FirstOrDefault(table => table.Kind == kind && table.Source == source) ?? All.First(table => table.Kind == kind);
}
