using Fairload.Core.Workload;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fairload.Web.Pages.Exceptions;

/// <summary>The monthly exceptions meeting: who is outside the limits of the scheme, with the limits beside them.</summary>
[ShowsPerson("exceptions", "node")]
[OutputCache(PolicyName = FigureCache.Name)]
public sealed class IndexModel(CouncilContext here, ExceptionsTable tables, Text<IndexModel> text) : CouncilPage(here)
{
    /// <summary>The node that the meeting is about.</summary>
    public int Node { get; private set; }

    /// <summary>The people.</summary>
    public ExceptionsMeeting Meeting { get; private set; } = null!;

    /// <summary>The people as a table.</summary>
    public ITable Table { get; private set; } = null!;

    public IActionResult OnGet(string? node, string? format)
    {
        if (!Here.Policy.MaySeeExceptions || NodeFilter.Find(Here, node) is not { } found)
        {
            return NotFound();
        }

        Node = found;
        Meeting = ExceptionsMeeting.In(Here.Workload, Here.History, found);
        Table = tables.Of(Meeting, Here, found, Request.Query);
        return format == "csv" ? new CsvResult(Table, text["file"]) : Page();
    }
}
