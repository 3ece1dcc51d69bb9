using System.Diagnostics.CodeAnalysis;

namespace Fairload.App.Store;

/// <summary>The store cannot be opened, reached or written; the sentence says why and what to do.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A refusal is an answer to a person, not a fault.")]
public sealed class StoreRefused(string message, Exception? cause = null) : Refused(message, cause);
