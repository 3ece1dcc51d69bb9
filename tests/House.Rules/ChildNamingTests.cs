using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// One place says what a page, file or chart may tell of a child, so that a restricted record cannot slip out of one of
/// them: pages ask <c>Here.Children</c> for a child's initials, age, id and address, and never the record itself.
/// </summary>
public sealed partial class ChildNamingTests
{
    /// <summary>Files that read the record itself, each with why it may.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["src/Web/Pages/Shared/ChildNames.cs"] = "the one place",
        ["src/Web/Words/ChildWords.cs"] = "the words themselves, for the one place",
        ["src/Web/Access/Policy.cs"] = "finds the restriction of a child",
        ["src/Web/Pages/Children/Index.cshtml.cs"] = "the child's own page, after the policy let it open",
        ["src/Web/Pages/Restricted/Index.cshtml"] = "links to records that the viewer may see",
        ["src/Web/Pages/Restricted/Open.cshtml.cs"] = "goes on to the child's page once it is open",
    };

    [Trait("ASVS", "8.1.2"), Trait("ASVS", "15.3.1")]
    [Fact]
    public void Pages_ask_the_one_place_what_they_may_tell_of_a_child() =>
        Refusal.None("Ask Here.Children what may be read of a child:", Repository.Files("src/Web", ".cs", ".cshtml")
            .Where(path => !Allowed.ContainsKey(path))
            .SelectMany(path => Readings(path, Repository.Text(path))));

    [Fact]
    public void Every_exception_is_still_needed() =>
        Refusal.None("No longer reads a child's record, take it from the list:", Allowed.Keys.Where(path => !Readings(path, Repository.Text(path)).Any()));

    [Theory]
    [InlineData("var id = cases.Caseload.Children[wait.Child].Id;")]
    [InlineData("Sort = line => line.ChildRecord.Id")]
    [InlineData("ChildWords.Initials(child)")]
    [InlineData("words.Who(record, day)")]
    public void The_scan_rings(string code) => Assert.NotEmpty(Readings("x.cs", code));

    [Theory]
    [InlineData("here.Children.Who(child)")]
    [InlineData("Here.Children.Initials(line.Child)")]
    [InlineData("caseload.Children.Count")]
    public void The_scan_is_silent_on(string code) => Assert.Empty(Readings("x.cs", code));

    private static IEnumerable<string> Readings(string path, string source)
    {
        // In a page the code stands inside quoted attributes, which would be taken for strings.
        var code = path.EndsWith(".cshtml", StringComparison.Ordinal) ? source : Repository.CodeOnly(source);
        return Reading().Matches(code).Select(match => $"{path}({code[..match.Index].Count(letter => letter == '\n') + 1}): {match.Value}");
    }

    [GeneratedRegex(@"(?<!Here\.|here\.)\bChildren\[|\bChildRecord\b|\bChildWords\.(?:Initials|Age)\b|\b[wW]ords\.Who\(|\bBornOn\b")]
    private static partial Regex Reading();
}
