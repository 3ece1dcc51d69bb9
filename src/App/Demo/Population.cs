namespace Fairload.App.Demo;

/// <summary>A child known to the council, or unborn.</summary>
internal sealed class Child
{
    public required int Family { get; init; }

    /// <summary>Day of birth; after the last day of the data the child is unborn and it is the expected day.</summary>
    public required int Born { get; init; }

    public required int Sex { get; init; }

    public required bool Disabled { get; init; }

    /// <summary>Came to the country alone to seek asylum.</summary>
    public required bool Alone { get; init; }

    /// <summary>Lives with the other parent, in another home than the siblings.</summary>
    public required bool OtherHome { get; init; }

    /// <summary>The eighteenth birthday.</summary>
    public int Adult => Days.AddYears(Born, 18);

    /// <summary>The number in the files, or -1 when nothing of the child falls in the six years.</summary>
    public int Number { get; set; } = -1;

    /// <summary>The day from which the child is in care today, or <see cref="Days.Never"/>.</summary>
    public int InCareSince { get; set; } = Days.Never;

    /// <summary>No contact is recorded after this day: the work has ended and nobody has closed the case.</summary>
    public int SilentFrom { get; set; } = Days.Never;
}

/// <summary>
/// Brothers and sisters. North is area 0, South is area 1; the locality chooses among the teams of an area.
/// </summary>
internal sealed record Family(int Number, int Area, int Locality, int FirstMet, Child[] Children);

/// <summary>The families of one council, each from the day it was first referred.</summary>
internal static class Population
{
    /// <summary>
    /// Under-eighteens who live in the invented council. The files hold only those whom its services know.
    /// </summary>
    public const int UnderEighteens = 90_000;

    /// <summary>
    /// Families first referred in a year; with those that come back they make about 5,500 children referred.
    /// </summary>
    public const int FamiliesAYear = 1_820;

    /// <summary>Children who came alone and are referred in a year: 22 for a council of this size.</summary>
    private const int AloneAYear = 20;

    private const int NorthPerMille = 450;
    private const int DisabledPerMille = 26;
    private const int OtherHomePerMille = 90;
    private static readonly int[] SizeWeights = [52, 26, 13, 6, 2, 1];

    public static List<Family> Draw(Chance chance)
    {
        var families = new List<Family>();
        for (var year = 2008; year <= 2025; year++)
        {
            for (var i = 0; i < FamiliesAYear + AloneAYear; i++)
            {
                var alone = i >= FamiliesAYear;
                var met = Season.Day(chance, year);
                families.Add(new Family(
                    families.Count,
                    chance.PerMille(NorthPerMille) ? 0 : 1,
                    chance.Below(1000),
                    met,
                    alone ? [Unaccompanied(chance, families.Count, met)] : Siblings(chance, families.Count, met)));
            }
        }

        return families;
    }

    private static Child[] Siblings(Chance chance, int family, int met)
    {
        var children = new Child[1 + chance.Weighted(SizeWeights)];

        // A baby not yet born brings some families to notice: the youngest may be born up to five months later.
        var born = met - (chance.PerMille(45) ? -chance.Below(150) : chance.Below(6100 - (children.Length * 300)));
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new Child
            {
                Family = family,
                Born = born,
                Sex = chance.Below(2),
                Disabled = chance.PerMille(DisabledPerMille),
                Alone = false,
                OtherHome = i > 0 && chance.PerMille(OtherHomePerMille),
            };
            born -= chance.Between(380, 1350);
        }

        return children;
    }

    private static Child Unaccompanied(Chance chance, int family, int met) => new()
    {
        Family = family,
        Born = met - chance.Between(5660, 6500),
        Sex = chance.PerMille(900) ? 1 : 0,
        Disabled = false,
        Alone = true,
        OtherHome = false,
    };
}

/// <summary>When in the year referrals come: by the months of England, hardly on Saturdays and Sundays.</summary>
internal static class Season
{
    private static readonly int[] WeekdayWeights = [4, 106, 102, 100, 100, 94, 6];

    /// <summary>A day in the year that starts on 1 October of the year given.</summary>
    public static int Day(Chance chance, int year)
    {
        var month = chance.Weighted(Durations.ReferralsByMonth) + 1;
        var first = Days.Of(month >= 10 ? year : year + 1, month, 1);
        var length = DateTime.DaysInMonth(month >= 10 ? year : year + 1, month);
        while (true)
        {
            var day = first + chance.Below(length);
            if (chance.Below(106) < Weight(day))
            {
                return day;
            }
        }
    }

    /// <summary>A day within six weeks of the day given, likelier in a month that is busy.</summary>
    public static int Near(Chance chance, int day)
    {
        while (true)
        {
            var near = day + chance.Between(0, 42);
            var month = DateOnly.FromDayNumber(near).Month - 1;
            if (chance.Below(5869) < Durations.ReferralsByMonth[month] && chance.Below(106) < Weight(near))
            {
                return near;
            }
        }
    }

    private static int Weight(int day)
    {
        var weight = WeekdayWeights[(int)DateOnly.FromDayNumber(day).DayOfWeek];
        return weight > 10 && !Days.IsWorking(day) ? 8 : weight;
    }
}
