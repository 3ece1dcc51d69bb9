using System.Diagnostics;
using System.Globalization;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
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
        var (first, second) = (DrilledImport.Write(_folder, "first", 0), DrilledImport.Write(_folder, "second", 1));
        var (before, empty) = (await NewStore(engine, "before", null), await NewStore(engine, "empty", null));
        await DrilledImport.Load(before, first);
        var wanted = new Dictionary<string, (string Before, string After)>();
        foreach (var (name, store, files) in new[] { ("filled", before, second), ("empty", empty, first) })
        {
            var whole = await NewStore(engine, "whole-" + name, store);
            await DrilledImport.Load(whole, files);
            wanted[name] = (await DrilledImport.Hash(store), await DrilledImport.Hash(whole));
            Assert.NotEqual(wanted[name].Before, wanted[name].After);
        }

        // How long the program itself takes, from start to end.
        var clock = Stopwatch.StartNew();
        Assert.True(await Program(await NewStore(engine, "timed", before), second, Timeout.InfiniteTimeSpan));
        var takes = clock.Elapsed;
        var random = new Random(Seed);
        var (asBefore, asAfter, said) = (0, 0, 0);
        // Where the machine was busy while the time was taken and is not any more, it takes some rounds more until one comes before the commit.
        for (var round = 1; round <= Rounds || (asBefore == 0 && round <= Rounds + 40); round++)
        {
            var (name, from, files) = round % 5 == 0 ? ("empty", empty, first) : ("filled", before, second);
            var moment = takes * (0.2 + random.NextDouble());
            var store = await NewStore(engine, "round", from);
            var isSaid = await Program(store, files, moment);
            var now = await DrilledImport.Hash(store);
            var place = $"Seed {Seed}, round {round}, {name}, killed after {moment.TotalMilliseconds:N0} ms.";
            Assert.True(now == wanted[name].Before || now == wanted[name].After, "Half an import is left. " + place);
            Assert.True(!isSaid || now == wanted[name].After, "What was said to be loaded is lost. " + place);
            var check = await StoreVerify.Run(await DataStore.Open(store), default);
            Assert.True(check.IsSound, string.Join(' ', check.Findings) + " " + place);
            await DrilledImport.Load(store, files);
            Assert.True(await DrilledImport.Hash(store) == wanted[name].After, "Loading again did not end as it should. " + place);
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
        var (first, second) = files == "dataset" ? (DrilledImport.Write(_folder, "first", 0), DrilledImport.Write(_folder, "second", 1)) : (DrilledImport.WriteWorkbook(_folder, "first", 0), DrilledImport.WriteWorkbook(_folder, "second", 1));
        var before = await NewStore(engine, "before", null);
        await DrilledImport.Load(before, first);
        var hash = await DrilledImport.Hash(before);
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;

        // Too early there is nothing that could be stopped yet, too late nothing any more: the moment moves until it lies between, in large
        // steps at first, as one machine takes ten times as long as another.
        var (moment, step, wasEarly) = (TimeSpan.FromMilliseconds(700), 1.5, true);
        void Move(bool isEarly)
        {
            step = isEarly == wasEarly ? step : Math.Max(1.03, Math.Sqrt(step));
            wasEarly = isEarly;
            moment *= isEarly ? step : 1 / step;
        }

        for (var tries = 1; ; tries++)
        {
            Assert.True(tries <= 60, $"The import was never met at work, at last after {moment.TotalMilliseconds:N0} ms.");
            var store = await NewStore(engine, "stopped", before);
            using var program = DrilledImport.Start(store, second, temporary);
            var (said, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
            await Task.Delay(moment);
            using var interrupt = Process.Start("kill", ["-INT", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await program.WaitForExitAsync();
            if (program.ExitCode == 0)
            {
                Assert.NotEqual(hash, await DrilledImport.Hash(store));
                Move(isEarly: false);
            }
            else if (await Stopped(store) == 0)
            {
                Assert.Equal(hash, await DrilledImport.Hash(store));
                Move(isEarly: true);
            }
            else
            {
                Assert.Equal((1, "", "Stopped. Nothing was changed."), (program.ExitCode, (await said).Trim(), (await errors).Trim()));
                Assert.Equal((hash, 1), (await DrilledImport.Hash(store), await Stopped(store)));
                Assert.True((await StoreVerify.Run(await DataStore.Open(store), default)).IsSound);
                break;
            }

            await Drop(store);
        }

        Assert.DoesNotContain(Directory.GetFiles(temporary, "*", SearchOption.AllDirectories), DrilledImport.IsOurs);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        foreach (var database in _databases)
        {
            DrilledImport.Sql($"DROP DATABASE IF EXISTS {database} WITH (FORCE)").GetAwaiter().GetResult();
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
        using var program = DrilledImport.Start(store, files, _folder);
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
            await DrilledImport.HasLetGo(store);
            return (await said).Contains("\"applied\":true", StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(program.ExitCode == 0, await errors);
        return true;
    }

    /// <summary>A store of its own: empty of tables, or a copy of another one.</summary>
    private async Task<string> NewStore(string engine, string name, string? from)
    {
        if (engine == "sqlite")
        {
            var path = Path.Combine(_folder, name + ".db");
            if (from is not null && File.Exists(from))
            {
                // Not the file itself: what it holds may stand in the journal beside it for as long as any test has it open.
                using var whole = new SqliteConnection($"Data Source={from};Pooling=False");
                using var copy = new SqliteConnection($"Data Source={path};Pooling=False");
                whole.Open();
                copy.Open();
                whole.BackupDatabase(copy);
            }

            return path;
        }

        var database = $"fairload_killed_{name.Replace('-', '_')}_{Guid.NewGuid():N}";
        _databases.Add(database);
        if (from is not null)
        {
            NpgsqlConnection.ClearAllPools();
        }

        await DrilledImport.Sql($"CREATE DATABASE {database}" + (from is null ? "" : $" TEMPLATE {new NpgsqlConnectionStringBuilder(from).Database}"));
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
            await DrilledImport.Sql($"DROP DATABASE {database} WITH (FORCE)");
            _databases.Remove(database);
        }
    }

    /// <summary>How many imports the history says were stopped.</summary>
    private static async Task<int> Stopped(string store)
    {
        using var db = (await DataStore.Open(store)).Db();
        return await db.ImportTries.CountAsync(one => one.Outcome == TryOutcome.Cancelled);
    }
}
