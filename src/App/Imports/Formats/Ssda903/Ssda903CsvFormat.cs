using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>The looked-after return (SSDA903) as CSV files, one for each of its parts; a part is told by its columns.</summary>
internal sealed class Ssda903CsvFormat : FileFormat
{
    /// <summary>The parts, by columns that only they have beside <c>CHILD</c>; nothing is read of the last five but who the children are.</summary>
    private static readonly (ReturnPart Part, string[] Columns)[] Parts =
    [
        (ReturnPart.Episodes, ["decom", "rne", "place"]),
        (ReturnPart.Header, ["sex", "dob", "ethnic"]),
        (ReturnPart.Workers, ["sw_id", "sw_decom"]),
        (ReturnPart.Missing, ["mis_start", "mis_end"]),
        (ReturnPart.Reviews, ["review", "review_code"]),
        (ReturnPart.Uasc, ["dob", "duc"]),
        (ReturnPart.CareLeavers, ["in_touch", "activ"]),
        (ReturnPart.Other, ["dob", "sdq_score"]),
        (ReturnPart.Other, ["dob", "date_int"]),
        (ReturnPart.Other, ["dob", "date_placed"]),
        (ReturnPart.Other, ["dob", "prev_perm"]),
        (ReturnPart.Other, ["dob", "dolo_start"]),
    ];

    /// <inheritdoc/>
    public override Source Source => Source.Ssda903;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) => PartOf(CsvTable.Headers(head).Contains) != ReturnPart.None;

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var csv = new CsvTable(file, context.Problems);
        var part = PartOf(csv.Has);
        var set = rows.Unfinished(() => new Ssda903Set(rows, context.Problems));
        set.Begin(file.Name, part);
        var count = 0;
        for (; csv.Read(context.Cancel); count++)
        {
            var child = csv["CHILD"];
            if (set.Child(csv.Row, child, csv["DOB"], csv["SEX"]))
            {
                Take(set, part, csv, child);
            }
        }

        set.LeaveOut(csv.LeftOut);
        if (part == ReturnPart.Other)
        {
            context.Problems.Add(file.Name, null, null, [], Severity.Warning, "FileForChildren");
        }

        if (count == 0 && csv.LeftOut == 0 && part is ReturnPart.Header or ReturnPart.Episodes)
        {
            throw new ImportRefused(ImportTexts.All["HeaderOnly", file.Name], file.Name);
        }
    }

    private static void Take(Ssda903Set set, ReturnPart part, CsvTable csv, string child)
    {
        switch (part)
        {
            case ReturnPart.Episodes:
                set.Episode(csv.Row, child, csv["DECOM"], csv["RNE"], csv["LS"], csv["PLACE"], csv["DEC"], csv["REC"], csv["PL_POST"], csv["PL_DISTANCE"]);
                break;
            case ReturnPart.Reviews:
                set.Review(csv.Row, child, csv["REVIEW"]);
                break;
            case ReturnPart.Missing:
                set.Missing(csv.Row, child, csv["MIS_START"], csv["MIS_END"]);
                break;
            case ReturnPart.Uasc:
                set.Uasc(csv.Row, child, csv["DUC"]);
                break;
            case ReturnPart.CareLeavers:
                set.CareLeaver(csv.Row, child, csv["IN_TOUCH"]);
                break;
            case ReturnPart.Workers:
                set.Worker(csv.Row, child, csv["SW_ID"], csv["SW_DECOM"], csv["SW_DEC"], csv["SW_REASON"]);
                break;
        }
    }

    private static ReturnPart PartOf(Func<string, bool> has) =>
        has("child") ? Parts.FirstOrDefault(p => p.Columns.All(has)).Part : ReturnPart.None;
}
