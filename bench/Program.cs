using System.Globalization;
using Fairload.Bench;

switch (args)
{
    case ["w1-list", var folder, var count]:
        W1.List(folder, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Usage: bench w1-list DATA COUNT");
        return 2;
}
