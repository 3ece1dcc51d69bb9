using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Configuration;

namespace Fairload.Web.Words;

/// <summary>
/// The words of practice that councils say differently: one may write "child in care" where the law says "looked after".
/// The defaults are in <c>PracticeTerms.resx</c>; a council changes any of them in its settings, without a new release:
/// <c>"PracticeTerms": { "childInNeed": "child with a plan", "childInNeed.other": "children with a plan" }</c>.
/// </summary>
public sealed class PracticeTerms
{
    /// <summary>The section of the settings that holds a council's own words.</summary>
    public const string Section = "PracticeTerms";

    private static readonly ResourceManager Defaults = new(typeof(PracticeTerms).FullName!, typeof(PracticeTerms).Assembly);

    private readonly Dictionary<string, string> _own;

    /// <summary>The default words with a council's own laid over them; an unknown name is refused at start.</summary>
    public PracticeTerms(IConfiguration configuration)
        : this(configuration.GetSection(Section).GetChildren().Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!))
    {
    }

    /// <summary>The default words with these laid over them.</summary>
    public PracticeTerms(IReadOnlyDictionary<string, string> own)
    {
        var unknown = own.Keys.FirstOrDefault(key => Defaults.GetString(key, CultureInfo.InvariantCulture) is null);
        if (unknown is not null)
        {
            throw new InvalidOperationException(
                $"The settings name a practice term “{unknown}” that Fairload does not use. It uses: {string.Join(", ", Names)}.");
        }

        _own = new Dictionary<string, string>(own, StringComparer.Ordinal);
    }

    /// <summary>The names of all terms.</summary>
    public static IEnumerable<string> Names =>
        Defaults.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
            .Cast<System.Collections.DictionaryEntry>()
            .Select(entry => (string)entry.Key)
            .Order(StringComparer.Ordinal);

    /// <summary>The word for a term, as it stands in the middle of a sentence.</summary>
    public string this[string name] =>
        _own.GetValueOrDefault(name)
        ?? Defaults.GetString(name, CultureInfo.CurrentUICulture)
        ?? throw new MissingTextException(Defaults.BaseName, name, CultureInfo.CurrentUICulture);

    /// <summary>The word that agrees with a number: the singular for one, the plural otherwise.</summary>
    public string Count(string name, int number) => this[number == 1 ? name : $"{name}.other"];

    /// <summary>The same word at the start of a sentence.</summary>
    public static string Capital(string word) =>
        word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.CurrentCulture) + word[1..];
}
