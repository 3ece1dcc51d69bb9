using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>Documentation that can go stale is checked: its examples are the data of tests, and its links lead somewhere.</summary>
public sealed partial class DocumentTests
{
    /// <summary>A file that no test reads, so written that this is not a test that names it.</summary>
    private const string Unread = "LIC" + "ENSE";

    [Fact]
    public void Every_example_is_the_text_of_a_tests_data() =>
        Refusal.None("An example block names a test's file and repeats its lines (CONTRIBUTING.md):", Documents().SelectMany(path =>
            Block().Matches(Repository.Text(path)).SelectMany(block => Wrong(path, block.Groups["file"].Value.Trim(), block.Groups["text"].Value))));

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere() =>
        Refusal.None("A link leads nowhere:", Documents().SelectMany(path => Link().Matches(Repository.Text(path))
            .Select(link => link.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.Contains("pictures/", StringComparison.Ordinal))
            .Where(to => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, to)))
            .Select(to => $"{path}: {to}")));

    [Trait("ASVS", "2.1.1"), Trait("ASVS", "2.1.2")]
    [Fact]
    public void Every_column_that_is_kept_is_explained()
    {
        var explained = Repository.Text("docs/importing.md");
        Refusal.None("docs/importing.md does not say what becomes of:", Repository.Files("src/App/Imports", "Tables.cs", "Table.cs")
            .SelectMany(path => KeptColumn().Matches(Repository.Text(path)).Select(column => column.Groups["name"].Value))
            .Where(column => !explained.Contains($"`{column}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_column_that_is_explained_exists()
    {
        var known = Repository.Files("tests/samples/ssd-schema", ".yml").Select(Repository.Text).Aggregate(string.Concat);
        string[] others =
        [
            "pers_forename", "pers_surname", .. Repository.Lines("docs/the-sum/staff.csv")[0].Split(','),
            .. Repository.Files("tests/samples/plain", ".csv").SelectMany(path => Repository.Lines(path)[0].Split(',')),
        ];
        Refusal.None("docs/importing.md explains a column that no table has:", Explained().Matches(Repository.Text("docs/importing.md"))
            .Select(column => column.Groups["name"].Value)
            .Where(column => !others.Contains(column) && !known.Contains($"name: {column}\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_rule_about_examples_rings()
    {
        Assert.NotEmpty(Wrong("x.md", "docs/the-sum/staff.csv", "W9,never,written"));
        Assert.NotEmpty(Wrong("x.md", "", "text"));
        Assert.NotEmpty(Wrong("x.md", Unread, Repository.Lines(Unread)[0]));
    }

    private static IEnumerable<string> Wrong(string document, string file, string text)
    {
        if (file.Length == 0 || !Repository.Has(file))
        {
            yield return $"{document}: no file \"{file}\"";
        }
        else if (!Joined(Repository.Lines(file)).Contains(Joined(text.Split('\n')), StringComparison.Ordinal))
        {
            yield return $"{document}: {file} does not have these lines";
        }
        else if (!Tests.Value.Any(test => test.Contains(Path.GetFileName(file), StringComparison.Ordinal)
            || (file.Contains('/', StringComparison.Ordinal) && test.Contains($"{Path.GetDirectoryName(file)}\"", StringComparison.Ordinal))))
        {
            yield return $"{document}: no test reads {file}";
        }
    }

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0));

    private static readonly Lazy<string[]> Tests = new(() => [.. Repository.Files("tests", ".cs").Select(Repository.Text)]);

    private static IEnumerable<string> Documents() => Repository.Files("", ".md");

    [GeneratedRegex(@"^```example(?<file>[^\n]*)\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    /// <summary>A column of a table definition, unless its value goes nowhere.</summary>
    [GeneratedRegex("""new\("(?<name>[a-z0-9_]+)", (?!Nothing)""")]
    private static partial Regex KeptColumn();

    [GeneratedRegex("`(?<name>[a-z0-9]{4}_[a-z0-9_]+)`")]
    private static partial Regex Explained();
}
