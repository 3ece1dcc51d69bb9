using System.Globalization;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.Xml;

/// <summary>The header that the DfE's returns share: <c>Header &gt; CollectionDetails &gt; Year, ReferenceDate</c>.</summary>
internal sealed class ReturnHeader
{
    private readonly string _year;
    private readonly int _line;
    private readonly DateOnly? _reference;

    public ReturnHeader(XmlElement header)
    {
        var details = header.First("CollectionDetails") ?? header;
        (_year, _line) = (details["Year"], header.Line);
        _reference = SourceValues.Number(details["ReferenceDate"]) is { } day ? DateOnly.FromDayNumber(day) : null;
    }

    /// <summary>The header, if there is one before the first record of the kind named.</summary>
    public static ReturnHeader? Of(XmlRecords xml, string before)
    {
        foreach (var record in xml.Read())
        {
            if (record.Name == "Header")
            {
                return new ReturnHeader(record);
            }

            if (record.Name == before)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The day the return describes: its reference date, else the last day of the month in which such a return is taken, of its year.</summary>
    public DateOnly? Day(int month) => _reference ?? (Year is { } year ? new DateOnly(year, month, DateTime.DaysInMonth(year, month)) : null);

    /// <summary>Tells when year and date do not go together.</summary>
    public void Tell(GivenFile file, ProblemLog problems)
    {
        if (_reference is { } day && Year is { } year && year != day.Year)
        {
            problems.Add(file.Name, _line, "Year", [], Severity.Warning, "HeaderDiffers", year, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private int? Year =>
        int.TryParse(_year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2200 ? year : null;
}
