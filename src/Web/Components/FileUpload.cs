using Fairload.Web.Words;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fairload.Web.Components;

/// <summary>File upload, as the browser draws it: works without script and under Trusted Types.</summary>
public sealed record FileUpload : FormGroup
{
    public bool Multiple { get; init; }

    protected override IHtmlContent Field() => new Pieces(
        Before,
        Element.Of("input", "govuk-file-upload", Classes, Error is null ? null : "govuk-file-upload--error")
            .Set("id", FieldId).Set("name", Name).Set("type", "file").Set("disabled", Disabled)
            .Set("multiple", Multiple).Set("aria-describedby", Description).Set(Attributes),
        After);
}

/// <summary><c>&lt;govuk-file-upload for="Upload" label="…" multiple="true" accept=".csv,.xlsx,.xml" /&gt;</c></summary>
[HtmlTargetElement("govuk-file-upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileUploadTagHelper(Text<ComponentText> text) : FieldTagHelper(text)
{
    public bool Multiple { get; set; }

    protected override Task<IHtmlContent?> Render(TagHelperOutput output) => Task.FromResult<IHtmlContent?>(new FileUpload
    {
        Name = FieldName,
        Id = FieldId,
        Label = LabelPart,
        Hint = HintPart,
        Error = FieldError,
        Multiple = Multiple,
        Classes = Classes,
        Attributes = Rest(output),
    }.Html());
}
