using System.Text;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats;

/// <summary>
/// What a reader made of a file: rows of the tables that are loaded. They wait here until the whole file was read, since a file
/// gives several tables at once and tables are loaded one after another; beyond some megabytes they wait in a file that nobody
/// else can open and that goes when it is closed.
/// </summary>
internal sealed class TranslatedRows : IDisposable
{
    private readonly List<TranslatedTable> _tables = [];
    private readonly List<IUnfinished> _unfinished = [];

    /// <summary>
    /// The tables that were asked for, even if they got no row: they are supplied. To be asked for when all files were read: what
    /// readers held back is written now.
    /// </summary>
    public IReadOnlyList<TranslatedTable> Tables
    {
        get
        {
            foreach (var unfinished in _unfinished)
            {
                unfinished.Finish();
                unfinished.Dispose();
            }

            _unfinished.Clear();
            return _tables;
        }
    }

    /// <summary>What a reader remembers from one file of a load to the next; made when first asked for.</summary>
    public T Unfinished<T>(Func<T> make)
        where T : class, IUnfinished
    {
        if (_unfinished.OfType<T>().FirstOrDefault() is { } known)
        {
            return known;
        }

        var made = make();
        _unfinished.Add(made);
        return made;
    }

    /// <summary>
    /// The parts of the source that say who holds a case, by name (<c>List 7</c>), as far as they were given, with rows or without: a later load
    /// that lacks one would end what it alone says. Empty where the source has no such parts. To be asked for after <see cref="Tables"/>.
    /// </summary>
    public SortedSet<string> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>The rows of a table; made when first asked for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">What the report calls it, in the words of the source: <c>List 7</c>, <c>CINplan</c>.</param>
    public TranslatedTable Of(Table table, string? name = null)
    {
        var found = _tables.Find(t => t.Table == table);
        if (found is null)
        {
            found = new TranslatedTable(table, name ?? table.Name);
            _tables.Add(found);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unfinished.ForEach(u => u.Dispose());
        _tables.ForEach(t => t.Dispose());
    }
}

/// <summary>Rows that can be written only when all files of a load were read.</summary>
internal interface IUnfinished : IDisposable
{
    /// <summary>All files were read. Called once.</summary>
    void Finish();
}

/// <summary>The rows of one table, written one after another, then read back in the same order.</summary>
internal sealed class TranslatedTable : IDisposable
{
    /// <summary>Bytes. Little: there are two dozen tables, and what doubles in memory leaves four times itself behind.</summary>
    private const int MostInMemory = 128 << 10;

    /// <summary>The length of a value that was not set; on the spool each length is one more.</summary>
    private const int NotSaid = -1;

    private readonly List<(string File, string? Sheet, string?[] Shown)> _places = [];
    private readonly List<string> _leftOutOf = [];
    private string?[] _shown;
    private readonly int[] _lengths;
    private readonly byte[]?[] _values;
    private readonly bool[] _unsaid;
    private Stream _spool = new MemoryStream();

    internal TranslatedTable(Table table, string name)
    {
        (Table, Name) = (table, name);
        _shown = new string?[table.Columns.Count];
        _lengths = new int[table.Columns.Count];
        Array.Fill(_lengths, NotSaid);
        _unsaid = new bool[table.Columns.Count];
        _values = new byte[]?[table.Columns.Count];
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    /// <summary>The files that gave rows, those of which every row was left out among them.</summary>
    public IReadOnlyList<string> Files => [.. _places.Select(place => place.File).Concat(_leftOutOf).Distinct()];

    /// <summary>How many rows it has.</summary>
    public long Count { get; private set; }

    /// <summary>How many more the source had, which were told and left out: they count as rows that were rejected.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The columns that some row does not say, because its source has no place for them: a value that was set, even an empty one, is said.</summary>
    public IReadOnlyList<Column> Unsaid => [.. Table.Columns.Where((_, i) => _unsaid[i])];

    /// <summary>Whether another table has every cell of these rows and tells what is wrong with it: one cell is told once.</summary>
    public bool IsToldElsewhere { get; set; }

    /// <summary>Notes that rows of a file were told and left out.</summary>
    public void LeaveOut(string file, long rows = 1)
    {
        LeftOut += rows;
        if (rows > 0 && !_leftOutOf.Contains(file))
        {
            _leftOutOf.Add(file);
        }
    }

    /// <summary>A column's place, and by what name the source knows it, for whoever has to mend a value there.</summary>
    /// <exception cref="InvalidOperationException">The table has no such column.</exception>
    public int Column(string name, string? shownAs = null)
    {
        for (var i = 0; i < Table.Columns.Count; i++)
        {
            if (Table.Columns[i].Name == name)
            {
                if (shownAs is not null && shownAs != _shown[i])
                {
                    // Rows that were written keep the names of their own sheet.
                    _shown = [.. _shown];
                    _shown[i] = shownAs;
                }

                return i;
            }
        }

        throw new InvalidOperationException($"{Table.Name} has no column {name}.");
    }

    /// <summary>Sets a value of the row being written; UTF-8, copied. Days as <c>yyyy-MM-dd</c>; what is no day stays as found, and is told when it is loaded.</summary>
    public void Set(int column, ReadOnlySpan<byte> value)
    {
        if (_values[column] is not { } room || room.Length < value.Length)
        {
            _values[column] = room = new byte[Math.Max(32, value.Length * 2)];
        }

        value.CopyTo(room);
        _lengths[column] = value.Length;
    }

    /// <summary>Sets a value of the row being written.</summary>
    public void Set(int column, string value) => Set(column, Encoding.UTF8.GetBytes(value));

    /// <summary>Ends the row being written, which came from this place; the next one begins empty.</summary>
    public void End(string file, string? sheet, int row)
    {
        if (_places.Count == 0 || _places[^1] != (file, sheet, _shown))
        {
            _places.Add((file, sheet, _shown));
        }

        Number(_places.Count - 1);
        Number(row);
        for (var i = 0; i < _lengths.Length; i++)
        {
            Number(_lengths[i] + 1);
            _spool.Write(_values[i].AsSpan(0, Math.Max(0, _lengths[i])));
            _unsaid[i] |= _lengths[i] == NotSaid;
            _lengths[i] = NotSaid;
        }

        Count++;
        if (_spool is MemoryStream { Length: > MostInMemory } memory)
        {
            _spool = new BufferedStream(OwnFile.New(), 128 * 1024);
            memory.WriteTo(_spool);
        }
    }

    /// <summary>Reads the rows from the first to the last. Only once at a time.</summary>
    public IEnumerable<TranslatedRow> Rows()
    {
        _spool.Position = 0;
        using var buffered = new BufferedStream(new Kept(_spool), 128 * 1024);
        var row = new TranslatedRow(Table);
        for (var i = 0L; i < Count; i++)
        {
            var (file, sheet, shown) = _places[TranslatedRow.Number(buffered)];
            row.Read(buffered, file, sheet, shown);
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _spool.Dispose();

    private void Number(int number)
    {
        // Mostly small: one byte of seven bits each.
        var left = (uint)number;
        Span<byte> bytes = stackalloc byte[5];
        var used = 0;
        while (left >= 0x80)
        {
            bytes[used++] = (byte)(left | 0x80);
            left >>= 7;
        }

        bytes[used++] = (byte)left;
        _spool.Write(bytes[..used]);
    }

    /// <summary>Leaves the spool open when the buffer over it goes.</summary>
    private sealed class Kept(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>A row read back. One object serves all rows.</summary>
internal sealed class TranslatedRow(Table table)
{
    private readonly int[] _starts = new int[table.Columns.Count + 1];
    private readonly bool[] _says = new bool[table.Columns.Count];
    private string?[] _shown = [];
    private byte[] _bytes = new byte[1024];

    /// <summary>The file it came from.</summary>
    public string File { get; private set; } = "";

    /// <summary>The sheet, in a workbook.</summary>
    public string? Sheet { get; private set; }

    /// <summary>The row there, or the line in XML.</summary>
    public int Row { get; private set; }

    /// <summary>How many columns it has.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>A column's value.</summary>
    public ReadOnlySpan<byte> this[int column] => _bytes.AsSpan(_starts[column], _starts[column + 1] - _starts[column]);

    /// <summary>Whether the row says anything of a column; an empty value that it says is none.</summary>
    public bool Says(int column) => _says[column];

    /// <summary>By what name the source knows a column, in the sheet of this row.</summary>
    public string Shown(int column) => _shown[column] ?? table.Columns[column].Name;

    internal static int Number(Stream from)
    {
        uint number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from.ReadByte();
            if (next < 0)
            {
                throw new EndOfStreamException();
            }

            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)number;
            }
        }
    }

    internal void Read(Stream from, string file, string? sheet, string?[] shown)
    {
        (File, Sheet, Row, _shown) = (file, sheet, Number(from), shown);
        var used = 0;
        for (var i = 0; i < Count; i++)
        {
            var length = Number(from) - 1;
            _says[i] = length >= 0;
            length = Math.Max(0, length);
            if (used + length > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, used + length));
            }

            from.ReadExactly(_bytes, used, length);
            _starts[i] = used;
            used += length;
        }

        _starts[Count] = used;
    }
}
