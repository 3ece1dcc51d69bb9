using Fairload.App.Auditing;
using Fairload.App.Store;
using Fairload.App.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests;

/// <summary>The log of looks as a site of the tests has it.</summary>
internal static class PatientLog
{
    /// <summary>
    /// Has a look that is slow to be noted be waited for: a page that is refused because the machine was busy for three seconds
    /// says nothing about the page. The bound itself is tested where the log is.
    /// </summary>
    public static IServiceCollection AddPatientLog(this IServiceCollection services) =>
        services.AddSingleton(all => new ViewLog(all.GetRequiredService<DataStore>(), all.GetRequiredService<TimeProvider>(), Patience.Most));
}
