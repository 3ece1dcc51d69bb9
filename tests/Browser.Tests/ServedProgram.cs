using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Tests;

namespace Fairload.Browser.Tests;

/// <summary>The published program serving a store on a free port of this machine, with a temporary folder of its own and all that it wrote.</summary>
public sealed class ServedProgram : IAsyncDisposable
{
    private static int _lastPort = RandomNumberGenerator.GetInt32(12_000);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServedProgram(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Where the site is.</summary>
    public string Address { get; }

    /// <summary>What it wrote to its output and its errors.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Serves a store: as the demonstration, or with a certificate by HTTPS as to others.</summary>
    /// <param name="program">The published program.</param>
    /// <param name="store">The store, made when it is not there.</param>
    /// <param name="folder">The folder that it works in: its data go to <c>data</c>, what is temporary to <c>tmp</c>.</param>
    /// <param name="certificate">The certificate, or nothing.</param>
    /// <param name="key">Its key.</param>
    public static async Task<ServedProgram> Start(string program, string store, string folder, string? certificate = null, string? key = null)
    {
        var address = certificate is null ? $"http://127.0.0.1:{FreePort()}" : $"https://localhost:{FreePort()}";
        var start = new ProcessStartInfo(program, ["serve", .. (string[])(certificate is null ? ["--demo"] : ["--proxy", "127.0.0.1", "--proxy", "::1"]), "--store", store, "--urls", address, "--most-requests", "1000000", "--most-files", "1000000"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        Directory.CreateDirectory(Path.Combine(folder, "tmp"));
        start.Environment["TMPDIR"] = Path.Combine(folder, "tmp");
        start.Environment["FAIRLOAD_DATA"] = Path.Combine(folder, "data");
        start.Environment["ASPNETCORE_Kestrel__Certificates__Default__Path"] = certificate;
        start.Environment["ASPNETCORE_Kestrel__Certificates__Default__KeyPath"] = key;
        var served = new ServedProgram(Process.Start(start)!, address);
        served._process.OutputDataReceived += served.Keep;
        served._process.ErrorDataReceived += served.Keep;
        served._process.BeginOutputReadLine();
        served._process.BeginErrorReadLine();
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, given, _, _) => given is not null });
        await Patience.Until(async () =>
        {
            try
            {
                (await client.GetAsync(address + "/health/ready")).EnsureSuccessStatusCode();
                return null;
            }
            catch (HttpRequestException fault)
            {
                Assert.False(served._process.HasExited, served.Output);
                return fault.Message + served.Output;
            }
        });
        return served;
    }

    /// <summary>Waits until it has written something: a line comes by way of a queue, a pipe and this class's own thread.</summary>
    public Task HasWritten(string text) =>
        Patience.Until(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal) ? null : $"Not written: {text}. Only: {Output}"));

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }

    /// <summary>
    /// A port that nobody listens at, another one each time, and none of those that the machine gives to connections that go out: such
    /// a one could be taken before the program listens there.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref _lastPort) % 12_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
