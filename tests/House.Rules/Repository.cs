using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Fairload.House.Rules;

/// <summary>The files of this repository as they lie on disk. What a build makes, and local data, is left out.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs =
        ["bin", "obj", "out", "node_modules", ".git", "data", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file below a folder, as a path from the root with forward slashes; none where the folder is missing.</summary>
    public static IReadOnlyList<string> Files(string folder = "", params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start)
            ? [.. Below(start).Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    public static IEnumerable<string> Folders(string folder) =>
        Files(folder).Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/')).Distinct(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>C# with its comments and the insides of its strings blanked out, line breaks kept.</summary>
    public static string CodeOnly(string source) => Regex.Replace(
        source,
        """
        //[^\n]*|/\*.*?\*/|\$*"{3,}.*?"{3,}|[$@]*@[$@]*"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
        """.Trim(),
        match => new string('\n', match.Value.Count(letter => letter == '\n')),
        RegexOptions.Singleline);

    private static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (!NotOurs.Contains(Path.GetFileName(inner)))
            {
                foreach (var file in Below(inner))
                {
                    yield return file;
                }
            }
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Fairload.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No Fairload.slnx above {here}.");
    }
}
