using System.Text;
using CsvHelper;
using Fairload.Core.Labels;

namespace Fairload.App.Labels;

/// <summary>The vocabulary that Fairload ships with, and the labels of councils that it has learned from (docs/labels.md).</summary>
public static class ShippedLabels
{
    /// <summary>The vocabulary alone.</summary>
    public static Vocabulary Vocabulary { get; } = ReadVocabulary();

    /// <summary>What councils have written, from LIIA's public map (tests/samples/SOURCES.md).</summary>
    public static IReadOnlyList<SeenLabel> Seen { get; } = ReadSeen();

    /// <summary>The normaliser made of both.</summary>
    public static LabelNormaliser Normaliser { get; } = new(Vocabulary, Seen);

    private static Vocabulary ReadVocabulary()
    {
        using var reader = new StreamReader(Open("vocabulary.txt"), Encoding.UTF8);
        return Vocabulary.Read(reader.ReadToEnd());
    }

    private static List<SeenLabel> ReadSeen()
    {
        using var csv = CsvReader.Create(Open("seen.csv"));
        csv.ReadHeader();
        var labels = new List<SeenLabel>();
        while (csv.Read())
        {
            labels.Add(new SeenLabel(Encoding.UTF8.GetString(csv.GetSpan(0)), Encoding.UTF8.GetString(csv.GetSpan(1)), Encoding.UTF8.GetString(csv.GetSpan(2))));
        }

        return labels;
    }

    private static Stream Open(string name) =>
        typeof(ShippedLabels).Assembly.GetManifestResourceStream("Fairload.App.Labels." + name)
            ?? throw new InvalidOperationException(name + " is not in the assembly.");
}
