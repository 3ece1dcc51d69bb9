using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fairload.Browser.Tests;

/// <summary>The published program serving a store on a free port of this machine, with a temporary folder of its own and all that it wrote.</summary>
public sealed class ServedProgram : IAsyncDisposable
{
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
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync(address + "/health/ready")).EnsureSuccessStatusCode();
                return served;
            }
            catch (HttpRequestException) when (tries < 120 && !served._process.HasExited)
            {
                await Task.Delay(500);
            }
        }
    }

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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
