using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Fairload.Web.Tests.Components;

/// <summary>Markup as it means, not as it is written: space folded, attributes and classes in order.</summary>
internal static class Markup
{
    public static string Normalise(string html)
    {
        var body = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        var result = new StringBuilder();
        foreach (var node in body.ChildNodes)
        {
            Write(node, result, 0);
        }

        return result.ToString();
    }

    private static void Write(INode node, StringBuilder result, int depth)
    {
        switch (node)
        {
            case IText text:
                var words = string.Join(' ', text.Data.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
                if (words.Length > 0)
                {
                    result.Append(' ', depth).AppendLine(words);
                }

                break;
            case IElement element:
                result.Append(' ', depth).Append('<').Append(element.LocalName);
                foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
                {
                    var value = attribute.Name == "class"
                        ? string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
                        : attribute.Value;
                    result.Append(' ').Append(attribute.Name).Append("=\"").Append(value).Append('"');
                }

                result.AppendLine(">");
                foreach (var child in element.ChildNodes)
                {
                    Write(child, result, depth + 1);
                }

                break;
        }
    }
}
