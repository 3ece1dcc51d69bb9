namespace Fairload.Cli.Tests;

public sealed class UndoCommandTests : IDisposable
{
    private readonly CommandLine _fairload = new();

    public void Dispose() => _fairload.Dispose();

    [Fact]
    public async Task Undo_takes_the_latest_import_back_and_says_so_and_a_second_time_is_refused_in_one_sentence()
    {
        await _fairload.Do("import", _fairload.Dataset("first", "2026-03-30"));
        var before = await Statements();
        await _fairload.Do("import", _fairload.Dataset("second", "2026-03-31", "I2,P2,W1,2026-02-01,,Allocated Worker,T1\n"));
        var after = await Statements();
        Assert.NotEqual(before, after);

        var tried = await _fairload.Do("undo", "--dry-run", "--format", "table");
        Assert.Matches(@"^Undoing import 2 of \d+ \w+ \d{4}, \d\d:\d\d UTC by .+ would remove 1 rows, and \d+ would say again what they said before\. Nothing was changed\.$", tried);
        Assert.Equal(after, await Statements());

        var done = await _fairload.Do("undo", "--format", "table");
        Assert.Matches(@"^Import 2 of \d+ \w+ \d{4}, \d\d:\d\d UTC by .+ is undone: 1 rows were removed and \d+ say again what they said before\.$", done);
        Assert.Equal(before, await Statements());

        var again = await _fairload.Run("undo");
        Assert.Equal((1, ""), (again.Exit, again.Said));
        Assert.Matches(@"^Import 2 was undone already, by .+ on \d+ \w+ \d{4} at \d\d:\d\d UTC\.$", again.Complained);
        Assert.Equal(before, await Statements());
        Assert.Contains("\"sound\":true", await _fairload.Do("verify", "--format", "json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_refuses_an_import_that_is_not_the_latest_and_a_store_without_any()
    {
        var nothing = await _fairload.Run("undo");
        Assert.Equal((1, ""), (nothing.Exit, nothing.Said));
        Assert.Single(nothing.Complained.Split('\n'));

        await _fairload.Do("import", _fairload.Dataset("first", "2026-03-30"));
        await _fairload.Do("import", _fairload.Dataset("second", "2026-03-31"));
        var older = await _fairload.Run("undo", "--import", "1");
        Assert.Equal((1, "", "Import 1 cannot be undone: import 2 came after it, and only the latest can be undone."), (older.Exit, older.Said, older.Complained));
        Assert.Equal(2, (await _fairload.Run("undo", "--import", "last")).Exit);
    }

    private Task<string> Statements() => _fairload.Do("statement", "--as-at", "2026-03-30", "--format", "csv");
}
