using System.Text.RegularExpressions;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>
/// One place divides work by the time there is for it, so that two screens cannot disagree about a percentage: outside
/// src/Core/Workload no division has a name with "capacity" or "available" in it below the stroke.
/// </summary>
public sealed partial class OneSumTests
{
    [Fact]
    public void Only_the_workload_folder_divides_by_capacity_or_available_time() =>
        Refusal.None("Ask Core/Workload for the ratio:", Repository.Files("src", ".cs", ".cshtml")
            .Where(path => !path.StartsWith("src/Core/Workload/", StringComparison.Ordinal))
            .SelectMany(path => Divisions(path, Repository.Text(path))));

    [Theory]
    [InlineData("var x = points / capacity;")]
    [InlineData("return 100m * load / (decimal)worker.Capacity.Hundredths;")]
    [InlineData("share /= person.AvailableFte;")]
    [InlineData("x = y / (totals[i].CapacityPoints + 1);")]
    public void The_scan_rings(string code) => Assert.NotEmpty(Divisions("x.cs", code));

    [Theory]
    [InlineData("// points / capacity")]
    [InlineData("var path = \"/team/capacity\";")]
    [InlineData("var half = capacity / 2;")]
    public void The_scan_is_silent_on(string code) => Assert.Empty(Divisions("x.cs", code));

    private static IEnumerable<string> Divisions(string path, string source)
    {
        var code = Repository.CodeOnly(source);
        return Stroke().Matches(code).Select(match => $"{path}({code[..match.Index].Count(letter => letter == '\n') + 1}): {match.Value}");
    }

    [GeneratedRegex(@"(?<![</])/=?(?![/>*])\s*(?:\(\s*[\w.?]+\s*\)\s*)?\(?\s*[\w.?!\[\]]*(?:capacity|available)\w*", RegexOptions.IgnoreCase)]
    private static partial Regex Stroke();
}
