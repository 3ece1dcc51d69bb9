using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Tests;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fairload.Drills;

/// <summary>What drills of imports need: a council's files, the real program that loads them, and what the store then holds.</summary>
internal static class DrilledImport
{
    private const int Children = 3000;

    /// <summary>The real program, begun on an import.</summary>
    public static Process Start(string store, string files, string temporary) => Start(["import", files, "--store", store, "--format", "json"], temporary);

    /// <summary>The real program, begun with any arguments.</summary>
    public static Process Start(IEnumerable<string> arguments, string temporary)
    {
        // Whoever runs the tests in the background has Ctrl+C ignored, and what they start has it from them.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Built(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    /// <summary>The program as it was built with the tests.</summary>
    private static string Built()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(ScannedSite.Root(), "src/Cli/bin", here.Parent!.Name, here.Name, "fairload.dll");
    }

    /// <summary>Loads a folder in this process.</summary>
    public static async Task Load(string store, string files) =>
        await new ImportFiles(await DataStore.Open(store), TimeProvider.System).Run(new ImportRequest([files]) { Who = "drill" }, null, default);

    /// <summary>A hash of all rows, ids and days, to the last column.</summary>
    public static async Task<string> Hash(string store)
    {
        var opened = await DataStore.Open(store);
        using var db = opened.Db();
        var text = new StringBuilder();
        foreach (var r in db.Records.AsNoTracking().OrderBy(r => r.Kind).ThenBy(r => r.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"{r.Id} {r.Kind} {r.Source} {r.Key} {r.Child} {r.Worker} {r.Team} {r.From:O} {r.Until:O} {r.Code} {r.Detail} {r.Ref} {r.Number} {r.Extra} {r.Withdrawn:O}\n");
        }

        foreach (var i in db.Identities.AsNoTracking().AsEnumerable().OrderBy(i => i.Number).ThenBy(i => i.System, StringComparer.Ordinal).ThenBy(i => i.SourceId, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{i.Subject} {i.System} {i.SourceId} {i.Number}\n");
        }

        foreach (var t in db.ImportTables.AsNoTracking().OrderBy(t => t.Kind).ThenBy(t => t.ExtractDate))
        {
            text.Append(CultureInfo.InvariantCulture, $"{t.Kind} {t.ExtractDate:O}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{db.Councils.Select(c => c.DataVersion).SingleOrDefault()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Waits until the server has ended what a dead program had it do: until then it may still commit.</summary>
    public static async Task HasLetGo(string store)
    {
        if (File.Exists(store) || !store.Contains("Database=", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        await using var server = new NpgsqlConnection(ScannedSite.PostgresServer);
        await server.OpenAsync();
        await using var others = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", server);
        others.Parameters.Add(new NpgsqlParameter { Value = new NpgsqlConnectionStringBuilder(store).Database! });
        await Patience.Until(async () => (long)(await others.ExecuteScalarAsync())! > 0 ? "The server works for a dead program." : null);
    }

    /// <summary>Whether a temporary file is the program's. The framework's own sockets for debuggers go when it ends, or stay: they hold nothing.</summary>
    public static bool IsOurs(string path) =>
        !path.Contains("clr-debug", StringComparison.Ordinal) && !path.Contains("dotnet-diagnostic", StringComparison.Ordinal);

    /// <summary>Runs a statement on the drill's PostgreSQL server.</summary>
    public static async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(ScannedSite.PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A council's files: the second set changes a third of the first, leaves some out and adds some.</summary>
    public static string Write(string under, string name, int turn)
    {
        var folder = Directory.CreateDirectory(Path.Combine(under, name)).FullName;
        var (people, held) = (new StringBuilder("pers_person_id,pers_dob,pers_forename,pers_surname\n"), new StringBuilder(
            "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team\n"));
        for (var i = turn * 100; i < Children + (turn * 100); i++)
        {
            people.Append(CultureInfo.InvariantCulture, $"P{i},20{10 + (i % 10)}-0{1 + (i % 9)}-1{i % 10},Child,Number\n");
            held.Append(CultureInfo.InvariantCulture, $"I{i}a,P{i},W{(i + (turn * (i % 3 == 0 ? 1 : 0))) % 40},2026-01-06,,Allocated Worker,T1\nI{i}b,P{i},W{(i + 1) % 40},2025-01-06,2026-01-06,Allocated Worker,T1\n");
        }

        File.WriteAllText(Path.Combine(folder, "ssd_department.csv"), "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Team One,,\n");
        File.WriteAllText(Path.Combine(folder, "ssd_professionals.csv"), "prof_professional_id,prof_professional_name,prof_professional_department,prof_full_time_equivalency\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i => $"W{i},Worker {i},T1,1\n")));
        File.WriteAllText(Path.Combine(folder, "ssd_person.csv"), people.ToString());
        File.WriteAllText(Path.Combine(folder, "ssd_involvements.csv"), held.ToString());
        File.WriteAllText(Path.Combine(folder, "extract.json"), $$"""{ "extractDate": "2026-03-{{30 + turn}}" }""");
        return folder;
    }

    /// <summary>A council's Annex A workbook; the second has other children and other workers than the first.</summary>
    public static string WriteWorkbook(string under, string name, int turn)
    {
        var folder = Directory.CreateDirectory(Path.Combine(under, name)).FullName;
        var rows = Enumerable.Range(turn * 100, Children).ToList();
        AnnexAWorkbook.Write(
            folder, "annex-a.xlsx", rows.Select(i => ($"P{i}", "Team One", $"Ada Quill{(i + turn) % 40}")), rows.Select(i => ($"P{i}", "06/01/2026", "Team One", $"Ada Quill{(i + turn) % 40}")));
        File.WriteAllText(Path.Combine(folder, "extract.json"), $$"""{ "extractDate": "2026-03-{{30 + turn}}" }""");
        return folder;
    }
}
