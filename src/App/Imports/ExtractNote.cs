using System.Globalization;
using System.Text.Json;
using Fairload.App.Reading;

namespace Fairload.App.Imports;

/// <summary>What an <c>extract.json</c> beside the files says about them.</summary>
/// <param name="ExtractDate">The day the files describe.</param>
/// <param name="Council">The council's code.</param>
/// <param name="CouncilName">The council's name.</param>
internal sealed record ExtractNote(DateOnly? ExtractDate, string? Council, string? CouncilName)
{
    private const int Longest = 64 * 1024;

    /// <summary>What the notes beside the files say; nothing where there is none.</summary>
    /// <param name="files">All files.</param>
    /// <param name="used">Those that are loaded.</param>
    /// <param name="needsDate">Whether the note's day is asked for: an option, or the files themselves, come before it.</param>
    /// <exception cref="ImportRefused">A note cannot be understood, or two say different things.</exception>
    public static ExtractNote Of(IEnumerable<GivenFile> files, IEnumerable<GivenFile> used, bool needsDate)
    {
        var places = used.Select(f => f.Place).ToHashSet(StringComparer.Ordinal);
        var said = new ExtractNote(null, null, null);
        foreach (var file in files.Where(f => Recognise.IsExtract(f) && places.Contains(f.Place)))
        {
            var note = Read(file, needsDate);
            if ((said.ExtractDate is { } date && note.ExtractDate is { } other && date != other)
                || (said.Council is { } council && note.Council is { } second && council != second))
            {
                throw new ImportRefused(ImportTexts.All["NotesDiffer"], file.Name);
            }

            said = new ExtractNote(
                said.ExtractDate ?? note.ExtractDate, said.Council ?? note.Council, said.CouncilName ?? note.CouncilName);
        }

        return said;
    }

    private static ExtractNote Read(GivenFile file, bool needsDate)
    {
        try
        {
            using var stream = file.Open();
            var bytes = new byte[Longest];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> text = bytes.AsSpan(0, read);
            text = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text;
            var json = new Utf8JsonReader(text);
            using var document = JsonDocument.ParseValue(ref json);
            return new ExtractNote(
                needsDate && Text(document.RootElement, "extractDate") is { } date
                    ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : null,
                Text(document.RootElement, "council"),
                Text(document.RootElement, "councilName"));
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or InvalidOperationException)
        {
            throw new ImportRefused(ImportTexts.All["BadNote", file.Name], file.Name, cause: e);
        }
    }

    private static string? Text(JsonElement note, string name) =>
        note.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString()?.Trim() : null;
}
