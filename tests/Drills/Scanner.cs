using System.Diagnostics;
using System.Text;

namespace Fairload.Drills;

/// <summary>A program from Debian that looks for holes, run to its end or to its time.</summary>
internal static class Scanner
{
    /// <summary>Runs it and gives all that it wrote.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public static async Task<string> Run(string program, TimeSpan most, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath(),
        })!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(new CancellationTokenSource(most).Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {most}: {output}");
        }

        process.WaitForExit();
        return output.ToString();
    }
}
