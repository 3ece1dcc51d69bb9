using System.Text.Json;

namespace Fairload.Cli.Tests;

public sealed class SubjectAccessCommandTests : IDisposable
{
    private readonly CommandLine _fairload = new();

    public void Dispose() => _fairload.Dispose();

    [Fact]
    public async Task A_carer_who_asks_gets_what_is_held_of_the_household_and_nothing_of_another()
    {
        var folder = _fairload.Dataset("first", "2026-03-30");
        await File.WriteAllTextAsync(
            Path.Combine(_fairload.Folder, folder, "carers.csv"),
            "household_id,household_type,approved_date,worker_id,team_id,start,until\nH1,mainstream,2024-05-01,W1,T1,2024-05-01,\nH2,kinship,2024-05-01,W1,T1,2024-05-01,\n");
        await _fairload.Do("import", folder);

        await _fairload.Do("subject-access", "household", "H1", "--out", "h1.json", "--why", "Asked on 1 April");

        var written = await File.ReadAllTextAsync(Path.Combine(_fairload.Folder, "h1.json"));
        using var json = JsonDocument.Parse(written);
        Assert.Equal(1, json.RootElement.GetProperty("records").GetArrayLength());
        Assert.Contains("mainstream", written, StringComparison.Ordinal);
        Assert.DoesNotContain("H2", written, StringComparison.Ordinal);
        Assert.DoesNotContain("kinship", written, StringComparison.Ordinal);

        var nobody = await _fairload.Run("subject-access", "household", "H3", "--out", "h3.json", "--why", "Asked");
        Assert.Equal((1, ""), (nobody.Exit, nobody.Said));
        Assert.Single(nobody.Complained.Split('\n'));
        Assert.False(File.Exists(Path.Combine(_fairload.Folder, "h3.json")));
    }
}
