using System.Text.Json;
using System.Text.Json.Serialization;
using Fairload.App.Reading;

namespace Fairload.App.Imports;

/// <summary>What a person asks an import to do.</summary>
/// <param name="Paths">Files, folders and zips, loaded together or not at all.</param>
public sealed record ImportRequest(IReadOnlyList<string> Paths)
{
    /// <summary>The names to show for paths whose own names say nothing, such as uploads.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>The only kind of file to accept: <c>ssd</c> or <c>staff</c>; nothing accepts what is found.</summary>
    public string? Kind { get; init; }

    /// <summary>The day the files describe; else an <c>extract.json</c> beside them must say it.</summary>
    public DateOnly? ExtractDate { get; init; }

    /// <summary>Only rows dated from <c>From</c> up to, but not including, <c>Until</c> are replaced.</summary>
    public (DateOnly From, DateOnly Until)? Window { get; init; }

    /// <summary>Says what would change and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The council's code; else that of <c>extract.json</c>, the only one in the store, or <c>LOCAL</c>.</summary>
    public string? Council { get; init; }

    /// <summary>The name of a council that this import is the first of; else that of <c>extract.json</c>, or the code.</summary>
    public string? CouncilName { get; init; }

    /// <summary>Who asks.</summary>
    public string Who { get; init; } = "";

    /// <summary>A file to write every problem to, as CSV.</summary>
    public string? ProblemsFile { get; init; }
}

/// <summary>How far an import has come.</summary>
/// <param name="File">The file being read.</param>
/// <param name="Rows">Rows read of all files so far.</param>
/// <param name="Share">The share of the bytes that has been read, from 0 to 1.</param>
public readonly record struct ImportProgress(string File, long Rows, double Share);

/// <summary>What came of an import; its JSON is contracts, section 6.</summary>
public sealed record ImportReport
{
    /// <summary>How many problems the report itself holds.</summary>
    public const int MostProblems = 1_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The kinds of file loaded: <c>ssd</c>, <c>staff</c>, or <c>ssd,staff</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The council's code.</summary>
    public required string Council { get; init; }

    /// <summary>The day the files describe.</summary>
    public required DateOnly ExtractDate { get; init; }

    /// <summary>What came of each file.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>The first problems found.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>How many problems were found in all.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>Whether it was done, or only tried.</summary>
    public required bool Applied { get; init; }

    /// <summary>The number of the import in the council's history; nothing when it was only tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Import { get; init; }

    /// <summary>Whether anything was added, changed or withdrawn.</summary>
    [JsonIgnore]
    public bool ChangedAnything => Files.Any(f => f.Added + f.Changed + f.Withdrawn > 0);

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A report from its JSON.</summary>
    public static ImportReport FromJson(string json) => JsonSerializer.Deserialize<ImportReport>(json, Json)!;
}

/// <summary>What came of one file.</summary>
public sealed record FileReport
{
    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>The table it was read as, such as <c>ssd_involvements</c>.</summary>
    public required string Table { get; init; }

    /// <summary>The kind of import it belongs to: <c>ssd</c> or <c>staff</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows read, those that the reader left out among them: each is added, changed, unchanged, rejected, outside or erased.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that were new.</summary>
    public long Added { get; set; }

    /// <summary>Rows that said something else than before, or came back.</summary>
    public long Changed { get; set; }

    /// <summary>Rows that said the same.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows of the store that the file no longer has.</summary>
    public long Withdrawn { get; set; }

    /// <summary>Rows that could not be used.</summary>
    public long Rejected { get; set; }

    /// <summary>Rows left aside because they lie outside the window.</summary>
    public long Outside { get; set; }

    /// <summary>Rows left out because they are about somebody who was erased.</summary>
    public long Erased { get; set; }
}
