using Fairload.Core.Cases;
using Fairload.Web.Words;

namespace Fairload.Web.Pages.Shared;

/// <summary>What sources and kinds of record are called.</summary>
public sealed class SourceWords(Text<SourceWords> text)
{
    /// <summary>A source: <c>Ofsted Annex A workbook</c>.</summary>
    public string Name(Source source) => text[source.Name()];
}
