using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Formats.CinCensus;
using Fairload.App.Imports.Formats.CscApi;
using Fairload.App.Imports.Formats.Csww;
using Fairload.App.Imports.Formats.Ssda903;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>Seeded mutations of every sample: a reader gives rows and problems, or refuses in one sentence. Nothing else comes out of it.</summary>
public sealed class FormatFuzzTests
{
    private const string CareXml =
        "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>02/02/2012</DOB><UASC>1</UASC><DUC>02/02/2030</DUC><IN_TOUCH>YES</IN_TOUCH>"
        + "<AMISSING><MISSING>M</MISSING><MIS_START>03/01/2026</MIS_START></AMISSING><AREVIEW><REVIEW>15/02/2024</REVIEW></AREVIEW></HEADER>"
        + "<EPISODE><DECOM>01/01/2024</DECOM><RNE>S</RNE><LS>V2</LS><PL>U1</PL><DEC>01/03/2024</DEC></EPISODE></CHILD></EXPSSDA903>";

    /// <summary>Bits that mean something to one reader or another, put in where they do not belong.</summary>
    private static readonly string[] Bits =
    [
        "<", ">", "</", "/>", "<!DOCTYPE x [<!ENTITY y \"z\">]>", "&y;", "&#0;", "<![CDATA[", "]]>", "<!--", "<?x", "\"", ",", "{", "}", "[", "]", ":", "null", "\\ud800",
        "\\u0000", "1e999", "99999999999999999999", "-1", "0001-01-01", "9999-12-31", "31/02/2024", "1900-01-01", "\r", "\n", "\0", "\ufffe", "\u00a0", "xmlns:a='b' ", "true",
    ];

    public static TheoryData<string, int> Samples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in (string[])
                ["cin-census/CIN_Census_2024.xml", "cin-census/CIN2rows.xml", "ssda903/SSDA903_2020_episodes.csv", "ssda903/SSDA903_2020_header.csv",
                 "ssda903/sw_episodes.csv", "ssda903/uasc.csv", "", "csww/csww_sample.xml", "csww/merged_LA_files.csv", "dfe-csc-api/dfe_csc_api_example_payload.json"])
            {
                data.Add(name, 1);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_mutation_gives_anything_but_rows_problems_or_a_refusal(string name, int seed)
    {
        var good = name.Length == 0 ? Encoding.UTF8.GetBytes(CareXml) : File.ReadAllBytes(Translation.Sample(name));
        FileFormat[] formats =
            [new CinCensusFormat(), new Ssda903CsvFormat(), new Ssda903XmlFormat(), new CswwXmlFormat(), new CswwCsvFormat(), new CscApiFormat()];
        var file = Translation.FromBytes("x", good);
        var own = formats.Single(f => f.Is(file, Translation.Head(file)));
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            var mutated = Translation.FromBytes("x", Mutate(good, random));
            try
            {
                var told = formats.Count(f => f.Is(mutated, Translation.Head(mutated)));
                Assert.InRange(told, 0, formats.Length);
                _ = own.ExtractDate(mutated);
                _ = Translation.Of(own, mutated);
                read++;
            }
            catch (ImportRefused e)
            {
                Assert.EndsWith(".", e.Message);
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{name}, seed {seed}, mutation {i}: {e}");
            }
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static byte[] Mutate(byte[] from, Random random)
    {
        var bytes = from.ToList();
        for (var n = random.Next(1, 6); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Bits[random.Next(Bits.Length)])); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(80)).ToList()); break;
                case 4: bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : Math.Min(1, bytes.Count - at)); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(2000)).ToList()); break;
            }
        }

        return [.. bytes];
    }
}
