using Fairload.Core.Weighting;

namespace Fairload.App.Schemes;

/// <summary>The schemes that ship with Fairload, and any scheme file a person names.</summary>
public sealed class SchemeShelf
{
    /// <summary>The scheme that weighs until a named manager adopts one.</summary>
    public const string Starter = "starter";

    private static readonly Wording Texts = new("Schemes.Schemes");
    private readonly Lazy<IReadOnlyList<(Scheme Scheme, string Text)>> _shipped;

    /// <summary>A shelf of the <c>.json</c> files in a folder.</summary>
    public SchemeShelf(string folder)
    {
        _shipped = new(() => [.. Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadWithText)
            : []]);
    }

    /// <summary>The schemes beside the program.</summary>
    public static SchemeShelf Shipped { get; } = new(Path.Combine(AppContext.BaseDirectory, "schemes"));

    /// <summary>All schemes on the shelf, in order of file name.</summary>
    public IReadOnlyList<Scheme> All => [.. _shipped.Value.Select(pair => pair.Scheme)];

    /// <summary>The scheme with this code, or nothing.</summary>
    public Scheme? Find(string code) => All.FirstOrDefault(scheme => scheme.Code == code);

    /// <summary>The text of the scheme with this code, for keeping with an adoption.</summary>
    public string? TextOf(string code) => _shipped.Value.FirstOrDefault(pair => pair.Scheme.Code == code).Text;

    /// <summary>Reads a scheme file.</summary>
    /// <exception cref="Refused">The file is not there, or not a scheme: where, why and what to do.</exception>
    public static Scheme Read(string file) => ReadWithText(file).Scheme;

    private static (Scheme Scheme, string Text) ReadWithText(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return (SchemeReader.Read(text), text);
        }
        catch (SchemeRefused refused)
        {
            throw new Refused(Texts["WrongScheme", file, refused.Message], refused);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new Refused(Texts["NoScheme", file], trouble);
        }
    }

}
