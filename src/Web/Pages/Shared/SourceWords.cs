using Fairload.Core.Cases;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>What sources are called.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
