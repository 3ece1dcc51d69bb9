using Fairload.App.Imports.Plain;
using Fairload.App.Store;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Imports;

/// <summary>Every plain file that may be filled in: what it is for, its columns, and an empty one to download.</summary>
[NamesNobody("Columns and made-up examples.")]
public sealed class TemplatesModel(CouncilContext here, DataStore store, Workloads workloads, WebOptions site, Text<TemplatesModel> text)
    : FilesPage(here, store, workloads, site)
{
    public IActionResult OnGet(string? kind)
    {
        if (kind is null)
        {
            return Page();
        }

        return Templates.Find(kind) is { } template ? new CsvResult(Empty(template), template.Kind + ".csv") : NotFound();
    }

    /// <summary>A template's columns.</summary>
    public ITable Columns(Template template) => new TableModel<TemplateColumn>(
        text["file", ("kind", template.Kind)],
        [
            new("column", text["column"], column => column.Name),
            new("meaning", text["meaning"], column => column.Meaning),
            new("needed", text["needed"], column => column.IsNeeded ? text["needed.yes"] : text["needed.no"]),
            new("example", text["example"], column => column.Example.Length == 0 ? Format.None : column.Example),
        ],
        template.Columns);

    /// <summary>A table with the template's columns and no row: a made-up row might be loaded by mistake.</summary>
    private static TableModel<TemplateColumn> Empty(Template template) =>
        new(template.Kind, [.. template.Columns.Select(column => new Column<TemplateColumn>(column.Name, column.Name, _ => null))], []);
}
