using Fairload.App.Labels;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats;

/// <summary>
/// A format that is not the tables themselves, such as a workbook or XML: it is told by its content, and its reader turns
/// it into rows of the tables that are loaded (<see cref="TranslatedRows"/>). From there on all formats are one.
/// </summary>
internal abstract class FileFormat
{
    /// <summary>How much of a file's beginning <see cref="Is"/> is shown.</summary>
    public const int HeadLength = 64 * 1024;

    /// <summary>The source that the rows belong to.</summary>
    public abstract Source Source { get; }

    /// <summary>
    /// Whether a file is of this format, by its content and never by its name. For what the beginning cannot tell (the sheets of a
    /// workbook), the file may be opened. Never throws: what cannot be read is not of this format.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="head">Its first bytes, at most <see cref="HeadLength"/>.</param>
    public abstract bool Is(GivenFile file, ReadOnlySpan<byte> head);

    /// <summary>The day that the file itself says it describes (a census's reference date); nothing where it says none.</summary>
    public abstract DateOnly? ExtractDate(GivenFile file);

    /// <summary>
    /// Reads a file into rows, in one pass and in memory that does not grow with it. Several files of one format and day go into one
    /// <see cref="TranslatedRows"/>.
    /// </summary>
    /// <exception cref="ImportRefused">The file as a whole cannot be used: one sentence, with the place.</exception>
    public abstract void Read(GivenFile file, TranslatedRows rows, FormatContext context);
}

/// <summary>What a reader may ask and tell.</summary>
/// <param name="ExtractDate">The day the file describes.</param>
/// <param name="Problems">Where what cannot be used is told.</param>
/// <param name="Cancel">Asked every few thousand rows.</param>
internal sealed record FormatContext(DateOnly ExtractDate, ProblemLog Problems, CancellationToken Cancel)
{
    /// <summary>Reads labels as codes, and keeps which ones nobody knows; by the vocabulary alone where the council's answers are not given.</summary>
    public LabelReader Labels { get; init; } = new(ShippedLabels.Normaliser);
}
