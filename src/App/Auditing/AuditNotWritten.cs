using System.Diagnostics.CodeAnalysis;

namespace Fairload.App.Auditing;

/// <summary>A look at people could not be noted, and so what names them is not shown.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A refusal is an answer to a person, not a fault.")]
public sealed class AuditNotWritten(Exception? cause = null) : Refused(Texts["NotWritten"], cause)
{
    private static readonly Wording Texts = new("Auditing.Auditing");
}
