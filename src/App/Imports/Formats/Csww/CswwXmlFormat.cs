using Fairload.App.Imports.Formats.Xml;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Csww;

/// <summary>The children's social work workforce census as XML, in both spellings of its schema (<c>CSWWWorker</c> or <c>CSWWW</c>, <c>DateTime</c> or <c>DataTime</c>).</summary>
internal sealed class CswwXmlFormat : FileFormat
{
    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal) { "Message" };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "Header", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel", "LEA", "SoftwareCode", "Release",
        "SerialNo", "DateTime", "DataTime", "LALevelVacancies", "NumberOfVacancies", "NoAgencyFTE", "NoAgencyHeadcount", "CSWWWorker",
        "CSWWW", "AgencyWorker", "SWENo", "FTE", "PersonBirthDate", "GenderCurrent", "Sex", "Ethnicity", "QualInst", "QualLevel",
        "StepUpGrad", "OrgRole", "RoleStartDate", "StartOrigin", "RoleEndDate", "LeaverDestination", "ReasonLeave", "FTE30", "Cases30",
        "WorkingDaysLost", "ContractWeeks", "FrontlineGrad", "Absat30Sept", "ReasonAbsence", "CFKSSstatus",
    };

    /// <inheritdoc/>
    public override Source Source => Source.Csww;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) => XmlHead.Of(head) is { Root: "Message" } xml
        && (xml.Collection.Equals("CSWW", StringComparison.OrdinalIgnoreCase) || xml.Names.Contains("CSWWWorker") || xml.Names.Contains("CSWWW"));

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file)
    {
        using var xml = new XmlRecords(file, Containers, Known);
        return ReturnHeader.Of(xml, "CSWWWorker")?.Day(month: 9);
    }

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var xml = new XmlRecords(file, Containers, Known);
        var posts = new CswwPosts(file.Name, rows, context.Problems);
        foreach (var record in xml.Read())
        {
            context.Cancel.ThrowIfCancellationRequested();
            if (record.Name == "Header")
            {
                new ReturnHeader(record).Tell(file, context.Problems);
            }
            else if (record.Name is "CSWWWorker" or "CSWWW")
            {
                posts.Take(record.Line, name => record[name], SourceValues.Day(record["RoleStartDate"]), SourceValues.Day(record["RoleEndDate"]));
            }
        }

        xml.TellUnknown(context.Problems);
    }
}
