using System.Text.Json.Serialization;

namespace Fairload.App.Reading;

/// <summary>Whether a row was left out or kept.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>The row was left out.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>The row was kept, or the remark is about the file.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,
}

/// <summary>Something wrong in a file: where it is, what it says, why that cannot be used.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sheet">The sheet, in a workbook.</param>
/// <param name="Row">The row; the header is row 1.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Value">The value as found, cut when long.</param>
/// <param name="Severity">Whether the row was left out.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record Problem(
    string File, string? Sheet, int? Row, string? Column, string? Value, Severity Severity, string Message)
{
    /// <summary>The file, and the sheet in a workbook: <c>Annex_A.xlsx, List 7</c>.</summary>
    [JsonIgnore]
    public string Place => Sheet is null ? File : $"{File}, {Sheet}";

    /// <summary>Where it is, as far as that is known: <c>Annex_A.xlsx, List 7, row 12, Date of Birth</c>.</summary>
    [JsonIgnore]
    public string Where => string.Join(", ", new[] { Place, Row is { } row ? $"row {row}" : null, Column }.Where(part => part is not null));
}
