using System.Globalization;
using System.Resources;

namespace Fairload.Cli;

/// <summary>The command line's own words, from <c>CliTexts.resx</c>.</summary>
internal static class CliTexts
{
    private static readonly ResourceManager Texts = new("Fairload.Cli.CliTexts", typeof(CliTexts).Assembly);

    public static string Say(string key, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
