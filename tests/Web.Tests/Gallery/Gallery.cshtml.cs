using System.ComponentModel.DataAnnotations;
using Fairload.Web.Charts;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fairload.Web.Tests.Gallery;

/// <summary>Everything that pages are made of, on one page that only tests can see.</summary>
public sealed class GalleryModel(Text<ChartText> words) : PageModel
{
    public Text<ChartText> Words { get; } = words;

    [BindProperty]
    public Answers Input { get; set; } = new();

    public TableModel<(string Name, decimal? Percent, int Cases)> People => new(
        "People of the team",
        [
            new("name", "Practitioner", p => p.Name) { Sort = p => p.Name },
            new("workload", "Workload, %", p => p.Percent is { } v ? Format.PercentNumber(v) : "no time") { Sort = p => p.Percent, IsNumeric = true, Csv = p => p.Percent },
            new("cases", "Cases", p => Format.Count(p.Cases)) { Sort = p => p.Cases, IsNumeric = true, Csv = p => p.Cases },
            new("note", "Note", _ => "plain"),
        ],
        [("Aisha Bello", 120.5m, 19), ("Ben Carrow", 111, 11), ("Dev Panesar", null, 16), ("Écaterine Zola", 83, 11), ("=Evil()", 67, 9)],
        Request.Query);

    public IActionResult OnGet(string? format) => format == "csv" ? new CsvResult(People, "people.csv") : Page();

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    public sealed class Answers
    {
        [Range(1, 37, ErrorMessage = "Hours must be from 1 to 37")]
        public decimal Hours { get; set; } = 18.5m;

        [Required(ErrorMessage = "Say why")]
        public string? Reason { get; set; }

        public string? Team { get; set; } = "b";

        [Required(ErrorMessage = "Choose the kind")]
        public string? Kind { get; set; }

        public string? Other { get; set; }

        public List<string> Days { get; set; } = ["tue"];

        public IFormFile? File { get; set; }
    }
}
