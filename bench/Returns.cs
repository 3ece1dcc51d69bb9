using System.Globalization;
using System.Text;

namespace Fairload.Bench;

/// <summary>Writes statutory returns of any size about nobody: seeded, so that the same call gives the same bytes.</summary>
internal static class Returns
{
    private static readonly DateOnly Reference = new(2026, 3, 31);

    /// <summary>A children in need census as XML, of about so many megabytes.</summary>
    public static void Cin(string file, int megabytes)
    {
        var random = new Random(26);
        using var text = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 16);
        text.Write(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Message>
              <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
              <Children>

            """);
        for (var child = 1; text.BaseStream.Position < megabytes * 1_000_000L; child++)
        {
            text.WriteLine($"    <Child>\n      <ChildIdentifiers>\n        <LAchildID>C{child}</LAchildID>\n        <PersonBirthDate>{Day(random, 200, 6500)}</PersonBirthDate>\n        <Sex>{(child % 2 == 0 ? "F" : "M")}</Sex>\n      </ChildIdentifiers>");
            text.WriteLine("      <ChildCharacteristics>\n        <Ethnicity>NOBT</Ethnicity>\n      </ChildCharacteristics>");
            for (var episode = 1 + random.Next(2); episode > 0; episode--)
            {
                Episode(text, random, episode * 400);
            }

            text.WriteLine("    </Child>");
        }

        text.WriteLine("  </Children>\n</Message>");
    }

    /// <summary>A looked-after return as CSV files; 1 is the size of the public sample, 2,675 children.</summary>
    public static void Ssda903(string folder, int scale)
    {
        var random = new Random(903);
        Directory.CreateDirectory(folder);
        using var header = Csv(folder, "header", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB");
        using var episodes = Csv(folder, "episodes", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN");
        using var reviews = Csv(folder, "reviews", "CHILD,DOB,REVIEW,REVIEW_CODE");
        using var missing = Csv(folder, "missing", "CHILD,DOB,MISSING,MIS_START,MIS_END");
        using var workers = Csv(folder, "sw_episodes", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON");
        for (var child = 1; child <= 2675 * scale; child++)
        {
            var born = Uk(Reference.AddDays(-random.Next(200, 6500)));
            header.WriteLine($"{child},{(child % 2) + 1},{born},NOBT,,,");
            var day = Reference.AddDays(-random.Next(200, 1500));
            for (var part = 0; part < 1 + (child % 3) && day < Reference; part++)
            {
                var until = day.AddDays(random.Next(30, 400));
                var isLast = until >= Reference;
                episodes.WriteLine($"{child},{Uk(day)},{(part == 0 ? "S" : random.Next(3) == 0 ? "L" : "P")},{(part == 0 ? "V2" : "C2")},N1,U{random.Next(1, 7)},PR1,{(isLast ? "" : Uk(until))},{(isLast ? "" : "X1")},,AB1 2CD,XY{random.Next(1, 30)} 3ZZ,");
                for (var review = day.AddDays(20); review < until && review < Reference; review = review.AddDays(90))
                {
                    reviews.WriteLine($"{child},{born},{Uk(review)},PN4");
                }

                workers.WriteLine($"{child},{born},SW{random.Next(1000, 1000 + (300 * scale))},{Uk(day)},{(isLast ? "" : Uk(until))},MANAGE");
                if (random.Next(8) == 0)
                {
                    missing.WriteLine($"{child},{born},M,{Uk(day.AddDays(3))},{Uk(day.AddDays(4))}");
                }

                day = until;
            }
        }
    }

    private static void Episode(TextWriter text, Random random, int ago)
    {
        var start = Reference.AddDays(-ago - random.Next(300));
        text.WriteLine($"      <CINdetails>\n        <CINreferralDate>{Iso(start)}</CINreferralDate>\n        <ReferralSource>1A</ReferralSource>\n        <PrimaryNeedCode>N1</PrimaryNeedCode>");
        text.WriteLine($"        <Assessments>\n          <AssessmentActualStartDate>{Iso(start.AddDays(1))}</AssessmentActualStartDate>\n          <AssessmentAuthorisationDate>{Iso(start.AddDays(40))}</AssessmentAuthorisationDate>\n          <FactorsIdentifiedAtAssessment>\n            <AssessmentFactors>1A</AssessmentFactors>\n            <AssessmentFactors>4B</AssessmentFactors>\n          </FactorsIdentifiedAtAssessment>\n        </Assessments>");
        text.WriteLine($"        <CINPlanDates>\n          <CINPlanStartDate>{Iso(start.AddDays(41))}</CINPlanStartDate>\n        </CINPlanDates>");
        if (random.Next(3) == 0)
        {
            text.WriteLine($"        <Section47>\n          <S47ActualStartDate>{Iso(start.AddDays(3))}</S47ActualStartDate>\n          <InitialCPCtarget>{Iso(start.AddDays(24))}</InitialCPCtarget>\n          <DateOfInitialCPC>{Iso(start.AddDays(20))}</DateOfInitialCPC>\n          <ICPCnotRequired>0</ICPCnotRequired>\n        </Section47>");
            text.WriteLine($"        <ChildProtectionPlans>\n          <CPPstartDate>{Iso(start.AddDays(20))}</CPPstartDate>\n          <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\n          <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>\n          <NumberOfPreviousCPP>0</NumberOfPreviousCPP>\n          <Reviews>\n            <CPPreviewDate>{Iso(start.AddDays(100))}</CPPreviewDate>\n          </Reviews>\n        </ChildProtectionPlans>");
        }

        text.WriteLine("        <ReferralNFA>0</ReferralNFA>\n      </CINdetails>");
    }

    private static StreamWriter Csv(string folder, string name, string columns)
    {
        var text = new StreamWriter(Path.Combine(folder, name + ".csv"), false, new UTF8Encoding(false), 1 << 16);
        text.WriteLine(columns);
        return text;
    }

    private static string Day(Random random, int least, int most) => Iso(Reference.AddDays(-random.Next(least, most)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Uk(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
