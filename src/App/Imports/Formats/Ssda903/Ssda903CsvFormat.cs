using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.Ssda903;

/// <summary>The looked-after return (SSDA903) as CSV files, one for each of its parts; a part is told by its columns.</summary>
internal sealed class Ssda903CsvFormat : FileFormat
{
    /// <summary>The parts, by columns that only they have beside <c>CHILD</c>; nothing is read of the last five but who the children are.</summary>
    private static readonly (Part Part, string[] Columns)[] Parts =
    [
        (Part.Episodes, ["decom", "rne", "place"]),
        (Part.Header, ["sex", "dob", "ethnic"]),
        (Part.Workers, ["sw_id", "sw_decom"]),
        (Part.Missing, ["mis_start", "mis_end"]),
        (Part.Reviews, ["review", "review_code"]),
        (Part.Uasc, ["dob", "duc"]),
        (Part.CareLeavers, ["in_touch", "activ"]),
        (Part.Other, ["dob", "sdq_score"]),
        (Part.Other, ["dob", "date_int"]),
        (Part.Other, ["dob", "date_placed"]),
        (Part.Other, ["dob", "prev_perm"]),
        (Part.Other, ["dob", "dolo_start"]),
    ];

    private enum Part
    {
        None,
        Header,
        Episodes,
        Reviews,
        Missing,
        Uasc,
        CareLeavers,
        Workers,
        Other,
    }

    /// <inheritdoc/>
    public override Source Source => Source.Ssda903;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head) => PartOf(CsvTable.Headers(head).Contains) != Part.None;

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var csv = new CsvTable(file, context.Problems);
        var part = PartOf(csv.Has);
        var set = rows.Unfinished(() => new Ssda903Set(rows, context.Problems));
        set.Begin(file.Name);
        Expect(set, part);
        var count = 0;
        for (; csv.Read(context.Cancel); count++)
        {
            var child = csv["CHILD"];
            if (set.Child(csv.Row, child, csv["DOB"], csv["SEX"], part == Part.Header))
            {
                Take(set, part, csv, child);
            }
        }

        if (part == Part.Other)
        {
            context.Problems.Add(file.Name, null, null, [], Severity.Warning, "FileForChildren");
        }

        if (count == 0 && part is Part.Header or Part.Episodes)
        {
            throw new ImportRefused(ImportTexts.All["HeaderOnly", file.Name], file.Name);
        }
    }

    private static void Expect(Ssda903Set set, Part part)
    {
        switch (part)
        {
            case Part.Episodes:
                set.HasEpisodes();
                break;
            case Part.Reviews:
                set.HasReviews();
                break;
            case Part.Missing:
                set.HasMissing();
                break;
            case Part.Uasc:
                set.HasUasc();
                break;
            case Part.CareLeavers:
                set.HasLeavers();
                break;
            case Part.Workers:
                set.HasWorkers();
                break;
        }
    }

    private static void Take(Ssda903Set set, Part part, CsvTable csv, string child)
    {
        switch (part)
        {
            case Part.Episodes:
                set.Episode(csv.Row, child, csv["DECOM"], csv["RNE"], csv["LS"], csv["PLACE"], csv["DEC"], csv["REC"], csv["PL_POST"], csv["PL_DISTANCE"]);
                break;
            case Part.Reviews:
                set.Review(csv.Row, child, csv["REVIEW"]);
                break;
            case Part.Missing:
                set.Missing(csv.Row, child, csv["MIS_START"], csv["MIS_END"]);
                break;
            case Part.Uasc:
                set.Uasc(csv.Row, child, csv["DUC"]);
                break;
            case Part.CareLeavers:
                set.CareLeaver(csv.Row, child, csv["IN_TOUCH"]);
                break;
            case Part.Workers:
                set.Worker(csv.Row, child, csv["SW_ID"], csv["SW_DECOM"], csv["SW_DEC"], csv["SW_REASON"]);
                break;
        }
    }

    private static Part PartOf(Func<string, bool> has) =>
        has("child") ? Parts.FirstOrDefault(p => p.Columns.All(has)).Part : Part.None;
}
