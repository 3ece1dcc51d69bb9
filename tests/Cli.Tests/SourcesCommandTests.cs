using System.Text.Json;
using Fairload.App.Tests;

namespace Fairload.Cli.Tests;

public sealed class SourcesCommandTests : IDisposable
{
    private readonly CommandLine _fairload = new();

    public void Dispose() => _fairload.Dispose();

    [Fact]
    public async Task Sources_says_who_gives_what_and_who_is_counted_and_changes_who_leads()
    {
        await TwoSources();
        Assert.Equal(("usual", "ssd", "annex-a"), await Holding());

        Assert.Equal(("annex-a", "annex-a", "ssd"), await Holding("--lead", "annex-a"));
        Assert.Equal(("annex-a", "annex-a", "ssd"), await Holding());
        Assert.Contains("annex-a leads for cases, as the council chose.", await _fairload.Do("sources", "--format", "table"), StringComparison.Ordinal);
        Assert.Equal(("usual", "ssd", "annex-a"), await Holding("--lead", "usual"));
        var csv = (await _fairload.Do("sources", "--format", "csv")).Split("\r\n");
        Assert.Equal("records,counted,\"kept, not counted\"", csv[0]);
        Assert.Contains("who holds which case,ssd,annex-a", csv);
        Assert.Contains("children,\"ssd, then annex-a\",", csv);
    }

    [Fact]
    public async Task A_source_that_gives_no_cases_is_refused_and_a_word_that_is_none_is_a_wrong_command()
    {
        await TwoSources();
        var absent = await _fairload.Run("sources", "--lead", "cin");
        Assert.Equal((1, "", "cin is not loaded or gives nothing that another source may give too, so it cannot lead. These can: ssd, annex-a."), (absent.Exit, absent.Said, absent.Complained));
        var unknown = await _fairload.Run("sources", "--lead", "spreadsheet");
        Assert.Equal((2, ""), (unknown.Exit, unknown.Said));
        Assert.StartsWith("spreadsheet is no source. The sources are: ssd, ", unknown.Complained, StringComparison.Ordinal);
        Assert.Equal(("usual", "ssd", "annex-a"), await Holding());
    }

    [Fact]
    public async Task Changing_who_leads_stands_in_the_audit_trail_once()
    {
        await TwoSources();
        var before = await Entries();
        await Holding();
        Assert.Equal(before, await Entries());
        await Holding("--lead", "annex-a");
        Assert.Equal(before + 1, await Entries());
        await Holding("--lead", "annex-a");
        Assert.Equal(before + 1, await Entries());
    }

    private async Task TwoSources()
    {
        await _fairload.Do("import", _fairload.Dataset("dataset", "2026-03-31"));
        AnnexAWorkbook.Write(_fairload.Folder, "annex-a.xlsx", [("P1", "Team One", "Ada Quill")], [("P2", "06/01/2026", "Team One", "Ada Quill")]);
        await _fairload.Do("import", "annex-a.xlsx", "--extract-date", "2026-03-31");
    }

    /// <summary>Who leads, and which source of who holds which case is counted and which is kept.</summary>
    private async Task<(string? Lead, string? Counted, string? Held)> Holding(params string[] more)
    {
        using var said = JsonDocument.Parse(await _fairload.Do(["sources", "--format", "json", .. more]));
        var row = said.RootElement.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("records").GetString() == "who holds which case");
        return (said.RootElement.GetProperty("lead").GetString(), row.GetProperty("counted")[0].GetString(), row.GetProperty("held")[0].GetString());
    }

    /// <summary>How many entries the audit trail has.</summary>
    private async Task<int> Entries()
    {
        using var verified = JsonDocument.Parse(await _fairload.Do("verify", "--format", "json"));
        return verified.RootElement.GetProperty("auditHeads")[0].GetProperty("number").GetInt32();
    }
}
