using Fairload.App.Labels;
using Fairload.Core.Labels;

namespace Fairload.App.Tests.Labels;

/// <summary>Labels that say what is not, or is no more, or is not yet: none is read as what is; and labels whose value says such a word itself.</summary>
public sealed class TurnedLabelsTests
{
    [Theory]
    [InlineData("Case Status", "Not CIN")]
    [InlineData("Case Status", "No CP plan")]
    [InlineData("Case Status", "No longer CP")]
    [InlineData("Case Status", "CP ended")]
    [InlineData("Case Status", "Awaiting CP conference")]
    [InlineData("Case Status", "Stepped down from CP to CIN")]
    [InlineData("Case Status", "Not LAC")]
    [InlineData("Case Status", "Former CLA")]
    [InlineData("Case Status", "Ex-LAC")]
    [InlineData("Case Status", "Previously looked after")]
    [InlineData("Case Status", "Pre-CLA")]
    [InlineData("Case Status", "Assessment completed")]
    [InlineData("Case Status", "Closed to CIN now CP")]
    [InlineData("Referral NFA?", "No NFA")]
    [InlineData("Referral NFA?", "Not NFA")]
    [InlineData("Referral NFA?", "NFA - No")]
    [InlineData("Was the Child Seen Alone?", "Seen with parent")]
    [InlineData("Child Seen During Continuous Assessment", "Yes but not alone")]
    [InlineData("Child's Legal Status", "ICO discharged")]
    [InlineData("Child's Legal Status", "No interim care order")]
    [InlineData("Child's Legal Status", "Section 20 ended")]
    [InlineData("Child's Legal Status", "Placement order revoked")]
    [InlineData("Eligibility Category", "Non qualifying")]
    [InlineData("Placement Type", "Not placed with parents")]
    [InlineData("Primary Need Code", "No abuse or neglect")]
    [InlineData("Primary Need Code", "Not disability")]
    public void A_label_that_a_reviewer_found_read_as_its_opposite_is_asked_about(string column, string label) => IsAskedAbout(column, label);

    [Theory]
    [InlineData("Case Status", "CIN plan no longer in place")]
    [InlineData("Case Status", "CP plan (discontinued)")]
    [InlineData("Case Status", "Historical CLA")]
    [InlineData("Case Status", "CIN - archived")]
    [InlineData("Case Status", "Superseded CP plan")]
    [InlineData("Child's Legal Status", "Historic ICO")]
    [InlineData("Case Status", "CP plan discontinued, ended 2 May")]
    [InlineData("Case Status", "Child in need - withdrawn")]
    [InlineData("Case Status", "Looked after: no")]
    [InlineData("Case Status", "Step down CP")]
    [InlineData("Case Status", "Never looked after")]
    [InlineData("Case Status", "c) CIN but now CP")]
    [InlineData("Contact Source", "Not police")]
    [InlineData("Referral Source", "Non school")]
    [InlineData("Referral Source", "Former police officer")]
    [InlineData("Ethnicity", "Not Asian")]
    [InlineData("Ethnicity", "Non-White")]
    [InlineData("Placement Type", "Awaiting foster placement")]
    [InlineData("Placement Type", "Without a children's home")]
    [InlineData("Child's Category of Need", "N2 - no disability")]
    [InlineData("Primary Need Code", "Previous low income")]
    [InlineData("Reason Ceased to be Looked After", "Not adopted")]
    [InlineData("Reason Ceased to be Looked After", "No special guardianship order")]
    [InlineData("Type of Accommodation", "Not with parents")]
    [InlineData("Type of Accommodation", "No longer in custody")]
    [InlineData("Reason for Closure", "Not adopted")]
    [InlineData("Reason for Closure", "Not transferred to another LA")]
    [InlineData("Child's Legal Status", "C1 - Interim care order lapsed")]
    [InlineData("Child's Legal Status", "FCO discharged")]
    [InlineData("Child's Legal Status", "Not accommodated under S20")]
    [InlineData("Child's Legal Status", "Pending placement order")]
    [InlineData("Latest Category of Abuse", "No neglect")]
    [InlineData("Initial Category of Abuse", "Not emotional abuse")]
    [InlineData("Gender", "Not female")]
    [InlineData("What is the permanence plan for this child?", "Not adoption")]
    [InlineData("What is the permanence plan for this child?", "Long term fostering ended")]
    [InlineData("LA in Touch", "Previously in touch")]
    [InlineData("Suitability of Accommodation", "No longer suitable")]
    [InlineData("Eligibility Category", "Not yet eligible")]
    [InlineData("Placement Provider", "Not own provision")]
    [InlineData("Placement Provider", "Non independent")]
    [InlineData("Placement Location", "Not inside boundary")]
    [InlineData("Reason for leaving adoption process", "Not on hold")]
    [InlineData("Activity Status", "Not in full time higher education")]
    [InlineData("Does the Child have a Disability", "Formerly incontinent")]
    [InlineData("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Yes but now with family")]
    [InlineData("LA of Placement", "Not Camden")]
    [InlineData("Case Status", "was LAC")]
    [InlineData("Referral NFA?", "NFA: False")]
    [InlineData("Referral NFA?", "NFA = N")]
    [InlineData("Child's Legal Status", "ICO refused")]
    [InlineData("Child's Legal Status", "E1 placement order refused")]
    [InlineData("What is the permanence plan for this child?", "Return home ruled out")]
    public void What_is_not_or_no_more_or_not_yet_is_not_read_as_what_is(string column, string label) => IsAskedAbout(column, label);

    [Theory]
    [InlineData("Ethnicity", "Not stated", "f) Not stated")]
    [InlineData("Ethnicity", "Awaiting information", "f) Not stated")]
    [InlineData("Ethnicity", "White (former Yugoslavia)", "a) White")]
    [InlineData("Gender", "Not recorded", "c) Not stated/recorded")]
    [InlineData("Gender", "Non binary", "d) Neither")]
    [InlineData("Primary Need Code", "Not CIN", "i) Not CIN")]
    [InlineData("Primary Need Code", "N9 Not in need", "i) Not CIN")]
    [InlineData("Primary Need Code", "Need not stated", "j) Not stated")]
    [InlineData("Primary Need Code", "No parents available", "h) Absent parenting")]
    [InlineData("Referral NFA?", "No further action", "True")]
    [InlineData("Referral NFA?", "NFA", "True")]
    [InlineData("Referral NFA?", "No", "False")]
    [InlineData("Was the Child Seen Alone?", "Not seen alone", "False")]
    [InlineData("Was the Child Seen Alone?", "Seen alone", "True")]
    [InlineData("Does the Child have a Disability", "No disability", "False")]
    [InlineData("Does the Child have a Disability", "b) No", "False")]
    [InlineData("Case Status", "Closed", "e) Closed episode")]
    [InlineData("Case Status", "Case closed", "e) Closed episode")]
    [InlineData("Reason for Closure", "No longer in need", "g) 'Other' incl. Child no longer in need")]
    [InlineData("Reason for Closure", "Case closed: transferred to another LA", "e) Transfer to another LA")]
    [InlineData("Reason for Closure", "Not in need after assessment", "h) Child not in need after assessment")]
    [InlineData("Reason Ceased to be Looked After", "Care ended - adopted", "a) Adopted")]
    [InlineData("Reason Ceased to be Looked After", "Care ceased for another reason", "n) Care ceased for any other reason")]
    [InlineData("Reason Ceased to be Looked After", "E14 Accommodation on remand ended", "k) Accommodation on remand ended")]
    [InlineData("Reason Why Child No Longer Placed for Adoption", "No suitable adopters", "c) Prospective adopters cannot be found")]
    [InlineData("Reason for leaving adoption process", "Adopters withdrew", "a) Withdrew")]
    [InlineData("Type of Accommodation", "No fixed abode", "i) No fixed abode / homeless")]
    [InlineData("Type of Accommodation", "Former foster carers", "o) With Former Foster Carer")]
    [InlineData("Eligibility Category", "Former relevant", "b) Former relevant")]
    [InlineData("Eligibility Category", "Not eligible", "e) Other")]
    [InlineData("LA in Touch", "Not in touch", "b) Not in touch")]
    [InlineData("LA in Touch", "No longer requires service", "b) Not in touch")]
    [InlineData("Suitability of Accommodation", "Not suitable", "b) Not suitable")]
    [InlineData("Contact Source", "Ex-husband", "a) Individual")]
    [InlineData("Contact Source", "Hospital discharge nurse", "d) Health services")]
    [InlineData("Contact Source", "Pre-school", "c) Education services")]
    [InlineData("Placement Location", "Not in borough", "b) Out")]
    [InlineData("Case Status", "CIN (pre 2014)", "c) Child in need plan")]
    [InlineData("Case Status", "CP (not CIN)", "b) Child Protection plan")]
    public void A_value_that_says_such_a_word_itself_stays_read(string column, string label, string value) =>
        Assert.Equal(value, ShippedLabels.Normaliser.Read(column, label).Value);

    /// <summary>The turning word is what is asked about, and what the rest says is offered.</summary>
    [Fact]
    public void What_the_rest_of_the_label_says_is_suggested()
    {
        var reading = ShippedLabels.Normaliser.Read("Child's Legal Status", "ICO discharged");

        Assert.Equal((null, "a) Interim care orders", LabelEvidence.Several), (reading.Value, reading.Suggestion, reading.Evidence));
        Assert.StartsWith("discharged / ", reading.Said, StringComparison.Ordinal);
    }

    private static void IsAskedAbout(string column, string label)
    {
        var reading = ShippedLabels.Normaliser.Read(column, label);
        Assert.True(reading.Value is null, $"{label}: read as {reading.Value}");
    }
}
