using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>Cli -> Web -> App -> Core, and nothing else; Core stands alone (docs/adr/0001).</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Order = ["Core", "App", "Web", "Cli"];

    [Fact]
    public void Core_references_no_package_and_no_project()
    {
        var project = XDocument.Parse(Repository.Text("src/Core/Core.csproj"));
        Refusal.None("Core stands alone; found:", project.Descendants()
            .Where(item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference")
            .Select(item => item.ToString()));
    }

    [Fact]
    public void Core_is_compiled_against_framework_assemblies_only() =>
        Refusal.None("Core may reference System assemblies only; found:", Assembly.Load("Fairload.Core").GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name is not ("netstandard" or "mscorlib") && !name.StartsWith("System.", StringComparison.Ordinal)
                || name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.Data", StringComparison.Ordinal)));

    [Fact]
    public void Core_reads_no_file_no_screen_and_no_setting() =>
        Refusal.None("Core is pure: take the value as a parameter:", Repository.Files("src/Core", ".cs").SelectMany(path => Impurities(path, Repository.Text(path))));

    [Fact]
    public void The_scan_for_impurity_rings() =>
        Assert.Equal(2, Impurities("x.cs", "var a = File.ReadAllText(b);\n// File.Delete(c)\nConsole.WriteLine(problem.File.Length);").Count());

    [Fact]
    public void Projects_point_one_way_in_their_project_files()
    {
        for (var place = 0; place < Order.Length; place++)
        {
            var path = $"src/{Order[place]}/{Order[place]}.csproj";
            var references = XDocument.Parse(Repository.Text(path)).Descendants("ProjectReference")
                .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));
            string[] expected = place == 0 ? [] : [Order[place - 1]];
            Assert.Equal(expected, references);
        }
    }

    [Fact]
    public void Assemblies_point_one_way()
    {
        for (var place = 0; place < Order.Length; place++)
        {
            var name = Order[place] == "Cli" ? "fairload" : $"Fairload.{Order[place]}";
            string[] allowed = [.. Order[..place].Select(project => $"Fairload.{project}")];
            Refusal.None($"{name} may reference only what stands before it:", Assembly.Load(name).GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(reference => reference.StartsWith("Fairload", StringComparison.OrdinalIgnoreCase) && !allowed.Contains(reference)));
        }
    }

    [Trait("ASVS", "15.1.1")]
    [Fact]
    public void Every_package_in_use_has_its_line_in_the_decision_record()
    {
        var record = Repository.Text("docs/adr/0002-packages.md");
        var used = Repository.Files("", ".csproj", ".props")
            .SelectMany(path => XDocument.Parse(Repository.Text(path)).Descendants("PackageReference"))
            .Select(item => item.Attribute("Include")!.Value)
            .Distinct(StringComparer.Ordinal);
        Refusal.None("docs/adr/0002-packages.md has no line for:", used.Where(name => !record.Contains($"| {name} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Impurities(string path, string source) => Regex
        .Matches(Repository.CodeOnly(source), @"(?<![\w.])(?:(?:File|Directory)\.(?:Read|Write|Open|Create|Append|Delete|Exists|Copy|Move|Enumerate|Get)\w*|(?:Environment|Console|Process)\.\w+|HttpClient\b)")
        .Select(match => $"{path}: {match.Value}");
}
