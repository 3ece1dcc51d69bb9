using System.Text;
using System.Xml;
using Fairload.App.Reading;

namespace Fairload.App.Imports.Formats.Xml;

/// <summary>What the beginning of an XML file shows: its root, the collection it says it is of, and the names in it.</summary>
/// <param name="Root">The root's name.</param>
/// <param name="Collection">The text of the first <c>Collection</c>, or nothing.</param>
/// <param name="Names">All names seen.</param>
internal sealed record XmlHead(string Root, string Collection, IReadOnlySet<string> Names)
{
    /// <summary>Reads a file's first bytes; nothing when they are not XML. Never throws.</summary>
    public static XmlHead? Of(ReadOnlySpan<byte> head)
    {
        if (!LooksLikeXml(head))
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var (root, collection) = ("", "");
        try
        {
            using var text = new StreamReader(CleanStream.Over(new MemoryStream(head.ToArray()), () => throw new XmlException()), Encoding.UTF8);
            using var reader = XmlReader.Create(text, XmlRecords.Settings(DtdProcessing.Ignore));
            var last = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    last = reader.LocalName;
                    root = root.Length == 0 ? last : root;
                    names.Add(last);
                }
                else if (reader.NodeType == XmlNodeType.Text && last == "Collection" && collection.Length == 0)
                {
                    collection = reader.Value.Trim();
                }
            }
        }
        catch (Exception e) when (e is XmlException or IOException or ImportRefused)
        {
            // The beginning ends in the middle of something, or is broken: what was seen until then tells.
        }

        return root.Length == 0 ? null : new XmlHead(root, collection, names);
    }

    private static bool LooksLikeXml(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b == (byte)'<')
            {
                return true;
            }

            // Byte order marks and the zero bytes of UTF-16 may stand before it.
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
            {
                return false;
            }
        }

        return false;
    }
}
