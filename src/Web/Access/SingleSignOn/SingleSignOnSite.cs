using Fairload.App.Accounts;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Access.SingleSignOn;

/// <summary>Puts single sign-on into the site, where a council has set it up.</summary>
internal static class SingleSignOnSite
{
    /// <summary>The cookie that binds an answer of the provider to the browser that asked. Not <c>__Host-</c>: it is for one path only.</summary>
    public const string CorrelationCookie = "__Secure-fairload-sign-on.";

    /// <summary>Adds what signs people in by the council's provider.</summary>
    public static void Add(IServiceCollection services, SingleSignOnSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Provider>();
        services.AddSingleton<TokenCheck>();

        // Said anew for each request: in the language of whoever asks.
        services.AddTransient(provider => new SignInWay(
            Pages.SingleSignOn.RefusedModel.Way(provider.GetRequiredService<Text<Pages.SingleSignOn.RefusedModel>>(), settings.Name), SingleSignOnDoors.Start));
        services.AddAuthentication().AddOAuth<SingleSignOnOptions, SingleSignOnHandler>(SingleSignOnHandler.SchemeName, options =>
        {
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;

            // Where the provider really is, it says itself; these only have to be there.
            options.AuthorizationEndpoint = options.TokenEndpoint = settings.Issuer;
            options.CallbackPath = SingleSignOnHandler.CallbackPath;
            options.UsePkce = true;
            options.SaveTokens = false;
            options.Scope.Add("openid");
            foreach (var scope in settings.Scopes.Where(scope => scope != "openid"))
            {
                options.Scope.Add(scope);
            }

            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
            options.CorrelationCookie.Name = CorrelationCookie;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;

            // The provider's answer is a link that the browser follows from elsewhere.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.BackchannelTimeout = TimeSpan.FromSeconds(10);
            options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        });
    }
}
