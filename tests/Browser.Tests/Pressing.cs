using Fairload.App.Tests;
using Microsoft.Playwright;

namespace Fairload.Browser.Tests;

/// <summary>Pressing what leads to another page, and being there before anything is read off it.</summary>
internal static class Pressing
{
    /// <summary>
    /// Presses what leads to another document, and waits until that one stands there whole. To press alone may return while the
    /// old one stands there still, and then it is the old one that is looked at.
    /// </summary>
    public static async Task Press(this IPage page, ILocator what)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Came(object? sender, IPage with) => came.TrySetResult();
        page.Load += Came;
        try
        {
            await what.ClickAsync();
            await came.Task.WaitAsync(Patience.Most);
        }
        finally
        {
            page.Load -= Came;
        }
    }

    /// <summary>Presses a button by its name.</summary>
    public static Task Press(this IPage page, string button) => page.Press(page.GetByRole(AriaRole.Button, new() { Name = button }));

    /// <summary>Waits for a page with a heading.</summary>
    public static Task HasCome(this IPage page, string heading) => page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true, Level = 1 }).WaitForAsync();
}
