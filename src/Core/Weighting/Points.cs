using System.Globalization;

namespace Fairload.Core.Weighting;

/// <summary>Points of work, in whole hundredths, so that two engines and two machines cannot differ (contracts, section 1).</summary>
/// <param name="Hundredths">The points times one hundred.</param>
public readonly record struct Points(long Hundredths)
{
    /// <summary>No points.</summary>
    public static Points Zero => default;

    /// <summary>Points of a number with any decimals, rounded to hundredths, half away from zero.</summary>
    public static Points Round(decimal points) =>
        new((long)Math.Round(points * 100m, MidpointRounding.AwayFromZero));

    /// <summary>The points as a number, such as 7.5.</summary>
    public decimal Number => Hundredths / 100m;

    /// <summary>The sum.</summary>
    public static Points operator +(Points a, Points b) => new(a.Hundredths + b.Hundredths);

    /// <summary>The difference.</summary>
    public static Points operator -(Points a, Points b) => new(a.Hundredths - b.Hundredths);

    /// <summary>The product with a factor, rounded to hundredths, half away from zero.</summary>
    public static Points operator *(Points points, decimal factor) => Round(points.Number * factor);

    /// <summary>The number without needless zeros, as in JSON.</summary>
    public override string ToString() => Number.ToString("0.##", CultureInfo.InvariantCulture);
}
