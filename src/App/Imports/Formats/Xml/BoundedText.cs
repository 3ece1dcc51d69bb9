using System.Text;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.Xml;

/// <summary>
/// A file's characters, in any encoding that <see cref="CleanStream"/> knows (what the XML declares is often untrue), which end in a
/// refusal where the parser would have to keep more than a bound to go one step on.
/// </summary>
internal sealed class BoundedText : TextReader
{
    private readonly GivenFile _file;
    private readonly int _most;
    private readonly StreamReader _text;
    private long _since;

    public BoundedText(GivenFile file, int most)
    {
        (_file, _most) = (file, most);
        var source = file.Open();
        try
        {
            _text = new StreamReader(
                CleanStream.Over(source, () => throw new ImportRefused(ImportTexts.All["Nul", file.Name], file.Name)), Encoding.UTF8, false, 32 * 1024);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The parser begins a new step.</summary>
    public void Begin() => _since = 0;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_since > _most)
        {
            throw new ImportRefused(ImportTexts.All["XmlPieceTooLong", _file.Name], _file.Name);
        }

        var read = _text.Read(buffer, index, count);
        _since += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }
}
