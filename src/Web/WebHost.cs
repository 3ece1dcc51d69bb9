using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Fairload.Web;

/// <summary>Builds the site: the one way it is put together, under <c>fairload serve</c> and under test alike.</summary>
public static class WebHost
{
    private static readonly string[] Cultures = ["en-GB", "cy-GB"];

    /// <summary>A site ready to run, with everything but its data.</summary>
    public static WebApplication Build(WebOptions options, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The content root holds no pages or assets (both are in the assembly), so it may be anywhere.
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (options.Urls is not null)
        {
            builder.WebHost.UseUrls(options.Urls);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestUploadInBytes;
        });
        AddServices(builder.Services, options);
        options.Services?.Invoke(builder.Services);
        options.Host?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseRouting();
        app.MapAssets();
        app.MapRazorPages();
        return app;
    }

    private static void AddServices(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Assets>();
        services.AddSingleton<PracticeTerms>();
        services.AddSingleton(typeof(Text<>));
        services.AddScoped<PageFrame>();

        // Names in Welsh and punctuation such as ’ and – are sent as they are: shorter, and readable in the source.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = options.LargestUploadInBytes;
            form.ValueCountLimit = 4096;
        });
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture(Cultures[0]);
            o.SupportedCultures = o.SupportedUICultures = [.. Cultures.Select(CultureInfo.GetCultureInfo)];
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "fairload-language" }];
        });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "fairload-form";
            o.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
        });
        services.AddRouting(o => o.LowercaseUrls = true);
        services.AddRazorPages(o => o.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute()))
            .ConfigureApplicationPartManager(parts => parts.ApplicationParts.Clear())
            .AddApplicationPart(typeof(WebHost).Assembly);
    }
}
