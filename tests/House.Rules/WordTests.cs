using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>What any reader of the repository meets: British spelling, and nothing of the machine it was written on.</summary>
public sealed class WordTests
{
    private const string ThisFile = "tests/House.Rules/WordTests.cs";

    private static readonly string[] Text =
        [".cs", ".cshtml", ".md", ".resx", ".json", ".csproj", ".props", ".scss", ".js", ".csv", "run", "test", ".txt", ".yml"];

    private static readonly Regex American = new(
        @"\b(?:behaviors?|organi[z]ations?|organi[z]e[ds]?|prioriti[z]e[ds]?|summari[z]e[ds]?|recogni[z]e[ds]?|utili[z]ation|favorite|neighbors?|analy[z]e[ds]?|counselors?|enrollment|judgments?)\b",
        RegexOptions.IgnoreCase);

    private static readonly Regex Machine = new(
        @"(?<![\w.])/(?:home|root|work|Users|tmp/[a-z_]+_jobs)/\w|\b[A-Z]:\\Users\\|\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}\b(?!\.)");

    [Fact]
    public void Spelling_is_british() =>
        Refusal.None("Spell it as in Britain:", Ours().SelectMany(path => Found(path, American)));

    [Fact]
    public void No_file_names_a_machine() =>
        Refusal.None("Paths and addresses of one machine do not belong here:", Ours().SelectMany(path => Found(path, Machine)));

    [Fact]
    public void Lock_files_name_no_registry() =>
        Refusal.None("A lock file names where a package came from; leave that to the machine's own settings:", Repository.Files("", "package-lock.json").SelectMany(path =>
            JsonDocument.Parse(Repository.Text(path)).RootElement.GetProperty("packages").EnumerateObject()
                .Where(package => package.Value.TryGetProperty("resolved", out _))
                .Select(package => $"{path}: {package.Name}")));

    [Theory]
    [InlineData("the organization's behavior", 2)]
    [InlineData("the organisation's behaviour; QueryTrackingBehavior", 0)]
    public void The_scan_for_spelling_rings(string text, int count) => Assert.Equal(count, American.Count(text));

    [Theory]
    [InlineData("see /home/someone/x", true)]
    [InlineData("https://example.org/work/with", false)]
    [InlineData("/usr/lib/postgresql", false)]
    public void The_scan_for_machines_rings(string text, bool found) => Assert.Equal(found, Machine.IsMatch(text));

    private static IEnumerable<string> Ours() => Repository.Files("", Text)
        .Where(path => path != ThisFile && !path.StartsWith("tests/samples/", StringComparison.Ordinal)
            && !path.EndsWith("lock.json", StringComparison.Ordinal) && !path.Contains("/wwwroot/", StringComparison.Ordinal));

    private static IEnumerable<string> Found(string path, Regex sought) => Repository.Lines(path)
        .SelectMany((line, row) => sought.Matches(line).Select(match => $"{path}({row + 1}): {match.Value}"));
}
