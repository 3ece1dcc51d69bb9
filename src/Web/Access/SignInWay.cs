namespace Fairload.Web.Access;

/// <summary>Another way to sign in than by a password; the sign-in page shows one link for each that is registered.</summary>
/// <param name="Words">What the link says.</param>
/// <param name="Href">Where it leads; <c>?then=</c> with a local address is put behind it.</param>
public sealed record SignInWay(string Words, string Href);
