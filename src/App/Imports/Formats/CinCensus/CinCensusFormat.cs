using Fairload.App.Imports.Formats.Xml;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.CinCensus;

/// <summary>The children in need census as XML, of every year since 2017. No sample known validates against its schema, so nothing is asked of it but to be XML.</summary>
internal sealed class CinCensusFormat : FileFormat
{
    /// <summary>Elements that only hold others.</summary>
    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal) { "Message", "Children" };

    /// <summary>The elements of the schemas of 2017 to 2026, and of the part on pre-proceedings that files have and the schema of 2026 lacks.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "Header", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel", "LEA", "SoftwareCode", "Release",
        "SerialNo", "DateTime", "Child", "ChildIdentifiers", "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate",
        "ExpectedPersonBirthDate", "Sex", "GenderCurrent", "PersonDeathDate", "ChildCharacteristics", "Ethnicity", "Disabilities",
        "Disability", "CINdetails", "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure",
        "DateOfInitialCPC", "Assessments", "AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate",
        "FactorsIdentifiedAtAssessment", "AssessmentFactors", "CINPlanDates", "CINPlanStartDate", "CINPlanEndDate", "Section47",
        "S47ActualStartDate", "InitialCPCtarget", "ICPCnotRequired", "ReferralNFA", "ChildProtectionPlans", "CPPstartDate", "CPPendDate",
        "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP", "Reviews", "CPPreviewDate", "PreProceedingsandFGDM",
        "PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac", "InitialPPMeetingDate", "ReviewMeetingsCount",
        "StepDecisionDate", "PPOutcome", "CourtAppDate", "LetterInitCPDate",
    };

    /// <inheritdoc/>
    public override Source Source => Source.Cin;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) =>
        XmlHead.Of(head) is { Root: "Message" } xml && (xml.Collection.Equals("CIN", StringComparison.OrdinalIgnoreCase) || xml.Names.Contains("CINdetails"));

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file)
    {
        using var xml = new XmlRecords(file, Containers, Known);
        return ReturnHeader.Of(xml, "Child") is { } header ? header.Day(month: 3) : null;
    }

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var xml = new XmlRecords(file, Containers, Known);
        var children = new CinChildren(file.Name, rows, context.Problems);
        var count = 0;
        foreach (var record in xml.Read())
        {
            if (record.Name == "Header")
            {
                var header = new ReturnHeader(record);
                header.Tell(file, context.Problems);
                children.Expect(header.Day(month: 3)?.Year ?? 0);
            }
            else if (record.Name == "Child")
            {
                children.Take(record);
                if ((++count & 0x3FF) == 0)
                {
                    context.Cancel.ThrowIfCancellationRequested();
                }
            }
        }

        xml.TellUnknown(context.Problems);
        if (count == 0)
        {
            throw new ImportRefused(ImportTexts.All["NoChildren", file.Name], file.Name);
        }
    }
}
