namespace Fairload.App.Accounts;

/// <summary>What a site demands of a sign-in. The values are bars of their own; a council may make them stricter.</summary>
public sealed record SignInRules
{
    /// <summary>How long a session lasts without being used.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a session lasts at most.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long somebody may take from the password to the code.</summary>
    public TimeSpan BetweenSteps { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a start code is good for.</summary>
    public TimeSpan StartCode { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The fewest letters of a password.</summary>
    public int ShortestPassword { get; init; } = 12;

    /// <summary>The most letters of a password: long enough for any sentence, short enough that hashing costs nobody the service.</summary>
    public int LongestPassword { get; init; } = 256;

    /// <summary>Further passwords that the council refuses, one a line; nothing for none.</summary>
    public string? BlockedPasswordsFile { get; init; }

    /// <summary>
    /// Rounds of PBKDF2 with SHA-512, as OWASP's password storage cheat sheet has them; a hash of fewer is made anew at the
    /// next sign-in.
    /// </summary>
    public int HashRounds { get; init; } = 210_000;

    /// <summary>Wrong tries in a row after which an account's password is refused for a minute, then for two, four and so on.</summary>
    public int TriesBeforeLock { get; init; } = 5;

    /// <summary>The longest that the password of an account is refused.</summary>
    public TimeSpan LongestLock { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most tries within any minute, by one sign-in name and from one address.</summary>
    public int TriesAMinute { get; init; } = 10;
}
