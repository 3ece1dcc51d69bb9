using Fairload.Core.Labels;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Labels;

/// <summary>Why a label is asked about, in words.</summary>
public sealed class LabelWords(Text<LabelWords> text)
{
    /// <summary>Why it could not be read, and where its suggestion comes from.</summary>
    public string Why(LabelReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading switch
        {
            // The vocabulary has learned to read it since it was loaded.
            { Value: not null } => text["why.now"],
            { Evidence: LabelEvidence.Contradiction } => text["why.contradiction"],
            { Evidence: LabelEvidence.Several } => text["why.several"],
            { Suggestion: not null } => text["why.like", ("label", reading.Said)],
            _ => text["why.nothing"],
        };
    }
}
