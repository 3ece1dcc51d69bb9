using System.Text.Json;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.CscApi;

/// <summary>
/// Reads a file's JSON objects one after another, whether they are the elements of an array or follow each other, a line each. Only the
/// object at hand is in memory.
/// </summary>
internal sealed class JsonObjects : IDisposable
{
    /// <summary>The largest object, in bytes: a child's every record of eighteen years is some hundred kilobytes.</summary>
    private const int Largest = 8 << 20;

    /// <summary>The deepest nesting: the feed has six levels.</summary>
    private const int Deepest = 24;

    private readonly GivenFile _file;
    private readonly Stream _source;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;
    private int _line = 1;

    /// <exception cref="ImportRefused">The file cannot be opened.</exception>
    public JsonObjects(GivenFile file)
    {
        _file = file;
        Stream? source = null;
        try
        {
            source = file.Open();
            _source = CleanStream.Over(source, () => throw new ImportRefused(ImportTexts.All["Nul", file.Name], file.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            source?.Dispose();
            throw CannotRead(e);
        }
    }

    /// <summary>The objects, each valid until the next is asked for.</summary>
    /// <exception cref="ImportRefused">The file is not such JSON, ends within it, or has an object larger than a child can be.</exception>
    public IEnumerable<JsonElement> Read()
    {
        var inArray = false;
        while (true)
        {
            switch (Peek())
            {
                case null when inArray:
                    throw NotJson(_line);
                case null:
                    yield break;
                case (byte)'{':
                    using (var document = Object())
                    {
                        yield return document.RootElement;
                    }

                    break;
                case (byte)'[' when !inArray:
                    inArray = true;
                    Drop(1);
                    break;
                case (byte)']' when inArray:
                    inArray = false;
                    Drop(1);
                    break;
                case (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    Drop(1);
                    break;
                default:
                    throw NotJson(_line);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private byte? Peek()
    {
        if (_start == _end && !_ended)
        {
            Fill();
        }

        return _start < _end ? _buffer[_start] : null;
    }

    private JsonDocument Object()
    {
        while (true)
        {
            var window = _buffer.AsMemory(_start, _end - _start);
            try
            {
                var options = new JsonReaderOptions { MaxDepth = Deepest };
                var reader = new Utf8JsonReader(window.Span, _ended, new JsonReaderState(options));
                if (reader.Read() && reader.TrySkip())
                {
                    var length = (int)reader.BytesConsumed;
                    var document = JsonDocument.Parse(window[..length], new JsonDocumentOptions { MaxDepth = Deepest });
                    Drop(length);
                    return document;
                }
            }
            catch (JsonException e)
            {
                throw NotJson((int)Math.Min(_line + (e.LineNumber ?? 0), int.MaxValue), e);
            }

            if (_ended)
            {
                throw NotJson(_line);
            }

            if (window.Length >= Largest)
            {
                throw new ImportRefused(ImportTexts.All["JsonTooLarge", _file.Name, _line], _file.Name, _line);
            }

            Fill();
        }
    }

    /// <summary>Makes room and fills it wholly, so that an object is looked at again only when there is twice as much of it.</summary>
    private void Fill()
    {
        var kept = _end - _start;
        var room = kept * 2 > _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        Array.Copy(_buffer, _start, room, 0, kept);
        (_buffer, _start, _end) = (room, 0, kept);
        try
        {
            var read = _source.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
            _ended = read < _buffer.Length - _end;
            _end += read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw CannotRead(e);
        }
    }

    private void Drop(int length)
    {
        _line += _buffer.AsSpan(_start, length).Count((byte)'\n');
        _start += length;
    }

    private ImportRefused NotJson(int line, Exception? cause = null) =>
        new(ImportTexts.All["NotJson", _file.Name, line], _file.Name, line, cause: cause);

    private ImportRefused CannotRead(Exception cause) => new(ImportTexts.All["CannotRead", _file.Name], _file.Name, cause: cause);
}
