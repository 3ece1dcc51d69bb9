using Fairload.App.Store;
using Fairload.Web.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests.Access;

public sealed class StoreKeysTests
{
    [Fact]
    public async Task What_one_machine_sealed_another_one_opens()
    {
        var folder = Directory.CreateTempSubdirectory("fairload-keys-").FullName;
        var store = await DataStore.Open(Path.Combine(folder, "fairload.db"));
        var text = Machine(store).Protect("kettle");
        Assert.Equal("kettle", Machine(await DataStore.Open(Path.Combine(folder, "fairload.db"))).Unprotect(text));
        await using (var db = store.Db())
        {
            Assert.Single(db.ProtectionKeys);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static IDataProtector Machine(DataStore store)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("Fairload");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new StoreKeys(store));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
