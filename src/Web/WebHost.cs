using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Auditing;
using Fairload.App.Caseloads;
using Fairload.App.Imports;
using Fairload.App.Jobs;
using Fairload.App.Joins;
using Fairload.App.Labels;
using Fairload.App.Privacy;
using Fairload.App.Reconciling;
using Fairload.App.Restrictions;
using Fairload.App.Schemes;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Access.SingleSignOn;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
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

        // The framework's own log lines carry addresses, and addresses carry ids of children and workers.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Error);
        builder.Logging.AddConsoleFormatter<LogLine, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= LogLine.Formatter);
        builder.WebHost.ConfigureKestrel(ServerLimits.Set);
        AddServices(builder.Services, options);
        if (options.Store is { } store)
        {
            AddRecords(builder.Services, store, options);
        }

        options.Services?.Invoke(builder.Services);
        options.Host?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<DemoOnly>();
        app.UseKnownProxies(options);
        app.UseMiddleware<KnownHosts>();
        var isByHttps = !options.Demo && options.Urls?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true;
        if (isByHttps)
        {
            app.UseWhen(PlainHttp.IsLook, look => look.UseHttpsRedirection());
        }

        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, AllowStatusCode404Response = true });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        if (isByHttps)
        {
            app.UseMiddleware<PlainHttp>();
        }

        app.UseRequestLocalization();
        app.UseRouting();
        app.UseMiddleware<KnownMethods>();
        app.UseMiddleware<FromThisSite>();
        if (options.Store is not null)
        {
            // Before the cache: a kept page too is only for somebody known.
            app.UseMiddleware<RequireViewer>();
            app.UseMiddleware<RequestRates>();
            app.UseMiddleware<NoteRefusedLooks>();
            app.UseOutputCache();
        }

        // Inside the cache, so that a kept page is kept compressed.
        app.UseResponseCompression();

        app.MapAssets();
        app.MapPolicyReports();
        app.MapRazorPages();
        if (options is { Store: not null, SingleSignOn: not null })
        {
            SingleSignOnDoors.Map(app);
        }

        if (options is { Store: not null, Demo: false })
        {
            MapAccountFiles(app);
        }

        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        if (options.Store is { } reached)
        {
            app.MapGet("/health/ready", async (CancellationToken cancel) =>
                await reached.IsReachable(cancel) ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        }

        return app;
    }

    private static void AddRecords(IServiceCollection services, DataStore store, WebOptions options)
    {
        services.AddSingleton(store);
        services.AddSingleton<CaseloadLoader>();
        services.AddSingleton<CaseloadCache>();
        services.AddSingleton<Workloads>();
        services.AddSingleton<SourceFiles>();
        services.AddSingleton<AnswerJoins>();
        services.AddSingleton<SetLead>();
        services.AddSingleton(SchemeShelf.Shipped);
        services.AddSingleton<AdoptScheme>();
        services.AddSingleton<KeepNames>();
        services.AddSingleton<Holds>();
        services.AddSingleton<ErasePeople>();
        services.AddSingleton<Retention>();
        services.AddSingleton<RestrictionShelf>();
        services.AddSingleton<RestrictRecord>();
        services.AddSingleton<OpenRecord>();
        services.AddSingleton<ViewLog>();
        services.AddSingleton<ReadAudit>();
        services.AddSingleton<NoteViews>();
        services.AddSingleton<RequestRates>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<NoteViews>());
        services.AddSingleton<CaseTerms>();
        services.AddSingleton<SourceWords>();
        services.AddSingleton<EditConflicts>();
        services.AddSingleton<Pages.Restricted.RestrictedWords>();
        services.AddSingleton<Pages.Children.CaseFindings>();
        services.AddSingleton<Pages.Children.CaseTables>();
        services.AddSingleton<Pages.Children.CaseEvents>();
        services.AddSingleton<Pages.Exceptions.ExceptionsTable>();
        services.AddSingleton<Pages.Schemes.SchemeWords>();
        services.AddSingleton<Pages.Schemes.CompareTables>();
        services.AddSingleton(new Uploads(options.DataFolder));
        services.AddSingleton<JobBoard>();
        services.AddSingleton<UndoImport>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SaveHoldingCounts>();
        services.AddSingleton<AnswerLabel>();
        services.AddSingleton<Pages.Labels.LabelWords>();
        services.AddHostedService<JobService>();
        if (options.Watch is { } folder)
        {
            services.AddSingleton(provider => new WatchedFolder(store, provider.GetRequiredService<TimeProvider>(), folder, options.Council));
            services.AddHostedService<WatchService>();
        }

        services.AddSingleton<ViewerCookie>();
        AddAccounts(services, options);
        services.AddScoped<CouncilContext>();
        services.AddScoped<Pages.Quality.IssueWords>();
        services.AddSingleton<FigureCache>();
        services.AddOutputCache(cache =>
        {
            // Ids differ by case, and so do the pages of two people.
            cache.UseCaseSensitivePaths = true;
            cache.AddPolicy(FigureCache.Name, policy => policy.AddPolicy<FigureCache>(), excludeDefaultPolicy: true);
        });
        AddKeys(services, store, options);
    }

    private static void AddKeys(IServiceCollection services, DataStore store, WebOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("Fairload");
        if (store.Engine == StoreEngine.Postgres)
        {
            // Several machines may serve one database.
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new StoreKeys(store));
        }
        else
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        }

        if (options.KeysCertificate is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
    }

    private static void AddAccounts(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options.SignIn);
        services.AddSingleton<Sessions>();
        services.AddSingleton<RolesInForce>();
        services.AddSingleton<FindAccount>();
        services.AddSingleton<LinkLogin>();
        services.AddSingleton<SignOn>();
        if (options.SingleSignOn is { } provider)
        {
            SingleSignOnSite.Add(services, provider);
        }

        services.AddSingleton(provider => new Passwords(provider.GetRequiredService<SignInRules>()));
        services.AddSingleton<Seal>();
        services.AddSingleton<Authenticators>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<AddAccount>();
        services.AddSingleton<EditAccount>();
        services.AddSingleton<GiveRole>();
        services.AddSingleton<CoverManager>();
        services.AddSingleton<Pages.Account.RoleWords>();
        services.AddSingleton<Pages.SignIn.RecoverySheet>();
    }

    /// <summary>What an account is sent that is no page: the picture for the authenticator app, and its recovery codes as a file.</summary>
    private static void MapAccountFiles(WebApplication app)
    {
        app.MapGet(Pages.SignIn.EnrolModel.PicturePath, async (HttpContext context, Authenticators authenticators, CancellationToken cancel) =>
            context.Session() is { Stage: SessionStage.NeedsAuthenticator or SessionStage.SignedIn } session
                ? Results.Text(Pages.SignIn.Picture.Of(Totp.Uri(await authenticators.NewKey(session.Account, cancel), session.SignInName, "Fairload")), "image/svg+xml")
                : Results.NotFound()).AllowAnonymous();

        // Without a token: the codes are sealed in the form itself, for the account of this very session.
        app.MapPost("/account/recovery-codes.txt", async (HttpContext context, Pages.SignIn.RecoverySheet sheet, CancellationToken cancel) =>
        {
            var sent = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancel))["codes"].ToString() : null;
            return context.Session() is { Stage: SessionStage.SignedIn } session && sheet.Open(session.Account, sent) is { } codes
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(codes), "text/plain", "fairload-recovery-codes.txt")
                : Results.NotFound();
        });
    }

    private static void AddServices(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<PolicyReports>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<LogRefusals>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<LogRefusals>());
        services.AddSingleton<Assets>();
        services.AddSingleton<PracticeTerms>();
        services.AddSingleton(typeof(Text<>));
        services.AddSingleton<WorkerWords>();
        services.AddSingleton<ChildWords>();
        services.AddSingleton<RecordWords>();
        services.AddScoped<PageFrame>();

        // Names in Welsh and punctuation such as ’ and – are sent as they are: shorter, and readable in the source.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = form.BufferBodyLengthLimit = ServerLimits.LargestFormInBytes;
            form.ValueCountLimit = ServerLimits.MostAnswers;
            form.ValueLengthLimit = ServerLimits.LongestAnswer;
            form.KeyLengthLimit = 256;
        });
        // Both are decided by the site's own options: a variable of the machine's must not have it believe anybody.
        services.PostConfigure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.None);
        services.PostConfigure<HostFilteringOptions>(o => o.AllowedHosts = ["*"]);
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture(Cultures[0]);
            o.SupportedCultures = o.SupportedUICultures = [.. Cultures.Select(CultureInfo.GetCultureInfo)];
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "fairload-language" }];
        });
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((o, request) => o.Cookie = new FormCookie(request));
        services.AddResponseCompression(o =>
        {
            // Tokens of forms are masked anew in each response, so compressing them gives nothing away.
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "text/csv"];
        });
        services.AddRouting(o => o.LowercaseUrls = true);
        // The whole council is a node like any other, at the site's own address.
        services.AddRazorPages(o => o.Conventions.AddPageRoute("/Teams/Node", ""))
            .ConfigureApplicationPartManager(parts => parts.ApplicationParts.Clear())
            .AddApplicationPart(typeof(WebHost).Assembly);
    }
}

/// <summary>Runs the stored jobs for as long as the site runs.</summary>
internal sealed class JobService(JobRunner runner) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runner.Run(stoppingToken);
}

/// <summary>Looks at the watched folder for as long as the site runs.</summary>
internal sealed class WatchService(WatchedFolder folder, DataStore store, TimeProvider time) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WatchedFolder.Every, time);
        do
        {
            try
            {
                await folder.Look(stoppingToken);
            }
            catch (Exception e) when (e is Refused || StoreTrouble.Explain(e, store) is not null)
            {
                // The store cannot be reached: the next look finds the folder as it is.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
