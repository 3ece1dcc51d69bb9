using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit.Abstractions;

namespace Fairload.Drills;

/// <summary>
/// The real program is killed while it imports, at moments drawn at random: the store is then as it was before or as it is after, never between,
/// and nothing that the program had said was loaded is lost. Ten rounds on each engine; <c>./test --long Drills</c> does 500.
/// </summary>
public sealed class KilledImportTests(ITestOutputHelper output) : IDisposable
{
    private const int Children = 3000;
    private const int Seed = 20261122;

    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-killed-").FullName;
    private readonly List<string> _databases = [];

    /// <summary>How many rounds; <c>FAIRLOAD_ROUNDS</c> says another number.</summary>
    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("FAIRLOAD_ROUNDS"), CultureInfo.InvariantCulture, out var given) ? given : Long.WhySkipped is null ? 500 : 10;

    public static TheoryData<string> Engines() => [.. ScannedSite.Engines];

    public static TheoryData<string, string> EnginesAndFiles()
    {
        var all = new TheoryData<string, string>();
        foreach (var engine in ScannedSite.Engines)
        {
            all.Add(engine, "dataset");
            all.Add(engine, "Annex A");
        }

        return all;
    }

    [Trait("ASVS", "2.3.3")]
    [Theory, MemberData(nameof(Engines))]
    public async Task Killed_at_any_moment_the_store_is_as_before_or_as_after(string engine)
    {
        var (first, second) = (Write("first", 0), Write("second", 1));
        var (before, empty) = (await NewStore(engine, "before", null), await NewStore(engine, "empty", null));
        await Load(before, first);
        var wanted = new Dictionary<string, (string Before, string After)>();
        foreach (var (name, store, files) in new[] { ("filled", before, second), ("empty", empty, first) })
        {
            var whole = await NewStore(engine, "whole-" + name, store);
            await Load(whole, files);
            wanted[name] = (await Hash(store), await Hash(whole));
            Assert.NotEqual(wanted[name].Before, wanted[name].After);
        }

        // How long the program itself takes, from start to end.
        var clock = Stopwatch.StartNew();
        Assert.True(await Program(await NewStore(engine, "timed", before), second, Timeout.InfiniteTimeSpan));
        var takes = clock.Elapsed;
        var random = new Random(Seed);
        var (asBefore, asAfter, said) = (0, 0, 0);
        for (var round = 1; round <= Rounds; round++)
        {
            var (name, from, files) = round % 5 == 0 ? ("empty", empty, first) : ("filled", before, second);
            var moment = takes * (0.2 + random.NextDouble());
            var store = await NewStore(engine, "round", from);
            var isSaid = await Program(store, files, moment);
            var now = await Hash(store);
            var place = $"Seed {Seed}, round {round}, {name}, killed after {moment.TotalMilliseconds:N0} ms.";
            Assert.True(now == wanted[name].Before || now == wanted[name].After, "Half an import is left. " + place);
            Assert.True(!isSaid || now == wanted[name].After, "What was said to be loaded is lost. " + place);
            var check = await StoreVerify.Run(await DataStore.Open(store), default);
            Assert.True(check.IsSound, string.Join(' ', check.Findings) + " " + place);
            await Load(store, files);
            Assert.True(await Hash(store) == wanted[name].After, "Loading again did not end as it should. " + place);
            (asBefore, asAfter, said) = (asBefore + (now == wanted[name].Before ? 1 : 0), asAfter + (now == wanted[name].After ? 1 : 0), said + (isSaid ? 1 : 0));
            await Drop(store);

            // The machine does other work besides: the moments follow it, so that about as many come before the commit as after.
            takes *= now == wanted[name].Before ? 1.15 : 0.87;
            Note($"{engine}: {round} rounds, {asBefore} as before, {asAfter} as after, {said} had said so");
        }

        output.WriteLine($"{engine}: {Rounds} rounds, {asBefore} as before, {asAfter} as after, of which {said} had been said to be loaded.");
        Assert.NotEqual(0, asBefore);
    }

    [Theory, MemberData(nameof(EnginesAndFiles))]
    public async Task A_program_that_is_asked_to_stop_leaves_nothing_and_says_so(string engine, string files)
    {
        var (first, second) = files == "dataset" ? (Write("first", 0), Write("second", 1)) : (WriteWorkbook("first", 0), WriteWorkbook("second", 1));
        var before = await NewStore(engine, "before", null);
        await Load(before, first);
        var hash = await Hash(before);
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;

        // Too early there is nothing that could be stopped yet, too late nothing any more: the moment moves until it lies between.
        var moment = TimeSpan.FromMilliseconds(700);
        for (var tries = 1; ; tries++)
        {
            Assert.True(tries <= 12, $"The import was never met at work, at last after {moment.TotalMilliseconds:N0} ms.");
            var store = await NewStore(engine, "stopped", before);
            using var program = Start(store, second, temporary);
            var (said, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
            await Task.Delay(moment);
            using var interrupt = Process.Start("kill", ["-INT", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await program.WaitForExitAsync();
            if (program.ExitCode == 0)
            {
                Assert.NotEqual(hash, await Hash(store));
                moment *= 0.8;
            }
            else if (await Stopped(store) == 0)
            {
                Assert.Equal(hash, await Hash(store));
                moment *= 1.15;
            }
            else
            {
                Assert.Equal((1, "", "Stopped. Nothing was changed."), (program.ExitCode, (await said).Trim(), (await errors).Trim()));
                Assert.Equal((hash, 1), (await Hash(store), await Stopped(store)));
                Assert.True((await StoreVerify.Run(await DataStore.Open(store), default)).IsSound);
                break;
            }

            await Drop(store);
        }

        // The framework's own sockets for debuggers go when it ends, or stay: they hold nothing.
        Assert.DoesNotContain(
            Directory.GetFiles(temporary, "*", SearchOption.AllDirectories),
            path => !path.Contains("clr-debug", StringComparison.Ordinal) && !path.Contains("dotnet-diagnostic", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        foreach (var database in _databases)
        {
            Server($"DROP DATABASE IF EXISTS {database} WITH (FORCE)").GetAwaiter().GetResult();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void Note(string line)
    {
        if (Environment.GetEnvironmentVariable("FAIRLOAD_NOTES") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + "\n");
        }
    }

    /// <summary>Runs the program on a store; true when it said that the files are loaded, which it may have before it was killed.</summary>
    private async Task<bool> Program(string store, string files, TimeSpan killAfter)
    {
        using var program = Start(store, files, _folder);
        var said = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        using var end = new CancellationTokenSource(killAfter);
        try
        {
            await program.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // The kernel's own: nothing of the program's runs any more.
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
            return (await said).Contains("\"applied\":true", StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(program.ExitCode == 0, await errors);
        return true;
    }

    private static Process Start(string store, string files, string temporary)
    {
        var start = new ProcessStartInfo("dotnet", [Built(), "import", files, "--store", store, "--format", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    /// <summary>The program as it was built with the tests.</summary>
    private static string Built()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(ScannedSite.Root(), "src/Cli/bin", here.Parent!.Name, here.Name, "fairload.dll");
    }

    private static async Task Load(string store, string files) =>
        await new ImportFiles(await DataStore.Open(store), TimeProvider.System).Run(new ImportRequest([files]) { Who = "drill" }, null, default);

    /// <summary>A store of its own: empty of tables, or a copy of another one.</summary>
    private async Task<string> NewStore(string engine, string name, string? from)
    {
        if (engine == "sqlite")
        {
            var path = Path.Combine(_folder, name + ".db");
            if (from is not null && File.Exists(from))
            {
                SqliteConnection.ClearAllPools();
                File.Copy(from, path, overwrite: true);
            }

            return path;
        }

        var database = $"fairload_killed_{name.Replace('-', '_')}_{Guid.NewGuid():N}";
        _databases.Add(database);
        if (from is not null)
        {
            NpgsqlConnection.ClearAllPools();
        }

        await Server($"CREATE DATABASE {database}" + (from is null ? "" : $" TEMPLATE {new NpgsqlConnectionStringBuilder(from).Database}"));
        return new NpgsqlConnectionStringBuilder(ScannedSite.PostgresServer) { Database = database }.ConnectionString;
    }

    private async Task Drop(string store)
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(store))
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                File.Delete(store + suffix);
            }
        }
        else
        {
            var database = new NpgsqlConnectionStringBuilder(store).Database!;
            await Server($"DROP DATABASE {database} WITH (FORCE)");
            _databases.Remove(database);
        }
    }

    private static async Task Server(string sql)
    {
        await using var connection = new NpgsqlConnection(ScannedSite.PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A hash of all rows, ids and days, to the last column.</summary>
    private static async Task<string> Hash(string store)
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

    /// <summary>How many imports the history says were stopped.</summary>
    private static async Task<int> Stopped(string store)
    {
        using var db = (await DataStore.Open(store)).Db();
        return await db.ImportTries.CountAsync(one => one.Outcome == TryOutcome.Cancelled);
    }

    /// <summary>A council's Annex A workbook; the second has other children and other workers than the first.</summary>
    private string WriteWorkbook(string name, int turn)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var rows = Enumerable.Range(turn * 100, Children).ToList();
        AnnexAWorkbook.Write(
            folder, "annex-a.xlsx", rows.Select(i => ($"P{i}", "Team One", $"Ada Quill{(i + turn) % 40}")), rows.Select(i => ($"P{i}", "06/01/2026", "Team One", $"Ada Quill{(i + turn) % 40}")));
        File.WriteAllText(Path.Combine(folder, "extract.json"), $$"""{ "extractDate": "2026-03-{{30 + turn}}" }""");
        return folder;
    }

    /// <summary>A council's files: the second set changes a third of the first, leaves some out and adds some.</summary>
    private string Write(string name, int turn)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
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
}
