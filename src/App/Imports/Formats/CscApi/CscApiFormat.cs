using System.Text;
using Fairload.App.Reading;
using Fairload.Core.Cases;

namespace Fairload.App.Imports.Formats.CscApi;

/// <summary>The DfE's daily feed of children's social care (version 1.0.1): JSON, an array of children or one child a line.</summary>
internal sealed class CscApiFormat : FileFormat
{
    /// <inheritdoc/>
    public override Source Source => Source.CscApi;

    /// <inheritdoc/>
    public override bool Is(GivenFile file, ReadOnlySpan<byte> head)
    {
        try
        {
            using var text = new StreamReader(
                CleanStream.Over(new MemoryStream(head.ToArray()), () => throw new ImportRefused("")), Encoding.UTF8);
            var beginning = text.ReadToEnd().TrimStart();
            return beginning.StartsWith('[') || beginning.StartsWith('{') ? beginning.Contains("\"la_child_id\"", StringComparison.Ordinal) : false;
        }
        catch (ImportRefused)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override DateOnly? ExtractDate(GivenFile file) => null;

    /// <inheritdoc/>
    public override void Read(GivenFile file, TranslatedRows rows, FormatContext context)
    {
        using var json = new JsonObjects(file);
        var children = rows.Unfinished(() => new CscChildren(rows, context.Problems));
        children.Begin(file.Name);
        var number = 0;
        foreach (var child in json.Read())
        {
            context.Cancel.ThrowIfCancellationRequested();
            try
            {
                children.Take(child, ++number);
            }
            catch (InvalidOperationException e) when (e is not ObjectDisposedException)
            {
                // Half a surrogate, written as \ud800, is JSON but no text.
                throw new ImportRefused(ImportTexts.All["NotText", file.Name, number], file.Name, number, cause: e);
            }
        }

        children.End();
    }
}
