using System.Buffers;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using Fairload.App;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Fairload.Web.Tables;

/// <summary>
/// A table as a CSV file (RFC 4180, UTF-8 with a mark so that spreadsheets read names rightly). A text that a
/// spreadsheet would take for a formula gets an apostrophe before it; a number is written as a number, negative or not.
/// </summary>
public sealed class CsvResult(ITable table, string fileName) : ActionResult
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n;\t'");

    /// <inheritdoc />
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue(DispositionTypeNames.Attachment) { FileNameStar = fileName, FileName = Ascii(fileName) }.ToString();
        await response.Body.WriteAsync(Encoding.UTF8.GetPreamble(), context.HttpContext.RequestAborted);
        var rows = Lines(table);
        foreach (var line in rows)
        {
            await response.WriteAsync(line, context.HttpContext.RequestAborted);
        }
    }

    /// <summary>The lines of the file.</summary>
    public static IEnumerable<string> Lines(ITable table)
    {
        yield return Line(table.Heads.Select(head => Quote(FormulaGuard.Safe(head.Title))));
        foreach (var row in table.Cells)
        {
            yield return Line(row.Select(cell => Field(cell.Csv)));
        }
    }

    /// <summary>One value as the file holds it.</summary>
    public static string Field(object? value) => value switch
    {
        null => "",
        int or long or short or decimal or double => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => Quote(FormulaGuard.Safe(text)),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no place in a CSV file; make it text, a number or a date.", nameof(value)),
    };

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields) + "\r\n";

    private static string Ascii(string name) => new([.. name.Select(c => c is > ' ' and < '\u007f' && c is not ('"' or '\\') ? c : '-')]);
}
