using System.Diagnostics;
using System.Text;
using Fairload.App.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fairload.App.Tests.Privacy;

/// <summary>
/// Looks for canaries in every byte that a store leaves: the SQLite file, its log and its shared memory as they lie on disk with
/// the program still running, and the next backup; in PostgreSQL the dump that is its next backup, and its planner's statistics.
/// </summary>
internal static class ByteScan
{
    /// <summary>Which canaries are found, and where.</summary>
    public static async Task<IReadOnlyList<string>> Find(TestStore store, params string[] canaries)
    {
        var found = new List<string>();
        foreach (var (place, bytes) in store.Engine == StoreEngine.Sqlite ? Files(store) : await Dump(store))
        {
            found.AddRange(canaries.Where(canary => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0).Select(canary => $"{canary} in {place}"));
        }

        return found;
    }

    /// <summary>Which canaries are found in one file.</summary>
    public static IReadOnlyList<string> FindInFile(string path, IEnumerable<string> canaries)
    {
        var bytes = Read(path);
        return [.. canaries.Where(canary => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0)];
    }

    private static List<(string Place, byte[] Bytes)> Files(TestStore store)
    {
        List<(string, byte[])> files = [.. Directory.EnumerateFiles(store.Folder, "fairload.db*").Select(path => (Path.GetFileName(path), Read(path)))];
        Assert.Contains(files, file => file.Item1 == "fairload.db");
        var backup = Path.Combine(store.Folder, "backup-" + Guid.NewGuid().ToString("N"));
        using (var db = store.Data.Db())
        {
            db.Database.ExecuteSql($"VACUUM INTO {backup}");
        }

        files.Add(("the next backup", Read(backup)));
        File.Delete(backup);
        return files;
    }

    private static async Task<List<(string Place, byte[] Bytes)>> Dump(TestStore store)
    {
        var connection = new NpgsqlConnectionStringBuilder(store.Connection);
        var start = new ProcessStartInfo(
            Directory.EnumerateFiles("/usr/lib/postgresql", "pg_dump", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last(),
            ["-h", connection.Host!, "-p", connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", connection.Username!, connection.Database!])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PGPASSWORD"] = connection.Password ?? "";
        using var dump = Process.Start(start)!;
        using var bytes = new MemoryStream();
        await dump.StandardOutput.BaseStream.CopyToAsync(bytes);
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);

        await using var server = new NpgsqlConnection(store.Connection);
        await server.OpenAsync();
        await using var statistics = new NpgsqlCommand(
            "SELECT coalesce(string_agg(coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, ''), ' '), '') FROM pg_stats WHERE schemaname = 'public'", server);
        return [("the dump", bytes.ToArray()), ("the statistics", Encoding.UTF8.GetBytes((string)(await statistics.ExecuteScalarAsync())!))];
    }

    private static byte[] Read(string path)
    {
        // The program still has it open.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
