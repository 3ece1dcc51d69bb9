namespace Fairload.App.Reading;

/// <summary>One file of those that a person gave: from a folder, from a zip, or by its own path.</summary>
/// <param name="Name">The name without the folder, for showing.</param>
/// <param name="Place">The folder or zip it lies in: an <c>extract.json</c> there speaks for it.</param>
/// <param name="Named">Whether a person named this very file, so that it must be one that Fairload knows.</param>
/// <param name="Length">Its length in bytes, for showing progress.</param>
/// <param name="Open">Opens it for one reading.</param>
internal sealed record GivenFile(string Name, string Place, bool Named, long Length, Func<Stream> Open)
{
    /// <summary>Whether it is packed as a workbook is, so that it has no text to be read as a table.</summary>
    public bool IsWorkbook { get; init; }
}
