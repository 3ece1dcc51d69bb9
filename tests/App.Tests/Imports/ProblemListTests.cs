using System.Text;
using Fairload.App.Imports;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports;

/// <summary>The list of problems repeats what stood in the files, so nothing in it may run as a formula in a spreadsheet.</summary>
public sealed class ProblemListTests
{
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    [Trait("ASVS", "1.2.10")]
    [Fact]
    public void No_field_of_the_list_starts_a_formula_in_any_spreadsheet()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var path = Path.GetTempFileName();
        try
        {
            var given = new List<string>();
            using (var log = new ProblemLog(path))
            {
                for (var i = 0; i < 2000; i++)
                {
                    var text = ((string[])["", "", " ", "\u00a0", "\ufeff", "\u200b"])[random.Next(6)] + Starts[random.Next(Starts.Length)] + Tail(random);
                    given.Add(text);
                    log.Add(text, text, 1, text, Encoding.UTF8.GetBytes(text), Severity.Error, "Twice");
                }

                log.Finish();
            }

            var rows = Rows(File.ReadAllText(path)).Skip(1).ToList();
            Assert.Equal(given.Count, rows.Count);
            foreach (var (row, text) in rows.Zip(given))
            {
                foreach (var field in (string[])[row[0], row[1], row[3], row[4]])
                {
                    Assert.False(IsFormula(field), $"Seed {seed}: {field}");
                    Assert.Equal("'" + text, field);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_list_for_which_there_is_no_room_is_refused_in_a_sentence()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var refused = Assert.Throws<ImportRefused>(() =>
        {
            // Linux's own file that is always full.
            using var log = new ProblemLog("/dev/full");
            for (var i = 0; i < 5000; i++)
            {
                log.Add("ssd_person.csv", i, "pers_dob", "31/02/2026"u8, Severity.Error, "Twice");
            }

            log.Finish();
        });
        Assert.Contains("cannot be written to /dev/full", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_and_harmless_words_stay_as_they_are()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var log = new ProblemLog(path))
            {
                log.Add("ssd_person.csv", null, 12, "pers_dob", "31/02/2026"u8, Severity.Error, "Twice");
                log.Finish();
            }

            Assert.Equal(["ssd_person.csv", "", "12", "pers_dob", "31/02/2026", "error"], Rows(File.ReadAllText(path)).Last()[..6]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool IsFormula(string field) =>
        field.TrimStart(' ', '\u00a0', '\ufeff', '\u200b') is { Length: > 0 } text && Starts.Contains(text[0], StringComparison.Ordinal);

    private static string Tail(Random random) =>
        ((string[])["cmd|'/c calc'!A1", "1+1", "SUM(A1:A9)", "HYPERLINK(\"http://x\",\"y\")", "5", "a,b", "a\"b", "\"\"", ""])[random.Next(9)];

    /// <summary>Reads RFC 4180, by hand.</summary>
    private static IEnumerable<List<string>> Rows(string text)
    {
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = text.StartsWith('\ufeff') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(c);
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(c);
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }
    }
}
