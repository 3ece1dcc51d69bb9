using System.Diagnostics.CodeAnalysis;

namespace Fairload.App.Imports;

/// <summary>An import that was refused whole: nothing was changed. The message is one plain sentence.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A refusal is an answer to a person, not a fault.")]
public sealed class ImportRefused(string message, string? file = null, int? row = null, string? column = null, Exception? cause = null)
    : Refused(message, cause)
{
    /// <summary>The file it is about, where it is about one.</summary>
    public string? File { get; } = file;

    /// <summary>The row; the header is row 1.</summary>
    public int? Row { get; } = row;

    /// <summary>The column's name.</summary>
    public string? Column { get; } = column;
}
