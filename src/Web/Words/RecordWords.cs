using Fairload.Core.Cases;

namespace Fairload.Web.Words;

/// <summary>What each kind of record is called, one of it and many, both inside a sentence.</summary>
public sealed class RecordWords(Text<RecordWords> text)
{
    /// <summary>One record, as its child's page names it: <c>child protection plan</c>. Every visit is a <c>visit</c> there, every review a <c>review</c>.</summary>
    public string One(RecordKind kind) => Of(kind).One;

    /// <summary>The records of a kind, told from every other kind: <c>visits under child protection plans</c>.</summary>
    public string Many(RecordKind kind) => Of(kind).Many;

    /// <summary>Both in one place, so that a new kind is not forgotten in one of them.</summary>
    private (string One, string Many) Of(RecordKind kind) => kind switch
    {
        RecordKind.Team => (text["team"], text["team.other"]),
        RecordKind.Worker => (text["worker"], text["worker.other"]),
        RecordKind.Post => (text["post"], text["post.other"]),
        RecordKind.Child => (text["child"], text["child.other"]),
        RecordKind.Family => (text["family"], text["family.other"]),
        RecordKind.Address => (text["address"], text["address.other"]),
        RecordKind.Involvement => (text["involvement"], text["involvement.other"]),
        RecordKind.Contact => (text["contact"], text["contact.other"]),
        RecordKind.CinEpisode => (text["cinEpisode"], text["cinEpisode.other"]),
        RecordKind.Assessment => (text["assessment"], text["assessment.other"]),
        RecordKind.Factors => (text["factors"], text["factors.other"]),
        RecordKind.Section47 => (text["section47"], text["section47.other"]),
        RecordKind.Conference => (text["conference"], text["conference.other"]),
        RecordKind.CinPlan => (text["cinPlan"], text["cinPlan.other"]),
        RecordKind.CpPlan => (text["cpPlan"], text["cpPlan.other"]),
        RecordKind.ClaEpisode => (text["claEpisode"], text["claEpisode.other"]),
        RecordKind.Placement => (text["placement"], text["placement.other"]),
        RecordKind.LegalStatus => (text["legalStatus"], text["legalStatus.other"]),
        RecordKind.CareLeaver => (text["careLeaver"], text["careLeaver.other"]),
        RecordKind.EarlyHelp => (text["earlyHelp"], text["earlyHelp.other"]),
        RecordKind.PreProceedings => (text["preProceedings"], text["preProceedings.other"]),
        RecordKind.Missing => (text["missing"], text["missing.other"]),
        RecordKind.Disability => (text["disability"], text["disability.other"]),
        RecordKind.Immigration => (text["immigration"], text["immigration.other"]),
        RecordKind.CinVisit => (text["cinVisit"], text["cinVisit.other"]),
        RecordKind.CpVisit => (text["cpVisit"], text["cpVisit.other"]),
        RecordKind.ClaVisit => (text["claVisit"], text["claVisit.other"]),
        RecordKind.CpReview => (text["cpReview"], text["cpReview.other"]),
        RecordKind.ClaReview => (text["claReview"], text["claReview.other"]),
        RecordKind.CarerHousehold => (text["carerHousehold"], text["carerHousehold.other"]),
        RecordKind.Hearing => (text["hearing"], text["hearing.other"]),
        RecordKind.Meeting => (text["meeting"], text["meeting.other"]),
        RecordKind.Absence => (text["absence"], text["absence.other"]),
        RecordKind.Recording => (text["recording"], text["recording.other"]),
        RecordKind.Audit => (text["audit"], text["audit.other"]),
        RecordKind.Role => (text["role"], text["role.other"]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
