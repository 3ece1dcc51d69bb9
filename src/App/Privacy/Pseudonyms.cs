using System.Globalization;
using System.Security.Cryptography;
using Fairload.Core.Time;

namespace Fairload.App.Privacy;

/// <summary>
/// The stand-ins of one copy: new ids, names, dates and numbers, the same for the same thing throughout. They come from the
/// machine's random numbers and live only while the copy is written: nothing leads back.
/// </summary>
/// <remarks>
/// Where order decides a tie (a child's rows of one day, the first of a family), the stand-ins keep it within that child or
/// family, so that figures stay; across children and families they say nothing of the order there was.
/// </remarks>
internal sealed class Pseudonyms
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly Dictionary<(string Space, string Text), string> _texts = [];
    private readonly Dictionary<(string Space, string Text), string> _numbered = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Household, DateOnly Born), DateOnly> _births = [];
    private readonly int _days;
    private readonly DateOnly? _extract;

    /// <summary>Stand-ins with one shift of dates, a random number of whole weeks, so that weekdays stay.</summary>
    public Pseudonyms(DateOnly? extract) => (_extract, _days) = (extract, -7 * RandomNumberGenerator.GetInt32(30, 150));

    /// <summary>A new number for each of 1 up to some, in no order.</summary>
    public static int[] Shuffled(int count)
    {
        var numbers = Enumerable.Range(1, count).ToArray();
        RandomNumberGenerator.Shuffle(numbers.AsSpan());
        return numbers;
    }

    /// <summary>Gives ids of one kind to things that are told apart by order among themselves, in that order.</summary>
    public void Give(string space, IEnumerable<string> inOrder)
    {
        var texts = inOrder.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var ids = texts.Select(_ => NewId(space)).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            _texts.TryAdd((space, texts[i]), ids[i]);
        }
    }

    /// <summary>The id in place of one.</summary>
    public string? Id(string space, string? text) => text is null ? null
        : _texts.TryGetValue((space, text), out var id) ? id : _texts[(space, text)] = NewId(space);

    /// <summary>The words in place of a free text: a title and a number.</summary>
    public string? Numbered(string title, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_numbered.TryGetValue((title, text), out var words))
        {
            var count = _counts[title] = _counts.GetValueOrDefault(title) + 1;
            _numbered[(title, text)] = words = string.Create(CultureInfo.InvariantCulture, $"{title} {count}");
        }

        return words;
    }

    /// <summary>Sets the words in place of a text.</summary>
    public void Set(string title, string text, string words) => _numbered[(title, text)] = words;

    /// <summary>Two letters.</summary>
    public static string Initials() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPRSTW", 2);

    /// <summary>A day of the copy.</summary>
    public DateOnly? Day(DateOnly? day) => day is { } some ? some.AddDays(_days) : null;

    /// <summary>
    /// A birthday of the copy: another day of the month, such that the child is as many months old on the day of the extract. Children
    /// of one household born on one day stay so.
    /// </summary>
    public DateOnly? Birth(DateOnly? born, int household)
    {
        if (born is not { } day || _births.TryGetValue((household, day), out var known))
        {
            return born is null ? null : _births[(household, born.Value)];
        }

        var shifted = day.AddDays(_days);
        if (_extract is { } extract && day <= extract)
        {
            var months = Months.Whole(day, extract);
            var fitting = Enumerable.Range(1, DateTime.DaysInMonth(shifted.Year, shifted.Month)).Select(of => new DateOnly(shifted.Year, shifted.Month, of))
                .Where(one => Months.Whole(one, extract.AddDays(_days)) == months && one <= extract.AddDays(_days)).ToList();
            shifted = fitting.Count > 0 ? fitting[RandomNumberGenerator.GetInt32(fitting.Count)] : shifted;
        }

        return _births[(household, day)] = shifted;
    }

    private string NewId(string space)
    {
        while (true)
        {
            var id = space[..1].ToUpperInvariant() + RandomNumberGenerator.GetString(Letters, 9);
            if (_given.Add(id))
            {
                return id;
            }
        }
    }
}
