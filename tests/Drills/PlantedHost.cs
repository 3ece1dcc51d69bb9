using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fairload.Drills;

/// <summary>
/// A site with holes, so that a scanner can be heard to ring: one page puts what it is asked into SQL, its twin gives it as
/// a parameter, and one prints what it is asked as it came. It has a table of its own that goes with it.
/// </summary>
internal sealed class PlantedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DbConnection _table;

    private PlantedHost(WebApplication app, DbConnection table) => (_app, _table) = (app, table);

    /// <summary>Where it is.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Starts it on an engine.</summary>
    public static async Task<PlantedHost> Start(string engine)
    {
        DbConnection table = engine == "sqlite" ? new SqliteConnection("Data Source=:memory:") : new NpgsqlConnection(ScannedSite.PostgresServer);
        await table.OpenAsync();
        await using (var make = table.CreateCommand())
        {
            make.CommandText = "CREATE TEMPORARY TABLE planted (id integer, words text); INSERT INTO planted VALUES (1, 'one'), (2, 'two'), (3, 'three')";
            await make.ExecuteNonQueryAsync();
        }

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var one = new SemaphoreSlim(1);
        app.MapGet("/", () => Results.Content("<p><a href=\"/planted?id=1\">a</a> <a href=\"/sound?id=1\">b</a> <a href=\"/raw?q=x\">c</a></p>", "text/html"));
        app.MapGet("/raw", (string? q) => Results.Content($"<!DOCTYPE html><title>Raw</title><p>{q}</p>", "text/html"));
        app.MapGet("/planted", (string? id) => Ask(table, one, command =>
        {
#pragma warning disable CA2100 // This is the hole.
            command.CommandText = "SELECT words FROM planted WHERE id = " + id;
#pragma warning restore CA2100
        }));
        app.MapGet("/sound", (string? id) => Ask(table, one, command =>
        {
            command.CommandText = "SELECT words FROM planted WHERE CAST(id AS text) = @id";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@id", id ?? "");
            command.Parameters.Add(parameter);
        }));
        await app.StartAsync();
        return new PlantedHost(app, table);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _table.DisposeAsync();
    }

    private static async Task<IResult> Ask(DbConnection table, SemaphoreSlim one, Action<DbCommand> say)
    {
        await one.WaitAsync();
        try
        {
            await using var command = table.CreateCommand();
            say(command);
            await using var reader = await command.ExecuteReaderAsync();
            var words = new List<string>();
            while (await reader.ReadAsync())
            {
                words.Add(reader.GetString(0));
            }

            return Results.Content($"<!DOCTYPE html><title>Words</title><p>{(words.Count == 0 ? "nothing" : string.Join(' ', words))}</p>", "text/html");
        }
        catch (Exception fault) when (fault is DbException or InvalidCastException)
        {
            return Results.Content("<!DOCTYPE html><title>Fault</title><p>fault</p>", "text/html", statusCode: 500);
        }
        finally
        {
            one.Release();
        }
    }
}
