using System.Globalization;
using Fairload.App;
using Fairload.App.Jobs;
using Fairload.App.Store;
using Fairload.App.Workloads;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fairload.Web.Pages.Imports;

/// <summary>Sending files to be loaded. Nothing is loaded here: the files are checked first, and a person decides.</summary>
[NamesNobody("A form for files.")]
// The page reads its form itself, token first: see SentFiles.
[ReadsItsOwnForm]
[IgnoreAntiforgeryToken]
public sealed class NewModel(
    CouncilContext here, DataStore store, Workloads workloads, WebOptions site, JobBoard board, Uploads uploads,
    IAntiforgery antiforgery, Text<NewModel> text)
    : FilesPage(here, store, workloads, site)
{
    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "d/M/yyyy", "d M yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy"];

    /// <summary>What was typed.</summary>
    public Answers Input { get; private set; } = new();

    /// <summary>The latest extract loaded, or nothing.</summary>
    public DateOnly? LatestExtract { get; private set; }

    /// <summary>The most that may be sent at once, in mebibytes.</summary>
    public int MostMebibytes => (int)Math.Max(1, Site.LargestUploadInBytes >> 20);

    /// <summary>Whether the council's code is still to be given.</summary>
    public bool AsksForCode => Council is null && Site.Council is null;

    /// <summary>The form's questions, in order.</summary>
    public sealed record Answers
    {
        /// <summary>The files.</summary>
        public string? Files { get; init; }

        /// <summary>The day that the files describe.</summary>
        public string? ExtractDate { get; init; }

        /// <summary>The council's code, for the first import.</summary>
        public string? Code { get; init; }

        /// <summary>The council's name, for the first import.</summary>
        public string? Name { get; init; }
    }

    public Task OnGet(CancellationToken cancel) => Fill(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var sent = new SentFiles(HttpContext, antiforgery, uploads, Site.LargestUploadInBytes);
        try
        {
            switch (await sent.Read(cancel))
            {
                case Sent.Refused:
                    return BadRequest();
                case Sent.TooLarge:
                    ModelState.AddModelError("Input.Files", text["files.large", MostMebibytes]);
                    return await Again(StatusCodes.Status413PayloadTooLarge, sent, cancel);
            }
        }
        catch (Refused refused)
        {
            // No room on the disk: a sentence beside the field, as for any other answer that cannot be used.
            ModelState.AddModelError("Input.Files", refused.Message);
            return await Again(StatusCodes.Status422UnprocessableEntity, sent, cancel);
        }

        var extract = Check(sent);
        if (!ModelState.IsValid)
        {
            uploads.Remove(sent.Files);
            return await Again(StatusCodes.Status422UnprocessableEntity, sent, cancel);
        }

        var work = new ImportJob(sent.Files)
        {
            ExtractDate = extract,
            Council = Council is null ? Site.Council ?? sent["Input.Code"] : null,
            CouncilName = Council is null ? sent["Input.Name"] : null,
        };
        try
        {
            return Redirect($"/imports/{await board.AskImport(CouncilNumber, work, preview: true, Here.WhoLooks, cancel)}");
        }
        catch (Refused refused)
        {
            uploads.Remove(sent.Files);
            ModelState.AddModelError("Input.Files", refused.Message);
            return await Again(StatusCodes.Status422UnprocessableEntity, sent, cancel);
        }
    }

    private DateOnly? Check(SentFiles sent)
    {
        if (sent.WrongKind.Count > 0)
        {
            ModelState.AddModelError("Input.Files", text["files.kind", ("file", sent.WrongKind[0])]);
        }
        else if (sent.Empty.Count > 0)
        {
            ModelState.AddModelError("Input.Files", text["files.empty", ("file", sent.Empty[0])]);
        }
        else if (sent.Files.Count == 0)
        {
            ModelState.AddModelError("Input.Files", text["files.none"]);
        }

        if (AsksForCode && sent["Input.Code"] is { } code && (code.Length > 40 || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            ModelState.AddModelError("Input.Code", text["code.bad"]);
        }

        if (sent["Input.Name"] is { Length: > 200 })
        {
            ModelState.AddModelError("Input.Name", text["name.long"]);
        }

        if (sent["Input.ExtractDate"] is not { } typed)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(typed, DateForms, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.AllowWhiteSpaces, out var day))
        {
            ModelState.AddModelError("Input.ExtractDate", text["date.bad"]);
        }
        else if (day > Here.Today)
        {
            ModelState.AddModelError("Input.ExtractDate", text["date.future", Here.Today]);
        }

        return day;
    }

    private async Task<IActionResult> Again(int status, SentFiles sent, CancellationToken cancel)
    {
        Input = new Answers { ExtractDate = sent["Input.ExtractDate"], Code = sent["Input.Code"], Name = sent["Input.Name"] };
        await Fill(cancel);
        Response.StatusCode = status;
        return Page();
    }

    private async Task Fill(CancellationToken cancel)
    {
        await using var db = Store.Db();
        LatestExtract = await db.ImportTables.Where(table => table.Council == CouncilNumber).MaxAsync(table => (DateOnly?)table.ExtractDate, cancel);
    }
}
