namespace Fairload.Core.Cases;

/// <summary>
/// The kinds of file that a council has. Each keeps its own rows: two that say the same stand side by side, and for each kind of
/// record one of them leads. Stored by number, so numbers never change.
/// </summary>
public enum Source
{
    /// <summary>The tables of the Standard Safeguarding Dataset.</summary>
    Ssd = 1,

    /// <summary>The staff file.</summary>
    Staff = 2,

    /// <summary>The DfE's daily feed of children's social care (JSON).</summary>
    CscApi = 3,

    /// <summary>Ofsted's Annex A workbook: a snapshot without history.</summary>
    AnnexA = 4,

    /// <summary>The return on children looked after, SSDA903.</summary>
    Ssda903 = 5,

    /// <summary>The children in need census.</summary>
    Cin = 6,

    /// <summary>The children's social work workforce census.</summary>
    Csww = 7,

    /// <summary>Teams and their parents, as a plain file.</summary>
    Teams = 8,

    /// <summary>Which role of the case system is which function, as a plain file.</summary>
    Roles = 9,

    /// <summary>Carer households and the workers who support them.</summary>
    Carers = 10,

    /// <summary>Court hearings.</summary>
    Hearings = 11,

    /// <summary>Meetings and core groups.</summary>
    Meetings = 12,

    /// <summary>Absences and leave.</summary>
    Absences = 13,

    /// <summary>Visits made and when they were written up.</summary>
    Recording = 14,

    /// <summary>Audits of case files.</summary>
    Audits = 15,
}
