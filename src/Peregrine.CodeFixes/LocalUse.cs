using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>A local of type string, and every place that names it.</summary>
internal sealed class LocalUse
{
    private readonly SemanticModel _model;
    private readonly VariableDeclarationSyntax _declaration;
    private readonly List<IdentifierNameSyntax> _places;

    private LocalUse(
        SemanticModel model, ILocalSymbol local, VariableDeclarationSyntax declaration,
        CancellationToken cancellationToken)
    {
        (_model, _declaration) = (model, declaration);
        var scope = declaration.Ancestors().OfType<MemberDeclarationSyntax>()
            .FirstOrDefault(one => one is not GlobalStatementSyntax)
            ?? declaration.SyntaxTree.GetRoot(cancellationToken);
        _places =
            [
                .. scope.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(one => one.Identifier.ValueText == local.Name
                        && SymbolEqualityComparer.Default.Equals(
                            model.GetSymbolInfo(one, cancellationToken).Symbol, local)),
            ];
    }

    /// <summary>The type that it is declared with.</summary>
    internal TypeSyntax Type => _declaration.Type;

    /// <summary>What is assigned to it.</summary>
    internal IEnumerable<ExpressionSyntax> Values =>
        _places.Select(AssignmentTo).OfType<AssignmentExpressionSyntax>().Select(one => one.Right)
            .Concat(_declaration.Variables.Select(one => one.Initializer?.Value).OfType<ExpressionSyntax>());

    /// <summary>
    /// The local that a value is assigned to; null where there is none, or it can't have another type.
    /// </summary>
    internal static LocalUse? Of(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } =>
                model.GetDeclaredSymbol(declarator, cancellationToken),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                when assignment.Right == value => model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol,
            _ => null,
        };
        return symbol is ILocalSymbol { IsConst: false, RefKind: RefKind.None } local
            && DeclarationOf(local, cancellationToken) is { } declaration
            ? new LocalUse(model, local, declaration, cancellationToken)
            : null;
    }

    /// <summary>Whether nothing but a Url is made of it.</summary>
    internal bool IsOnlyUrl(INamedTypeSymbol url) =>
        _places.All(place => AssignmentTo(place)?.Parent is ExpressionStatementSyntax || IsConverted(place, url));

    private bool IsConverted(IdentifierNameSyntax place, INamedTypeSymbol url) =>
        SymbolEqualityComparer.Default.Equals(_model.GetTypeInfo(place).ConvertedType, url);

    private static VariableDeclarationSyntax? DeclarationOf(ILocalSymbol local, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken).Parent
            is VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } declaration
                ? declaration
                : null;

    private static AssignmentExpressionSyntax? AssignmentTo(IdentifierNameSyntax place) =>
        place.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
            && assignment.Left == place
                ? assignment
                : null;
}
