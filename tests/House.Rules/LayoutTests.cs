using Xunit;

namespace Fairload.House.Rules;

/// <summary>Where things live: CONTRIBUTING.md, "one obvious place".</summary>
public sealed class LayoutTests
{
    private const int LongestFile = 600;

    private static readonly string[] NoPlace =
        ["Common", "Shared", "Helpers", "Utils", "Utilities", "Interfaces", "Models", "Services", "Dtos", "Infrastructure"];

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Refusal.None("Name a folder by its noun, or put the file where it is used:", new[] { "src", "tests", "bench" }.SelectMany(Repository.Folders).Where(IsNoPlace));

    [Fact]
    public void Shared_is_known_only_beside_pages()
    {
        Assert.True(IsNoPlace("src/App/Shared"));
        Assert.True(IsNoPlace("src/Core/Helpers/Inner"));
        Assert.False(IsNoPlace("src/Web/Pages/Shared"));
    }

    [Fact]
    public void Every_page_has_a_test_at_its_own_path() =>
        Refusal.None("A page comes with a test class of its name; missing:", Repository.Files("src/Web/Pages", ".cshtml.cs")
            .Select(page => page.Replace("src/Web/", "tests/Web.Tests/", StringComparison.Ordinal).Replace(".cshtml.cs", "Tests.cs", StringComparison.Ordinal))
            .Where(test => !Repository.Has(test)));

    [Fact]
    public void No_source_file_outgrows_its_reader() =>
        Refusal.None($"Over {LongestFile} lines: split by what it decides:", Repository.Files("src", ".cs", ".cshtml", ".scss", ".js")
            .Where(path => !path.Contains("/wwwroot/", StringComparison.Ordinal))
            .Select(path => (path, lines: Repository.Lines(path).Length))
            .Where(file => file.lines > LongestFile)
            .Select(file => $"{file.path}: {file.lines}"));

    private static bool IsNoPlace(string folder) =>
        folder.Replace("src/Web/Pages/Shared", "src/Web/Pages", StringComparison.Ordinal).Split('/')
            .Any(part => NoPlace.Contains(part, StringComparer.OrdinalIgnoreCase));
}
