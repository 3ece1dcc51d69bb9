using System.Globalization;

namespace Fairload.Core.People;

/// <summary>
/// The order in which people stand on every page and in every file: by surname, then by the whole name, then by id.
/// Never by a figure: nobody is ranked.
/// </summary>
/// <remarks>"Ada Quill" and "Quill, Ada" both stand under Quill.</remarks>
public sealed class SurnameOrder : IComparer<Worker>
{
    private SurnameOrder()
    {
    }

    /// <summary>The order.</summary>
    public static SurnameOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(Worker? x, Worker? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var compare = CultureInfo.CurrentCulture.CompareInfo;
        var order = compare.Compare(SurnameOf(x.Name), SurnameOf(y.Name), CompareOptions.IgnoreCase);
        order = order != 0 ? order : compare.Compare(x.Name, y.Name, CompareOptions.IgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }

    /// <summary>The surname in a name: what stands before a comma, else the last word.</summary>
    public static string SurnameOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 ? name[..comma].Trim() : name.TrimEnd()[(name.TrimEnd().LastIndexOf(' ') + 1)..];
    }
}
