using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Fairload.House.Rules;

/// <summary>
/// The HTML that the Razor compiler found literally in a page, read from the compiled assembly: exact, where a scan of
/// the page's source would have to guess which words are C#. Attribute values that hold expressions are left out.
/// </summary>
internal static class CompiledPages
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>What each method of an assembly passes to WriteLiteral: only compiled pages do.</summary>
    public static IEnumerable<(string Page, string Html)> Literals(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var html = method.RelativeVirtualAddress == 0 ? "" : Html(metadata, file.GetMethodBody(method.RelativeVirtualAddress).GetILContent());
            if (html.Length > 0)
            {
                yield return (Page(metadata, method.GetDeclaringType()), html);
            }
        }
    }

    /// <summary>The outermost type: the compiler nests what it makes of a page's loops and lambdas.</summary>
    private static string Page(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return metadata.GetString(type.Name);
    }

    private static string Html(MetadataReader metadata, ImmutableArray<byte> body)
    {
        var html = new StringBuilder();
        var inAttribute = false;
        string? loaded = null;
        for (var at = 0; at < body.Length;)
        {
            short value = body[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | body[at++]);
            }

            var code = Codes[value];
            var token = code.OperandType is OperandType.InlineString or OperandType.InlineMethod ? Number(body, at) : 0;
            if (code == OpCodes.Ldstr)
            {
                loaded = metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF));
            }
            else
            {
                if (code == OpCodes.Call || code == OpCodes.Callvirt)
                {
                    var called = Called(metadata, MetadataTokens.EntityHandle(token));
                    if (called == "WriteLiteral" && !inAttribute)
                    {
                        html.Append(loaded);
                    }

                    inAttribute = called == "BeginWriteTagHelperAttribute" || (inAttribute && called != "EndWriteTagHelperAttribute");
                }

                loaded = null;
            }

            at += Size(code, body, at);
        }

        return html.ToString();
    }

    private static string Called(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
        _ => "",
    };

    private static int Size(OpCode code, ImmutableArray<byte> body, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Number(body, at)),
        _ => 4,
    };

    private static int Number(ImmutableArray<byte> body, int at) =>
        body[at] | (body[at + 1] << 8) | (body[at + 2] << 16) | (body[at + 3] << 24);
}
