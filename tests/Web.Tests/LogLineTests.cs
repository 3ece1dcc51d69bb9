using Fairload.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Fairload.Web.Tests;

public sealed class LogLineTests
{
    /// <summary>Half past nine in UTC.</summary>
    private static readonly DateTimeOffset Day = new(2026, 4, 1, 10, 30, 0, 125, TimeSpan.FromHours(1));

    private const string Forged = "2026-01-01T00:00:00.000Z Information Fairload[0] all is well";

    [Trait("ASVS", "16.2.1"), Trait("ASVS", "16.2.2"), Trait("ASVS", "16.4.1")]
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u001b[2K\u001b[1G")]
    public async Task An_entry_is_one_line_with_its_time_in_utc_whatever_the_text_of_a_fault_holds(string breaks)
    {
        await using var site = await OpenSite.Start(o => o with
        {
            Services = services => services.AddSingleton<TimeProvider>(new AccountSite.MovingClock(Day)),
        });
        var line = Write(site.Services, breaks);
        Assert.StartsWith("2026-04-01T09:30:00.125Z Error Some.Where[7] it broke ", line, StringComparison.Ordinal);
        Assert.Contains(Forged, line, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^Environment.NewLine.Length], letter => char.IsControl(letter) || letter == '\u2028');
    }

    [Fact]
    public async Task The_alarm_about_forged_lines_rings_at_the_frameworks_own_format()
    {
        await using var site = await OpenSite.Start();
        var line = Write(site.Services, "\n", ConsoleFormatterNames.Simple);
        Assert.Contains(line.Split('\n'), one => one.TrimStart().StartsWith(Forged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_machines_setting_may_have_lines_as_json()
    {
        await using var site = await OpenSite.Start(args: "--Logging:Console:FormatterName=json");
        Assert.StartsWith("{", Write(site.Services, "\n"), StringComparison.Ordinal);
    }

    /// <summary>What the console would write, by the formatter that the site's settings name or by another.</summary>
    private static string Write(IServiceProvider services, string breaks, string? by = null)
    {
        var name = by ?? services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName;
        var formatter = services.GetServices<ConsoleFormatter>().Single(one => one.Name == name);
        var entry = new LogEntry<string>(LogLevel.Error, "Some.Where", 7, "it broke", new InvalidOperationException("no " + breaks + Forged), (state, _) => state);
        using var written = new StringWriter();
        formatter.Write(entry, null, written);
        return written.ToString();
    }
}
