using System.Diagnostics;
using System.Net.Sockets;
using Fairload.App.Imports;
using Fairload.App.Store;

namespace Fairload.App.Tests.Imports;

/// <summary>A folder may hold what is no file, and links to what is not in it: both are left alone, and said.</summary>
public sealed class OrdinaryFileTests : IDisposable
{
    private readonly SsdFolder _ssd = SsdFolder.Small();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("fairload-elsewhere-").FullName;

    [OnUnix]
    public async Task A_pipe_or_a_socket_in_a_folder_is_left_alone_and_noted()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var folder = _ssd.Write();
        Pipe(Path.Combine(folder, "a.csv"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "b.csv")));

        var report = await store.Import(folder).WaitAsync(Patience.Most);

        Assert.Equal(["a.csv", "b.csv"], report.Problems.Where(problem => problem.Message.Contains("not an ordinary file", StringComparison.Ordinal)).Select(problem => problem.File));
    }

    [OnUnix]
    public async Task A_pipe_or_a_device_named_is_refused()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var pipe = Path.Combine(_elsewhere, "a.csv");
        Pipe(pipe);
        foreach (var path in (string[])[pipe, "/dev/zero"])
        {
            var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(path).WaitAsync(Patience.Most));
            Assert.Contains("is not an ordinary file", refused.Message, StringComparison.Ordinal);
        }
    }

    [Trait("ASVS", "13.2.5")]
    [OnUnix]
    public async Task A_link_is_followed_within_its_folder_and_not_out_of_it()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        var folder = _ssd.Write();
        var outside = Path.Combine(_elsewhere, "ssd_department.csv");
        File.Move(Path.Combine(folder, "ssd_department.csv"), outside);
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        File.Move(Path.Combine(folder, "ssd_family.csv"), Path.Combine(folder, "below", "kept.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "family.csv"), Path.Combine("below", "kept.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "straight.csv"), outside);
        Directory.CreateSymbolicLink(Path.Combine(folder, "way"), _elsewhere);
        File.CreateSymbolicLink(Path.Combine(folder, "round.csv"), Path.Combine("way", "ssd_department.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "loop.csv"), "loop.csv");
        File.CreateSymbolicLink(Path.Combine(folder, "nowhere.csv"), "none.csv");

        var report = await store.Import(folder).WaitAsync(Patience.Most);

        Assert.Contains(report.Files, file => file.File == "family.csv");
        Assert.DoesNotContain(report.Files, file => file.Table == "ssd_department");
        Assert.Equal(
            ["round.csv", "straight.csv"],
            report.Problems.Where(problem => problem.Message.Contains("leads out of its folder", StringComparison.Ordinal)).Select(problem => problem.File));
        Assert.Equal(2, report.Problems.Count(problem => problem.Message.Contains("not an ordinary file", StringComparison.Ordinal)));
    }

    [OnUnix]
    public async Task A_folder_of_nothing_but_a_pipe_is_refused_by_its_name()
    {
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        Pipe(Path.Combine(_elsewhere, "a.csv"));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => store.Import(_elsewhere).WaitAsync(Patience.Most));
        Assert.StartsWith("a.csv is not an ordinary file", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _ssd.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    private static void Pipe(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}

/// <summary>A test of pipes, sockets and links, which Windows keeps out of folders or allows to few.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnUnixAttribute : FactAttribute
{
    public OnUnixAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no such files." : null;
}
