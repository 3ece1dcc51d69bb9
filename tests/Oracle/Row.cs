using System.Globalization;

namespace Fairload.Oracle;

/// <summary>One row of a source file, by column name. A column that the file lacks reads as none.</summary>
internal sealed record Row(IReadOnlyDictionary<string, string> Cells)
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"];
    private static readonly DateOnly[] DatesThatMeanNone = [new(1900, 1, 1), new(9999, 12, 31)];
    private static readonly string[] YesWords = ["y", "yes", "1", "true"];

    /// <summary>Blank and NULL are none.</summary>
    public string? Text(string column)
    {
        string value = Cells.TryGetValue(column, out string? cell) ? cell.Trim() : "";
        return value.Length == 0 || value.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null : value;
    }

    /// <summary>ISO or dd/mm/yyyy, a time cut off; 1900-01-01 and 9999-12-31 are how sources write none.</summary>
    public DateOnly? Date(string column)
    {
        string? day = Text(column)?.Split('T', ' ')[0];
        if (day is null
            || !DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return null;
        }

        return DatesThatMeanNone.Contains(date) ? null : date;
    }

    public decimal? Number(string column) =>
        decimal.TryParse(Text(column), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>Any of Y, Yes, 1, true, case-folded.</summary>
    public bool Flag(string column) => YesWords.Contains(Text(column)?.ToLowerInvariant());

    /// <summary>A row without a start has no span, so it covers no day.</summary>
    public Span? SpanOf(string fromColumn, string untilColumn) =>
        Date(fromColumn) is DateOnly from ? new Span(from, Date(untilColumn)) : null;
}

/// <summary>"A span is [from, until)".</summary>
internal sealed record Span(DateOnly From, DateOnly? Until)
{
    /// <summary>"it covers day D when from &lt;= D and (no end or D &lt; until)".</summary>
    public bool Covers(DateOnly day) => From <= day && (Until is null || day < Until);

    /// <summary>"A span with until &lt;= from covers no day".</summary>
    public bool CoversNoDay => Until <= From;
}
