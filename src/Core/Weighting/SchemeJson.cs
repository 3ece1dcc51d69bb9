using System.Text;
using System.Text.Json;

namespace Fairload.Core.Weighting;

/// <summary>A value of a JSON file that knows on which line it stands, so that an error can say where.</summary>
internal sealed class SchemeJson
{
    private SchemeJson(JsonTokenType kind, int line, string text)
    {
        (Kind, Line, Text) = (kind, line, text);
    }

    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The text of a string or number.</summary>
    public string Text { get; }

    /// <summary>The members of an object, in order.</summary>
    public List<(string Name, int Line, SchemeJson Value)> Members { get; } = [];

    /// <summary>The items of an array.</summary>
    public List<SchemeJson> Items { get; } = [];

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="SchemeRefused">Not JSON, or a key twice in one object.</exception>
    public static SchemeJson Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var lines = new LineCounter(bytes);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            reader.Read();
            var root = Read(ref reader, lines);
            while (reader.Read())
            {
                // Anything after the first value makes the reader throw.
            }

            return root;
        }
        catch (JsonException problem)
        {
            throw new SchemeRefused((int)(problem.LineNumber ?? 0) + 1, SchemeMessages.Say("NotJson"));
        }
    }

    private static SchemeJson Read(ref Utf8JsonReader reader, LineCounter lines)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        var kind = reader.TokenType;
        var text = kind switch
        {
            JsonTokenType.String => reader.GetString() ?? "",
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        var value = new SchemeJson(kind, line, text);
        if (kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                value.Items.Add(Read(ref reader, lines));
            }
        }
        else if (kind == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString() ?? "";
                var nameLine = lines.At((int)reader.TokenStartIndex);
                if (value.Members.Exists(member => member.Name == name))
                {
                    throw new SchemeRefused(nameLine, SchemeMessages.Say("KeyTwice", name));
                }

                reader.Read();
                value.Members.Add((name, nameLine, Read(ref reader, lines)));
            }
        }

        return value;
    }

    /// <summary>Lines by byte offset; offsets are asked for in rising order.</summary>
    private sealed class LineCounter(byte[] bytes)
    {
        private int _offset;
        private int _line = 1;

        public int At(int offset)
        {
            while (_offset < offset)
            {
                if (bytes[_offset++] == (byte)'\n')
                {
                    _line++;
                }
            }

            return _line;
        }
    }
}
