using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Imports.Formats.CinCensus;
using Fairload.App.Imports.Formats.Csww;
using Fairload.App.Imports.Formats.Ssda903;

namespace Fairload.App.Imports.Formats;

/// <summary>The formats that are known beside plain tables, in the order in which a file is tried.</summary>
internal static class FileFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileFormat> All { get; } =
        [new AnnexAFormat(), new CinCensusFormat(), new Ssda903CsvFormat(), new Ssda903XmlFormat(), new CswwXmlFormat(), new CswwCsvFormat()];
}
