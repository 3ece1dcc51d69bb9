using AngleSharp.Dom;

namespace Fairload.Web.Tests.Pages;

/// <summary>What page tests read off a page: its tables, and its file beside them.</summary>
internal static class PageReading
{
    /// <summary>The text of an element with its spaces made single.</summary>
    public static string Words(this INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The cells of the rows of the first table under a selector, header cells first.</summary>
    public static List<string[]> Rows(this IParentNode page, string selector) =>
        [.. page.QuerySelector(selector)!.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.Words()).ToArray())];

    /// <summary>The lines of a CSV file, without quotes; good for files whose values hold no comma of their own.</summary>
    public static async Task<List<string[]>> Csv(this CouncilSite site, Fairload.Web.Access.Viewer viewer, string path)
    {
        using var client = site.As(viewer);
        using var response = await client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var text = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF');
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Fields)];
    }

    /// <summary>The values of a line of a CSV file, without quotes.</summary>
    public static string[] Fields(string line)
    {
        var fields = new List<string>();
        var (field, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        return [.. fields, field.ToString()];
    }
}
