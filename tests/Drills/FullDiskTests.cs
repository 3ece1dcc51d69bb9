using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fairload.Drills;

/// <summary>
/// A real disk that is too small, where the store is and where large files wait: each import ends in one sentence with the store as it was, and
/// goes through when there is room. The disks are in memory and made by root, so the drill needs Linux and root.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-full-").FullName;
    private readonly List<string> _disks = [];

    [LongTheory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(512)]
    public async Task An_import_for_which_the_store_has_no_room_is_said_and_leaves_all_as_it_was(int kilobytes)
    {
        var (first, second) = (DrilledImport.Write(_folder, "first", 0), DrilledImport.Write(_folder, "second", 1));
        var disk = Disk("store", 32);
        var store = Path.Combine(disk, "fairload.db");
        await DrilledImport.Load(store, first);
        SqliteConnection.ClearAllPools();
        var before = await DrilledImport.Hash(store);
        SqliteConnection.ClearAllPools();
        var ballast = Fill(disk, kilobytes);

        Said(await Run(["import", second, "--store", store], _folder), "no room left for the store", "nothing was changed");

        File.Delete(ballast);
        Assert.Equal(before, await DrilledImport.Hash(store));
        Assert.Equal(0, (await Run(["import", second, "--store", store], _folder)).Code);
        Assert.NotEqual(before, await DrilledImport.Hash(store));
        Assert.Equal(0, (await Run(["verify", "--store", store], _folder)).Code);
        SqliteConnection.ClearAllPools();
    }

    [LongFact]
    public async Task An_import_for_which_PostgreSQL_has_no_room_is_said_and_leaves_all_as_it_was()
    {
        var (first, second) = (DrilledImport.Write(_folder, "first", 0), DrilledImport.Write(_folder, "second", 1));
        var disk = Disk("tables", 64);
        Root("chown", "postgres", disk);
        Root("chmod", "755", _folder);
        var name = $"fairload_full_{Guid.NewGuid():N}";
        await DrilledImport.Sql($"CREATE TABLESPACE {name} LOCATION '{disk}'");
        try
        {
            await DrilledImport.Sql($"CREATE DATABASE {name} TABLESPACE {name}");
            var store = new NpgsqlConnectionStringBuilder(ScannedSite.PostgresServer) { Database = name, Pooling = false }.ConnectionString;
            await DrilledImport.Load(store, first);
            var before = await DrilledImport.Hash(store);
            var ballast = Fill(disk, 0);

            Said(await Run(["import", second, "--store", store], _folder), "no room left for the store", "nothing was changed");

            Assert.Equal(before, await DrilledImport.Hash(store));
            File.Delete(ballast);
            Assert.Equal(0, (await Run(["import", second, "--store", store], _folder)).Code);
            Assert.NotEqual(before, await DrilledImport.Hash(store));
            Assert.Equal(0, (await Run(["verify", "--store", store], _folder)).Code);
        }
        finally
        {
            await DrilledImport.Sql($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            await DrilledImport.Sql($"DROP TABLESPACE {name}");
        }
    }

    [LongTheory, MemberData(nameof(Engines))]
    public async Task A_large_file_that_finds_no_room_to_wait_in_is_said_and_leaves_no_store_half_filled(string engine)
    {
        var census = Path.Combine(_folder, "census.xml");
        await File.WriteAllTextAsync(census, Census());
        var waiting = Disk("waiting", 1);
        var store = Path.Combine(_folder, "fairload.db");
        var name = $"fairload_full_{Guid.NewGuid():N}";
        if (engine == "postgresql")
        {
            await DrilledImport.Sql($"CREATE DATABASE {name}");
            store = new NpgsqlConnectionStringBuilder(ScannedSite.PostgresServer) { Database = name, Pooling = false }.ConnectionString;
        }

        try
        {
            string[] import = ["import", census, "--store", store, "--extract-date", "2026-03-31"];
            Said(await Run(import, waiting), $"no room left in {waiting}", "nothing was changed");
            Assert.DoesNotContain(Directory.GetFiles(waiting, "*", SearchOption.AllDirectories), DrilledImport.IsOurs);
            Assert.Equal(0, (await Run(import, _folder)).Code);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await DrilledImport.Sql($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    public static TheoryData<string> Engines() => [.. ScannedSite.Engines];

    public void Dispose()
    {
        foreach (var disk in _disks)
        {
            Root("umount", "-l", disk);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void Said((int Code, string Errors) run, params string[] words)
    {
        Assert.Equal(1, run.Code);
        Assert.All(words, word => Assert.Contains(word, run.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> Run(string[] arguments, string temporary)
    {
        using var program = DrilledImport.Start(arguments, temporary);
        var said = program.StandardOutput.ReadToEndAsync();
        var errors = await program.StandardError.ReadToEndAsync();
        await said;
        await program.WaitForExitAsync();
        return (program.ExitCode, errors);
    }

    private static void Root(string command, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var errors = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.True(run.ExitCode == 0, $"{command} {string.Join(' ', arguments)}: {errors}");
    }

    private string Disk(string name, int megabytes)
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        Root("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", disk);
        _disks.Add(disk);
        return disk;
    }

    /// <summary>Takes all but so much of a disk.</summary>
    private static string Fill(string disk, int kilobytesLeft)
    {
        var path = Path.Combine(disk, "ballast");
        using var ballast = File.Create(path);
        var page = new byte[4096];
        for (var left = (new DriveInfo(disk).AvailableFreeSpace >> 12) - (kilobytesLeft >> 2); left > 0; left--)
        {
            ballast.Write(page);
        }

        return path;
    }

    /// <summary>A census of some megabytes about nobody.</summary>
    private static string Census() => "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>"
        + string.Concat(Enumerable.Range(1, 20_000).Select(i =>
            $"<Child><ChildIdentifiers><LAchildID>{i}</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
            + "<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>"))
        + "</Children></Message>";
}
