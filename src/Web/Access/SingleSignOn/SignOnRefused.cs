namespace Fairload.Web.Access.SingleSignOn;

/// <summary>Why a sign-in by the council's provider was refused. The page and the log say this and nothing of any token.</summary>
public enum SignOnRefusal
{
    /// <summary>The answer belongs to no question that this browser asked, or to one asked too long ago.</summary>
    State,

    /// <summary>The person turned back, or the provider did not let them in.</summary>
    Declined,

    /// <summary>The provider does not trade the code: it was used before, or is not for us.</summary>
    Code,

    /// <summary>The provider cannot be reached, or what it says of itself cannot be.</summary>
    Provider,

    /// <summary>What came is no token that could be read.</summary>
    Unreadable,

    /// <summary>The token is unsigned, or signed in a way that is not allowed.</summary>
    Algorithm,

    /// <summary>The signature is by none of the provider's keys.</summary>
    Signature,

    /// <summary>The token was made by somebody else.</summary>
    Issuer,

    /// <summary>The token was made for somebody else.</summary>
    Audience,

    /// <summary>The token is too old, or from the future.</summary>
    Time,

    /// <summary>The token answers another question than the one asked.</summary>
    Nonce,

    /// <summary>The token came with an access token that is not its own.</summary>
    AccessToken,

    /// <summary>The person is of a tenant that is not let in.</summary>
    Tenant,

    /// <summary>The sign-in at the provider was too long ago or not strong enough.</summary>
    Strength,

    /// <summary>The token names nobody, or is of another kind.</summary>
    Claims,

    /// <summary>The token was used before.</summary>
    Replayed,
}

/// <summary>A sign-in, or word of a sign-out, that was refused.</summary>
/// <param name="why">Why.</param>
/// <param name="cause">What was thrown first, or nothing.</param>
public sealed class SignOnRefused(SignOnRefusal why, Exception? cause = null) : Exception($"Single sign-on was refused: {why}.", cause)
{
    /// <summary>Why.</summary>
    public SignOnRefusal Why => why;
}
