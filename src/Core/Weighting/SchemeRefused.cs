using System.Globalization;
using System.Resources;

namespace Fairload.Core.Weighting;

/// <summary>A scheme file that cannot be used: one plain sentence with the line, and what was meant where that can be told.</summary>
/// <param name="line">The line, counted from 1.</param>
/// <param name="sentence">What is wrong and what to do.</param>
public sealed class SchemeRefused(int line, string sentence)
    : Exception(SchemeMessages.Say("OnLine", line, sentence))
{
    /// <summary>The line, counted from 1.</summary>
    public int Line => line;
}

/// <summary>The sentences of <c>SchemeMessages.resx</c>.</summary>
internal static class SchemeMessages
{
    private static readonly ResourceManager Texts = new("Fairload.Core.Weighting.SchemeMessages", typeof(SchemeMessages).Assembly);

    /// <summary>The sentence with this key in the reader's language, its places filled.</summary>
    public static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
