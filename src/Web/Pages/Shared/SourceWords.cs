using Fairload.Core.Cases;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>What sources and kinds of record are called.</summary>
public sealed class SourceWords(Text<SourceWords> text)
{
    /// <summary>A source: <c>Ofsted Annex A workbook</c>.</summary>
    public string Name(Source source) => source switch
    {
        Source.Ssd => text["ssd"],
        Source.Staff => text["staff"],
        Source.CscApi => text["csc-api"],
        Source.AnnexA => text["annex-a"],
        Source.Ssda903 => text["ssda903"],
        Source.Cin => text["cin"],
        Source.Csww => text["csww"],
        Source.Teams => text["teams"],
        Source.Roles => text["roles"],
        Source.Carers => text["carers"],
        Source.Hearings => text["hearings"],
        Source.Meetings => text["meetings"],
        Source.Absences => text["absences"],
        Source.Recording => text["recording"],
        Source.Audits => text["audits"],
        _ => source.Name(),
    };

    /// <summary>A kind of record, inside a sentence: <c>child protection plans</c>.</summary>
    public string Kind(RecordKind kind) => kind switch
    {
        RecordKind.Team => text["kind.team"],
        RecordKind.Worker => text["kind.worker"],
        RecordKind.Post => text["kind.post"],
        RecordKind.Child => text["kind.child"],
        RecordKind.Family => text["kind.family"],
        RecordKind.Address => text["kind.address"],
        RecordKind.Involvement => text["kind.involvement"],
        RecordKind.Contact => text["kind.contact"],
        RecordKind.CinEpisode => text["kind.cinEpisode"],
        RecordKind.Assessment => text["kind.assessment"],
        RecordKind.Factors => text["kind.factors"],
        RecordKind.Section47 => text["kind.section47"],
        RecordKind.Conference => text["kind.conference"],
        RecordKind.CinPlan => text["kind.cinPlan"],
        RecordKind.CpPlan => text["kind.cpPlan"],
        RecordKind.ClaEpisode => text["kind.claEpisode"],
        RecordKind.Placement => text["kind.placement"],
        RecordKind.LegalStatus => text["kind.legalStatus"],
        RecordKind.CareLeaver => text["kind.careLeaver"],
        RecordKind.EarlyHelp => text["kind.earlyHelp"],
        RecordKind.PreProceedings => text["kind.preProceedings"],
        RecordKind.Missing => text["kind.missing"],
        RecordKind.Disability => text["kind.disability"],
        RecordKind.Immigration => text["kind.immigration"],
        RecordKind.CinVisit => text["kind.cinVisit"],
        RecordKind.CpVisit => text["kind.cpVisit"],
        RecordKind.ClaVisit => text["kind.claVisit"],
        RecordKind.CpReview => text["kind.cpReview"],
        RecordKind.ClaReview => text["kind.claReview"],
        RecordKind.CarerHousehold => text["kind.carerHousehold"],
        RecordKind.Hearing => text["kind.hearing"],
        RecordKind.Meeting => text["kind.meeting"],
        RecordKind.Absence => text["kind.absence"],
        RecordKind.Recording => text["kind.recording"],
        RecordKind.Audit => text["kind.audit"],
        RecordKind.Role => text["kind.role"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
