using System.Globalization;
using System.Text.Json;

namespace Fairload.Core.Weighting;

/// <summary>A value of a scheme file with the questions the reader asks of it; every wrong answer is refused with its line.</summary>
/// <param name="json">The value.</param>
/// <param name="thing">What it is, by its key among the messages, such as <c>ThingRule</c>.</param>
/// <param name="name">The key it stands under.</param>
internal sealed class SchemeNode(SchemeJson json, string thing, string name = "")
{
    public JsonTokenType Kind => json.Kind;

    /// <summary>Refuses any key but these.</summary>
    public void Allow(params string[] keys)
    {
        Expect(JsonTokenType.StartObject, "KindObject");
        foreach (var (key, line, _) in json.Members)
        {
            if (Array.IndexOf(keys, key) < 0)
            {
                var what = SchemeMessages.Say(thing);
                throw new SchemeRefused(line, SchemeReader.Nearest(key, keys) is { } meant
                    ? SchemeMessages.Say("UnknownKeyMeant", key, what, meant)
                    : SchemeMessages.Say("UnknownKey", key, what));
            }
        }
    }

    public SchemeNode? Find(string key)
    {
        foreach (var (member, _, value) in json.Members)
        {
            if (member == key)
            {
                return new SchemeNode(value, "Thing" + char.ToUpperInvariant(key[0]) + key[1..], key);
            }
        }

        return null;
    }

    public SchemeNode Need(string key)
    {
        Expect(JsonTokenType.StartObject, "KindObject");
        return Find(key) ?? throw Refuse("Missing", key);
    }

    public IReadOnlyList<SchemeNode> Items(string itemThing)
    {
        Expect(JsonTokenType.StartArray, "KindList");
        return [.. json.Items.Select(item => new SchemeNode(item, itemThing, name))];
    }

    public IEnumerable<(string Name, SchemeNode Value)> Members(string memberThing)
    {
        Expect(JsonTokenType.StartObject, "KindObject");
        return json.Members.Select(member => (member.Name, new SchemeNode(member.Value, memberThing, member.Name)));
    }

    public string Text() => json.Kind == JsonTokenType.String && !string.IsNullOrWhiteSpace(json.Text) ? json.Text : throw Wrong("KindText");

    public bool Flag() => json.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong("KindFlag"),
    };

    public DateOnly Date() =>
        DateOnly.TryParseExact(json.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Wrong("KindDate");

    public int Whole() =>
        json.Kind == JsonTokenType.Number && int.TryParse(json.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("KindWhole");

    public decimal NumberValue() =>
        json.Kind == JsonTokenType.Number && decimal.TryParse(json.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number is > -1_000_000m and < 1_000_000m ? number : throw Refuse("TooLarge", json.Text)
            : throw Wrong("KindNumber");

    /// <summary>A number with at most two decimals, in hundredths.</summary>
    public int HundredthsValue()
    {
        NumberValue();
        return SchemeReader.Hundredths(json.Text) ?? throw Wrong("KindPoints");
    }

    public Points PointsValue() => new(HundredthsValue());

    public SchemeRefused Wrong(string kind) => Refuse("WrongKind", name, SchemeMessages.Say(kind));

    public SchemeRefused Refuse(string message, params object[] values) => new(json.Line, SchemeMessages.Say(message, values));

    /// <summary>Refuses a name, saying which of the known ones was most likely meant.</summary>
    public SchemeRefused RefuseMeaning(string message, string word, IEnumerable<string> known) =>
        SchemeReader.Nearest(word, known) is { } meant ? Refuse(message + "Meant", word, meant) : Refuse(message, word);

    private void Expect(JsonTokenType kind, string message)
    {
        if (json.Kind != kind)
        {
            throw Wrong(message);
        }
    }
}
