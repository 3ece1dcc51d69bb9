using System.Diagnostics.CodeAnalysis;

namespace Fairload.App;

/// <summary>
/// Something a person asked for that cannot be done, in one plain sentence: what is wrong, where, and what to do.
/// The command line prints the sentence and ends with 1; a page shows it.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "A refusal is an answer to a person, not a fault.")]
public class Refused(string message, Exception? cause = null) : Exception(message, cause);
