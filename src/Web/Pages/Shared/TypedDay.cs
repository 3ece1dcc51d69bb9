using System.Globalization;

namespace Fairload.Web.Pages.Shared;

/// <summary>A day as people type it: 2026-03-31, 31/3/2026 or 31 March 2026.</summary>
public static class TypedDay
{
    private static readonly string[] Shapes = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy"];

    /// <summary>The day, or nothing.</summary>
    public static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), Shapes, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;

    /// <summary>The day as a form shows it.</summary>
    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
