using Fairload.App.Imports.Formats.AnnexA;

namespace Fairload.App.Imports.Formats;

/// <summary>The formats that are known beside plain tables, in the order in which a file is tried.</summary>
internal static class FileFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileFormat> All { get; } = [new AnnexAFormat()];
}
