using System.Text.Json;
using Fairload.App.Auditing;
using Fairload.App.Store.Tables;
using Fairload.Web.Access;
using Fairload.Web.Pages.Shared;
using Fairload.Web.Tables;
using Fairload.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Fairload.Web.Pages.Audit;

/// <summary>One entry of the audit trail, with what it said before and after side by side.</summary>
[ShowsPerson("audit entry", "id", Action = View.OfAudit)]
public sealed class EntryModel(CouncilContext here, ReadAudit audit, Text<EntryModel> text) : CouncilPage(here)
{
    /// <summary>The entry's number.</summary>
    public long Number { get; private set; }

    /// <summary>The entry; nothing where its content was erased.</summary>
    public AuditEntry? Entry { get; private set; }

    /// <summary>The entry that tells of the erasure.</summary>
    public long? ErasedBy { get; private set; }

    /// <summary>What it said before and after, part by part; nothing where there is neither.</summary>
    public TableModel<Part>? Parts { get; private set; }

    /// <summary>One part of what was changed.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Before">What it said; nothing where it was not there.</param>
    /// <param name="After">What it says.</param>
    public sealed record Part(string Name, string? Before, string? After)
    {
        /// <summary>Whether it says something else now.</summary>
        public bool IsChanged => Before != After;
    }

    public async Task<IActionResult> OnGet(long id, CancellationToken cancel)
    {
        if (!Here.Policy.MaySeeAudit)
        {
            return NotFound();
        }

        Number = id;
        Entry = await audit.Entry(Here.Council.Id, id, cancel);
        if (Entry is null)
        {
            ErasedBy = await audit.ErasedBy(Here.Council.Id, id, cancel);
            return ErasedBy is null ? NotFound() : Page();
        }

        var (before, after) = (PartsOf(Entry.Before), PartsOf(Entry.After));
        var parts = before.Keys.Union(after.Keys).Select(name => new Part(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name))).ToList();
        Parts = parts.Count == 0 ? null : new TableModel<Part>(
            text["caption"],
            [
                new("name", text["head.part"], part => part.Name.Length > 0 ? part.Name : text["whole"]),
                new("before", text["head.before"], part => part.Before ?? text["none"]),
                new("after", text["head.after"], part => part.After ?? text["none"]),
                new("changed", text["head.changed"], part => part.IsChanged ? text["changed"] : text["same"])
                {
                    Html = part => part.IsChanged ? Components.Element.Of("strong", "govuk-tag govuk-tag--blue").Add(text["changed"]) : Components.Element.Of("span").Add(text["same"]),
                },
            ],
            parts);
        return Page();
    }

    /// <summary>The parts of what an entry said, in the order it said them; what is no object is one part without a name.</summary>
    private static Dictionary<string, string> PartsOf(string? json)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
        {
            return parts;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                parts[""] = Words(document.RootElement);
                return parts;
            }

            foreach (var part in document.RootElement.EnumerateObject())
            {
                parts[part.Name] = Words(part.Value);
            }
        }
        catch (JsonException)
        {
            parts[""] = json;
        }

        return parts;
    }

    private static string Words(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
