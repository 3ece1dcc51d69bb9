using Fairload.App.Store;
using Fairload.App.Store.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fairload.App.Tests.Store;

/// <summary>The schema of an older program, in a store that holds nothing.</summary>
internal static class OldSchema
{
    /// <summary>Makes the store by the migrations up to and with the last one named.</summary>
    public static void Make(FairloadDb db, string last)
    {
        db.GetService<IRelationalDatabaseCreator>().Create();
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            db.Database.OpenConnection();
            AuditChain.AddFunctions(sqlite);
        }

        var (migrations, history) = (db.GetService<IMigrationsAssembly>(), db.GetService<IHistoryRepository>());
        db.Database.ExecuteSqlRaw(history.GetCreateScript());
        foreach (var id in migrations.Migrations.Keys.Where(id => string.CompareOrdinal(id, last) <= 0).Order(StringComparer.Ordinal))
        {
            var migration = migrations.CreateMigration(migrations.Migrations[id], db.Database.ProviderName!);
            foreach (var sql in db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations)
                .Select(command => command.CommandText).Append(history.GetInsertScript(new HistoryRow(id, "10.0.0"))))
            {
                db.Database.ExecuteSqlRaw(sql);
            }
        }
    }
}
