namespace Fairload.App.Demo;

/// <summary>
/// Invented names, each a single word. Made of pieces that are not personal names, so that no row can be taken for a
/// real person; a few carry an accent or a curly apostrophe, because real files do.
/// </summary>
internal static class Names
{
    /// <summary>The staff forename that needs more than plain letters.</summary>
    public const string Accented = "Renaëlle";

    private static readonly string[] First =
    [
        "Abrin", "Belka", "Corvey", "Dallo", "Embrel", "Fennick", "Garro", "Hesper", "Ibbet", "Jorrel", "Kestry",
        "Lumbley", "Mirrin", "Nolva", "Orlick", "Pellan", "Quillo", "Rishka", "Sorrin", "Tamsil", "Ulvey", "Vintle",
        "Wexa", "Yarrin", "Zephrin", "Ashkel", "Brindle", "Caldrin", "Drifel", "Elzin", "Farrowel", "Gildry",
        "Harkwell", "Isolder", "Juniply", "Kipwin", "Larkwin", "Mosslin", "Nettley", "Ottlin", "Pimmel", "Rennet",
        "Saffel", "Thistley", "Umbrel", "Vellan", "Willoway", "Zinnic",
    ];

    private static readonly string[] Stem =
    [
        "Thistle", "Cobble", "Marrow", "Fennel", "Bramble", "Copper", "Dapple", "Ember", "Feather", "Glimmer",
        "Hollow", "Juniper", "Kettle", "Lantern", "Meadow", "Nimble", "Otter", "Pebble", "Quiver", "Rustle",
        "Saddle", "Tinder", "Umber", "Velvet", "Wander", "Yonder", "Acorn", "Button", "Candle", "Drizzle", "Flint",
        "Gravel", "Heron", "Ivory", "Linnet", "Mussel",
    ];

    private static readonly string[] End =
    [
        "down", "wick", "by", "mere", "holt", "combe", "shaw", "garth", "thwaite", "ley", "croft", "beck", "stow",
        "fold", "rigg",
    ];

    private static readonly string[] Streets =
    [
        "Teasel Row", "Old Tannery Lane", "Puddle Street", "Beacon Rise", "Larchfield", "Saltpan Road",
        "Nettle Bank", "Fiddlers Yard", "Millrace Close", "Ropewalk", "Cinder Path", "Hazelnut Grove", "Ferry Steps",
        "Gorse Hill", "Kiln Court", "Sparrow Terrace",
    ];

    public static string Forename(Chance chance) => chance.Pick<string>(First);

    public static string Surname(Chance chance) => chance.Pick<string>(Stem) + chance.Pick<string>(End);

    public static string Street(int number) => Streets[number % Streets.Length];

    /// <summary>A postcode of the area ZZ, which the Royal Mail does not use.</summary>
    public static string Postcode(int place)
    {
        var letter = (char)('A' + (place / 7 % 26));
        var second = (char)('A' + (place / 5 % 26));
        return $"ZZ{1 + (place % 42)}{place / 3 % 10}{letter}{second}";
    }

    /// <summary>
    /// The name of a member of staff. A council has fewer staff than there are names, and a step through them that
    /// shares no factor with their number gives every one another.
    /// </summary>
    public static (string Forename, string Surname) Worker(int council, int number)
    {
        var surname = ((number * 97) + (council * 41)) % (Stem.Length * End.Length);
        var forename = First[((number * 29) + (number / 48) + council) % First.Length];
        if (number % 61 == 3)
        {
            forename = Accented;
        }

        var name = Stem[surname / End.Length] + End[surname % End.Length];
        return (forename, number % 83 == 5 ? "O’" + name : name);
    }
}
