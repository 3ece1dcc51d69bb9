using System.Globalization;

namespace Fairload.Web.Words;

/// <summary>Which form of a text a number takes, by the Unicode plural rules for the two languages of the site.</summary>
internal static class Plural
{
    public static string Form(int number, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "cy" ? Welsh(number) : number == 1 ? "one" : "other";

    private static string Welsh(int number) => number switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        3 => "few",
        6 => "many",
        _ => "other",
    };
}
