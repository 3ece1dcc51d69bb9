namespace Fairload.App.Accounts;

/// <summary>Who changes an account.</summary>
/// <param name="Name">The name that the audit keeps.</param>
/// <param name="Account">Their own account; nothing on the command line.</param>
public sealed record Actor(string Name, Guid? Account)
{
    /// <summary>Somebody at the server's command line, who needs no account.</summary>
    public static Actor CommandLine { get; } = new("command line", null);
}
