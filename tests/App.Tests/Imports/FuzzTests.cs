using Fairload.App.Imports;
using Fairload.App.Store;

namespace Fairload.App.Tests.Imports;

/// <summary>Seeded mutations of a good set: each is loaded or refused in one sentence, and a refused one leaves no trace.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(3, 500)]
    [InlineData(4, 500)]
    public async Task No_mutation_breaks_the_import(int seed, int times)
    {
        var random = new Random(seed);
        await using var store = await TestStore.Open(StoreEngine.Sqlite);
        using var ssd = SsdFolder.Full().WithStaff();
        await store.Import(ssd.Write());
        var names = Directory.GetFiles(ssd.Path);
        var good = names.ToDictionary(n => n, File.ReadAllBytes);
        var version = store.Version();
        for (var i = 0; i < times; i++)
        {
            var mutated = names[random.Next(names.Length)];
            await File.WriteAllBytesAsync(mutated, Mutate(good[mutated], random));
            try
            {
                var report = await store.Import(ssd.Path);
                Assert.Equal(version + (report.ChangedAnything ? 1 : 0), store.Version());
                foreach (var file in report.Files)
                {
                    var made = file.Table == "ssd_department" ? 1 : 0;
                    Assert.InRange(file.Added + file.Changed + file.Unchanged + file.Rejected - file.Rows, 0, made + 1);
                }

                version = store.Version();
            }
            catch (ImportRefused refused)
            {
                Assert.EndsWith(".", refused.Message);
                Assert.Equal(version, store.Version());
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, mutation {i} of {Path.GetFileName(mutated)}: {e}");
            }

            await File.WriteAllBytesAsync(mutated, good[mutated]);
        }

        Assert.True((await StoreVerify.Run(store.Data, default)).IsSound);
        await store.Import(ssd.Path);
        Assert.False((await store.Import(ssd.Path)).ChangedAnything);
    }

    private static byte[] Mutate(byte[] from, Random random)
    {
        var bytes = from.ToList();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2 when at < bytes.Count: bytes.RemoveAt(at); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(80)).ToList()); break;
                case 4: bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at)); break;
                case 5: bytes.Insert(at, (byte)",\"\n\r;'-/0"[random.Next(9)]); break;
                case 6: bytes.InsertRange(at, random.Next(2) == 0 ? [0xEF, 0xBB, 0xBF] : [0xC3, 0x28]); break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
