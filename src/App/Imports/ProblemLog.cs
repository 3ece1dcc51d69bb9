using System.Globalization;
using System.Text;
using CsvHelper;
using Fairload.App.Reading;
using Fairload.App.Store.Tables;

namespace Fairload.App.Imports;

/// <summary>
/// Gathers problems: the first ones in memory, all of them to a file when a person asked for one, the rest only
/// counted, so that a file of which every row is wrong takes no more memory than a good one.
/// </summary>
internal sealed class ProblemLog(string? path) : IDisposable
{
    private readonly List<Problem> _first = [];
    private CsvWriter? _writer;

    /// <summary>The first problems, at most <see cref="ImportProblem.Kept"/>.</summary>
    public IReadOnlyList<Problem> First => _first;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>The first error since <see cref="BeginTable"/>, or nothing.</summary>
    public Problem? FirstError { get; private set; }

    /// <summary>What is told from now on is of another table.</summary>
    public void BeginTable() => FirstError = null;

    /// <summary>Adds a problem; the sentence is made only when somebody will read it.</summary>
    public void Add(
        string file, int? row, string? column, ReadOnlySpan<byte> value, Severity severity, string text, params object?[] values) =>
        Add(file, null, row, column, value, severity, text, values);

    /// <summary>Adds a problem of a sheet of a workbook.</summary>
    public void Add(
        string file, string? sheet, int? row, string? column, ReadOnlySpan<byte> value, Severity severity, string text, params object?[] values)
    {
        Count++;
        var isFirstError = severity == Severity.Error && FirstError is null;
        if (_first.Count >= ImportProblem.Kept && path is null && !isFirstError)
        {
            return;
        }

        var shown = value.IsEmpty ? null : Shown(value);
        var problem = new Problem(file, sheet, row, column, shown, severity, ImportTexts.All[text, values]);
        FirstError = isFirstError ? problem : FirstError;
        if (_first.Count < ImportProblem.Kept)
        {
            _first.Add(problem);
        }

        Write(problem);
    }

    /// <summary>Ends the file, which has its header even when nothing was wrong.</summary>
    public void Finish()
    {
        if (path is not null)
        {
            Write(writer => writer.Flush());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (IOException)
        {
            // What was not written by Finish belongs to an import that is refused already, and its own sentence is on its way up.
        }
    }

    private static string Shown(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, 400)]);
        return text.Length <= 200 ? text : text[..199] + "…";
    }

    private static string? Safe(string? text) => text is null ? null : FormulaGuard.Safe(text);

    private void Write(Problem problem)
    {
        if (path is not null)
        {
            Write(writer => Write(
                writer, Safe(problem.File), Safe(problem.Sheet), problem.Row?.ToString(CultureInfo.InvariantCulture), Safe(problem.Column), Safe(problem.Value),
                problem.Severity == Severity.Error ? "error" : "warning", Safe(problem.Message)));
        }
    }

    private void Write(Action<CsvWriter> what)
    {
        try
        {
            if (_writer is null)
            {
                _writer = CsvWriter.Create(File.Create(path!), new CsvWriterOptions());
                Write(_writer, "file", "sheet", "row", "column", "value", "severity", "message");
            }

            what(_writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefused(ImportTexts.All["CannotWriteProblems", path!], cause: e);
        }
    }

    private static void Write(CsvWriter writer, params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            writer.WriteField(field);
        }

        writer.EndRecord();
    }
}
