using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Xunit;

namespace Fairload.House.Rules;

/// <summary>Core is read by people who check sums: whatever is public says what it decides.</summary>
public sealed class DocCommentTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Trait("ASVS", "15.3.5")]
    [Fact]
    public void Every_public_type_and_member_of_core_has_a_doc_comment()
    {
        var core = Assembly.Load("Fairload.Core");
        var comments = XDocument.Load(Path.ChangeExtension(core.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Value) || member.Elements("inheritdoc").Any())
            .ToLookup(member => Name(member.Attribute("name")!.Value), StringComparer.Ordinal);
        Refusal.None("No doc comment in Core:", core.GetExportedTypes().SelectMany(type => Undocumented(type, comments)));
    }

    [Fact]
    public void The_rule_rings()
    {
        var nothing = Array.Empty<XElement>().ToLookup(_ => "");
        Assert.Contains(Undocumented(typeof(DocCommentTests), nothing), name => name.EndsWith("The_rule_rings", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Undocumented(Type type, ILookup<string, XElement> comments)
    {
        var name = type.FullName!.Replace('+', '.');
        if (!comments[$"T:{name}"].Any())
        {
            yield return name;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        var members = type.GetMembers(Declared).Where(IsWritten).GroupBy(member => $"{Kind(member)}:{name}.{member.Name}", StringComparer.Ordinal);
        foreach (var overloads in members)
        {
            if (!IsPositional(type, overloads.First()) && comments[overloads.Key].Count() < overloads.Count())
            {
                yield return overloads.Key[2..];
            }
        }
    }

    /// <summary>A record's positional property is said by the record's own comment.</summary>
    private static bool IsPositional(Type type, MemberInfo member) =>
        member is PropertyInfo property && type.GetConstructors().Any(made => made.GetParameters()
            .Any(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType));

    /// <summary>What a person wrote and could explain; not what the compiler made, an override, an interface's demand or an operator.</summary>
    private static bool IsWritten(MemberInfo member) => member switch
    {
        MethodInfo method => !method.IsSpecialName && method.GetBaseDefinition() == method
            && !method.IsDefined(typeof(CompilerGeneratedAttribute), false) && !Implements(method),
        PropertyInfo property => property.GetMethod is not { } getter || (getter.GetBaseDefinition() == getter && !Implements(getter)),
        FieldInfo field => !field.IsSpecialName,
        EventInfo => true,
        _ => false,
    };

    private static bool Implements(MethodInfo method) =>
        method.DeclaringType is { IsInterface: false } type && type.GetInterfaces()
            .Where(made => made.Assembly == typeof(object).Assembly)
            .Any(made => type.GetInterfaceMap(made).TargetMethods.Contains(method));

    private static char Kind(MemberInfo member) => member switch
    {
        MethodInfo => 'M',
        PropertyInfo => 'P',
        EventInfo => 'E',
        _ => 'F',
    };

    private static string Name(string id) => id.Split('(')[0].Split("``")[0].Split('~')[0];
}
