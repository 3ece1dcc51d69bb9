using System.Formats.Tar;

namespace Fairload.App.Reading;

/// <summary>What lay in a folder and was left alone, and the text that says why.</summary>
internal sealed record Skipped(string Name, string Why);

/// <summary>Tells files with bytes on disk from pipes, sockets and devices, and where a link leads.</summary>
internal static class OrdinaryFile
{
    private const int MostLinks = 40;
    private const int KindInHeader = 156;

    /// <summary>
    /// Whether it is a file that can be read to an end. Never opens it: a pipe without a writer would wait for ever.
    /// </summary>
    public static bool Is(string path)
    {
        path = RealPath(path);
        // What is still a link goes round in circles. Whatever has a length is a file; the others say 0, as an empty file does.
        return File.Exists(path) && new FileInfo(path).LinkTarget is null && (OperatingSystem.IsWindows() || new FileInfo(path).Length > 0 || KindOf(path) is TarEntryType.RegularFile);
    }

    /// <summary>The path with every link in it followed. A link that leads nowhere stays as it is.</summary>
    public static string RealPath(string path)
    {
        var links = 0;
        return RealPath(path, ref links);
    }

    /// <summary>Whether a real path lies in a real folder or below it.</summary>
    public static bool IsWithin(string folder, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(string path, ref int links)
    {
        path = Path.GetFullPath(path);
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (links < MostLinks && new FileInfo(real).LinkTarget is { } target)
            {
                links++;
                real = RealPath(Path.Combine(Path.GetDirectoryName(real)!, target), ref links);
            }
        }

        return real;
    }

    /// <summary>The one part of the framework that tells a pipe from a file writes archives, so ask it for an entry's head.</summary>
    private static TarEntryType? KindOf(string path)
    {
        try
        {
            using var archive = new MemoryStream();
            using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            {
                tar.WriteEntry(path, "x");
            }

            return (TarEntryType)archive.GetBuffer()[KindInHeader];
        }
        catch (IOException)
        {
            // A socket has no place in an archive.
            return null;
        }
    }
}
