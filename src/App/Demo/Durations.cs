namespace Fairload.App.Demo;

/// <summary>
/// How long things last: tables of the 0th, 5th, 10th ... 100th percentile. Where a published table exists its bands
/// are met exactly; the rest were set so that the stocks come out as published (docs/synthetic-council.md).
/// </summary>
internal static class Durations
{
    /// <summary>
    /// Working days from start to authorisation. DfE, Children in need 2024, table C2: quartiles 19, 34, 44; 5% over 60.
    /// </summary>
    public static ReadOnlySpan<int> Assessment =>
        [0, 4, 8, 12, 15, 19, 20, 24, 28, 31, 34, 36, 38, 40, 42, 44, 45, 45, 50, 61, 110];

    /// <summary>
    /// Working days from a section 47 enquiry to its conference. DfE 2024, table C4: quartiles 13, 14, 15.
    /// </summary>
    public static ReadOnlySpan<int> Conference =>
        [6, 9, 10, 11, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 15, 15, 16, 21, 38];

    /// <summary>
    /// Days on a child protection plan, from the lengths of plans open at 31 March 2025 (DfE, table D5).
    /// </summary>
    public static ReadOnlySpan<int> Protection =>
        [5, 38, 65, 90, 110, 135, 150, 168, 180, 200, 220, 240, 268, 290, 320, 355, 405, 470, 545, 690, 1150];

    /// <summary>
    /// Days on a child in need plan after an assessment. Mean near 200: 185,660 started, 103,440 open (DfE 2024, B7).
    /// </summary>
    public static ReadOnlySpan<int> InNeed =>
        [14, 40, 62, 80, 95, 110, 122, 135, 150, 164, 180, 196, 215, 236, 260, 290, 330, 385, 480, 700, 1700];

    /// <summary>Days on a child in need plan that follows protection or care.</summary>
    public static ReadOnlySpan<int> SteppedDown =>
        [14, 28, 40, 52, 63, 74, 84, 92, 100, 110, 120, 130, 142, 155, 170, 190, 215, 250, 300, 390, 700];

    /// <summary>Days of a plan for a disabled child, most of them until eighteen.</summary>
    public static ReadOnlySpan<int> Lasting =>
        [150, 250, 350, 450, 550, 650, 760, 870, 990, 1110, 1240, 1380, 1530, 1690, 1870, 2080, 2330, 2640, 3050,
         3700, 5600];

    /// <summary>Days of a short stay in care.</summary>
    public static ReadOnlySpan<int> ShortCare =>
        [1, 3, 6, 9, 13, 18, 23, 29, 36, 43, 51, 60, 70, 81, 93, 107, 122, 140, 165, 200, 260];

    /// <summary>Days of a stay in care that ends with adoption, special guardianship or a planned return.</summary>
    public static ReadOnlySpan<int> PlannedCare =>
        [120, 190, 240, 280, 320, 360, 400, 440, 480, 520, 565, 610, 660, 720, 790, 870, 960, 1080, 1240, 1480, 2000];

    /// <summary>Days of early help.</summary>
    public static ReadOnlySpan<int> EarlyHelp =>
        [14, 35, 50, 65, 80, 95, 108, 120, 132, 145, 158, 172, 188, 205, 225, 248, 276, 310, 360, 440, 620];

    /// <summary>Days from one closing to the next referral, for families that come back.</summary>
    public static ReadOnlySpan<int> Return =>
        [3, 18, 34, 50, 66, 82, 98, 116, 136, 158, 182, 210, 244, 284, 334, 400, 490, 620, 820, 1150, 2400];

    /// <summary>Days that an employed social worker stays in a post.</summary>
    public static ReadOnlySpan<int> Tenure =>
        [120, 300, 430, 560, 700, 850, 1000, 1180, 1360, 1550, 1750, 2000, 2260, 2560, 2900, 3300, 3800, 4400, 5200,
         6400, 9000];

    /// <summary>Days that an agency worker stays.</summary>
    public static ReadOnlySpan<int> AgencyTenure =>
        [40, 84, 120, 150, 182, 210, 240, 270, 300, 335, 365, 400, 440, 490, 545, 600, 680, 780, 900, 1080, 1400];

    /// <summary>
    /// Referrals of each month, January first, in tens: DfE, Children in need 2023-24, table C6, England.
    /// </summary>
    public static ReadOnlySpan<int> ReferralsByMonth =>
        [5467, 5087, 5194, 4334, 5568, 5869, 5188, 4408, 5409, 5571, 5579, 4515];
}
