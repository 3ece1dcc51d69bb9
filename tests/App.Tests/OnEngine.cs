using System.Reflection;
using Fairload.App.Store;
using Xunit.Sdk;

namespace Fairload.App.Tests;

/// <summary>Runs a theory on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreEngine.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL, and shows it as skipped where no server is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (TestStore.PostgresServer is null)
        {
            Skip = "No PostgreSQL: set FAIRLOAD_TEST_POSTGRES to a server's connection string to run this.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreEngine.Postgres]];
}
