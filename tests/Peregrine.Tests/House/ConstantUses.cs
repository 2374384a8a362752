using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>
/// The uses of a type that the compiler leaves no trace of: constants, members of enums, and <c>nameof</c>.
/// </summary>
internal static class ConstantUses
{
    internal static IEnumerable<TypeUse> Found(IReadOnlyList<Type> types)
    {
        var constants = types.ToLookup(TypeUses.NameOf, Constants, StringComparer.Ordinal);
        return
            from file in Repository.Sources(Rooms.Root)
            let owner = Rooms.TypeOf(file)
            from target in Named(SourceSyntax.Of(file).GetRoot(), constants)
            where target != owner
            select new TypeUse(owner, target);
    }

    private static HashSet<string> Constants(Type type) =>
        [
            .. type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
                .Where(field => field.IsLiteral)
                .Select(field => field.Name),
        ];

    private static IEnumerable<string> Named(SyntaxNode root, ILookup<string, HashSet<string>> constants) =>
        from node in root.DescendantNodes()
        let name = node switch
        {
            MemberAccessExpressionSyntax access => (Type: access.Expression, Member: access.Name.Identifier.Text),
            QualifiedNameSyntax qualified => (qualified.Left, qualified.Right.Identifier.Text),
            IdentifierNameSyntax alone => (alone, ""),
            _ => default,
        }
        where name.Type is IdentifierNameSyntax
        let type = ((IdentifierNameSyntax)name.Type).Identifier.Text
        where constants.Contains(type) && (constants[type].Any(one => one.Contains(name.Member)) || IsInNameOf(node))
        select type;

    private static bool IsInNameOf(SyntaxNode node) =>
        node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" };
}
