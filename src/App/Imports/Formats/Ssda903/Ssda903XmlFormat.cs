using Fairload.App.Imports.Formats.Xml;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>The looked-after return (SSDA903) as XML: <c>EXPSSDA903 &gt; CHILD &gt; HEADER, EPISODE*</c>. It becomes what the CSV files become.</summary>
internal sealed class Ssda903XmlFormat : FileFormat
{
    private const string Root = "EXPSSDA903";

    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal) { Root };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "CHILD", "HEADER", "CHILDID", "UPN", "SEX", "DOB", "ETHNIC", "UASC", "DUC", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR",
        "SEX_ADOPTR", "LS_ADOPTR", "IN_TOUCH", "ACTIV", "ACCOM", "AMISSING", "MISSING", "MIS_START", "MIS_END", "AREVIEW", "REVIEW",
        "REVIEW_CODE", "MOTHER", "MC_DOB", "PERMANENCE", "PREV_PERM", "LA_PERM", "DATE_PERM", "OC2", "SDQ_SCORE", "SDQ_REASON", "CONVICTED",
        "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED", "AD_PLACED", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED", "EPISODE", "DECOM", "RNE", "LS",
        "CIN", "PL", "PLACE", "PL_POST", "PL_DISTANCE", "HOME_POST", "URN", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
    };

    /// <inheritdoc/>
    public override Source Source => Source.Ssda903;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) => XmlHead.Of(head)?.Root == Root;

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var xml = new XmlRecords(file, Containers, Known);
        var set = rows.Unfinished(() => new Ssda903Set(rows, context.Problems));
        set.Begin(file.Name, ReturnPart.Header, ReturnPart.Episodes, ReturnPart.Reviews, ReturnPart.Missing, ReturnPart.Uasc, ReturnPart.CareLeavers);
        var count = 0;
        foreach (var record in xml.Read().Where(r => r.Name == "CHILD"))
        {
            context.Cancel.ThrowIfCancellationRequested();
            Take(set, record);
            count++;
        }

        xml.TellUnknown(context.Problems);
        if (count == 0)
        {
            throw new ImportRefused(ImportTexts.All["NoChildren", file.Name], file.Name);
        }
    }

    private static void Take(Ssda903Set set, XmlElement record)
    {
        var header = record.First("HEADER") ?? record;
        var child = header["CHILDID"];
        if (!set.Child(record.Line, child, header["DOB"], header["SEX"]))
        {
            return;
        }

        foreach (var episode in record.All("EPISODE"))
        {
            set.Episode(episode.Line, child, episode["DECOM"], episode["RNE"], episode["LS"], episode["PL"].Length > 0 ? episode["PL"] : episode["PLACE"],
                episode["DEC"], episode["REC"], episode["PL_POST"], episode["PL_DISTANCE"]);
        }

        foreach (var review in header.All("AREVIEW"))
        {
            set.Review(review.Line, child, review["REVIEW"]);
        }

        foreach (var missing in header.All("AMISSING").Where(m => m["MIS_START"].Length > 0))
        {
            set.Missing(missing.Line, child, missing["MIS_START"], missing["MIS_END"]);
        }

        if (SourceValues.IsYes(header["UASC"]) || header["DUC"].Length > 0)
        {
            set.Uasc(header.Line, child, header["DUC"]);
        }

        if (header["IN_TOUCH"] is { Length: > 0 } inTouch)
        {
            set.CareLeaver(header.Line, child, inTouch);
        }
    }
}
