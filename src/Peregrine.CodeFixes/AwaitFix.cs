using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>PRG002: awaits a task that gives the value, where the method is asynchronous.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix))]
[Shared]
public sealed class AwaitFix : CodeFixProvider
{
    private const string Title = "Await it";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NoTextId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is ExpressionSyntax value
            && model?.GetTypeInfo(value, context.CancellationToken).Type is INamedTypeSymbol type
            && IsTaskOfValue(type)
            && MayAwait(value))
        {
            var changed = root.ReplaceNode(value, Awaited(value));
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), Title),
                context.Diagnostics);
        }
    }

    private static bool IsTaskOfValue(INamedTypeSymbol type) =>
        type is { Name: "Task" or "ValueTask", Arity: 1 }
        && type.ContainingNamespace.ToString() == "System.Threading.Tasks";

    // In an asynchronous method or function, or among the statements of a program.
    private static bool MayAwait(SyntaxNode value)
    {
        foreach (var around in value.Ancestors())
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case QueryExpressionSyntax or LockStatementSyntax:
                    return false;
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static AwaitExpressionSyntax Awaited(ExpressionSyntax value)
    {
        var bare = value.WithoutTrivia();
        var needsParentheses = bare is BinaryExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax;
        return SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                needsParentheses ? SyntaxFactory.ParenthesizedExpression(bare) : bare)
            .WithTriviaFrom(value);
    }
}
