namespace Fairload.Core.Labels;

/// <summary>What a label says its value by.</summary>
public enum LabelEvidence
{
    /// <summary>Nothing is known of it.</summary>
    None,

    /// <summary>It is the name of a canonical value.</summary>
    Name,

    /// <summary>Its words.</summary>
    Words,

    /// <summary>A code of a census or of a council.</summary>
    Code,

    /// <summary>A council has written the same before.</summary>
    Seen,

    /// <summary>Councils have written nearly the same before.</summary>
    Near,

    /// <summary>Its code says one thing and its words another; no value is given.</summary>
    Contradiction,

    /// <summary>It may mean several things, or a word such as "not" or "ended" turns what the rest of it says; no value is given.</summary>
    Several,
}

/// <summary>What a label was read as.</summary>
/// <param name="Value">The canonical value; nothing when it is not known for certain.</param>
/// <param name="Suggestion">The likeliest value, for a person to confirm; the same as the value where there is one.</param>
/// <param name="Evidence">What it was read by, or why it was not.</param>
/// <param name="Said">What in the label, or which earlier label, the evidence is; empty when there is none.</param>
public sealed record LabelReading(string? Value, string? Suggestion, LabelEvidence Evidence, string Said)
{
    /// <summary>A label of which nothing is known.</summary>
    public static LabelReading Unknown { get; } = new(null, null, LabelEvidence.None, "");
}

/// <summary>A label that a council wrote for a value.</summary>
/// <param name="Meaning">The name of the meaning.</param>
/// <param name="Value">The canonical value.</param>
/// <param name="Label">What the council wrote.</param>
public sealed record SeenLabel(string Meaning, string Value, string Label);
