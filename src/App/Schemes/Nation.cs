using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Fairload.Core.Time;

namespace Fairload.App.Schemes;

/// <summary>What differs by nation and is data: the bank holidays beside the program, in <c>schemes/nations</c>.</summary>
public static class Nation
{
    /// <summary>The nation of a council that has set none.</summary>
    public const string England = "england";

    private static readonly ConcurrentDictionary<string, WorkingCalendar> Calendars = new(StringComparer.Ordinal);

    /// <summary>A nation's working days, read once.</summary>
    /// <exception cref="Refused">No such nation's file is installed, or it cannot be read.</exception>
    public static WorkingCalendar Calendar(string nation = England) => Calendars.GetOrAdd(nation, Read);

    private static WorkingCalendar Read(string nation)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "schemes", "nations", nation + ".json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return new WorkingCalendar([.. json.RootElement.GetProperty("bankHolidays").EnumerateArray()
                .Select(day => DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        }
        catch (Exception trouble) when (trouble is IOException or JsonException or KeyNotFoundException or FormatException)
        {
            throw new Refused(new Wording("Schemes.Schemes")["NoNation", file], trouble);
        }
    }
}
