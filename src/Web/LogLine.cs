using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Fairload.Web;

/// <summary>
/// A line of the program's log: time in UTC, level, where, what, and the fault behind it. One entry is one line, whatever
/// stands in the text of a fault: the framework's own single line leaves a bare carriage return and the escapes of a terminal.
/// </summary>
internal sealed class LogLine(TimeProvider time) : ConsoleFormatter(Formatter)
{
    /// <summary>The formatter's name in the console's settings, where none is named.</summary>
    public const string Formatter = "fairload";

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var said = $"{logEntry.LogLevel} {logEntry.Category}[{logEntry.EventId.Id}] {logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception)} {logEntry.Exception}";
        textWriter.WriteLine(now + " " + string.Concat(said.Select(letter => Breaks(letter) ? ' ' : letter)).TrimEnd());
    }

    private static bool Breaks(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
