using System.Runtime.InteropServices;

namespace Fairload.App.Store.Rows;

/// <summary>
/// The SQLite calls made for every column of every row, on the library that SQLitePCLRaw loads. SQLitePCLRaw's own
/// guard each call with a safe handle, which measured a fifth of an import's time; here the statement's owner,
/// <see cref="SqliteRows"/>, keeps the handle alive around them. None of them takes as long as a microsecond but the
/// step, so only the step lets the garbage collector in.
/// </summary>
internal static partial class NativeSqlite
{
    private const string Library = "e_sqlite3";

    // SQLITE_TRANSIENT: SQLite takes a copy before the call returns.
    private const nint Copy = -1;

    /// <summary>Binds bytes of UTF-8.</summary>
    public static int BindText(nint statement, int at, ReadOnlySpan<byte> text) => BindText(statement, at, text, text.Length, Copy);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindNumber(nint statement, int at, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int at);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset"), SuppressGCTransition]
    public static partial int Reset(nint statement);

    /// <summary>A column's bytes, good until the next step; empty for null.</summary>
    public static unsafe ReadOnlySpan<byte> Text(nint statement, int column)
    {
        var bytes = ColumnText(statement, column);
        return bytes == 0 ? [] : new ReadOnlySpan<byte>((void*)bytes, ColumnBytes(statement, column));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Number(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    private static partial nint ColumnText(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int ColumnBytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    private static partial int BindText(nint statement, int at, ReadOnlySpan<byte> text, int length, nint destructor);
}
