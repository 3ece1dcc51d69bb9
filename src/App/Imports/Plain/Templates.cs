using Fairload.App.Imports.Rows;
using Fairload.App.Imports.Staff;

namespace Fairload.App.Imports.Plain;

/// <summary>A column of a plain file, as a person who fills it in reads it.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Meaning">What stands in it.</param>
/// <param name="IsNeeded">Whether every row needs it.</param>
/// <param name="Example">A made-up value.</param>
public sealed record TemplateColumn(string Name, string Meaning, bool IsNeeded, string Example);

/// <summary>A plain file that a council may fill in by hand or export: what it is for and its columns.</summary>
/// <param name="Kind">The kind, as <c>--kind</c> takes it.</param>
/// <param name="About">What it is for.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record Template(string Kind, string About, IReadOnlyList<TemplateColumn> Columns)
{
    /// <summary>
    /// The file to fill in: its header and nothing else, so that no made-up row can be loaded by mistake. Every name is a word of
    /// ours, so none is a formula.
    /// </summary>
    public string Csv { get; } = string.Join(',', Columns.Select(column => column.Name)) + "\r\n";
}

/// <summary>The templates of all plain files.</summary>
public static class Templates
{
    private static readonly Wording Words = new("Imports.Plain.Plain");

    /// <summary>All of them: the staff file first.</summary>
    public static IReadOnlyList<Template> All { get; } = [.. PlainTables.All.Prepend(StaffTable.Posts).Select(Of)];

    /// <summary>The template of a kind; nothing for any other word.</summary>
    public static Template? Find(string kind) => All.FirstOrDefault(template => template.Kind == kind);

    private static Template Of(Table table) => new(
        table.Name,
        Words[table.Name],
        [.. table.Columns.Select(column => new TemplateColumn(
            column.Name, Words[$"{table.Name}.{column.Name}"], column.Required, Words[$"{table.Name}.{column.Name}.example"]))]);
}
