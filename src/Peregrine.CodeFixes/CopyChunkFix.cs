using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>PRG003: keeps a copy of the chunk.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CopyChunkFix))]
[Shared]
public sealed class CopyChunkFix : CodeFixProvider
{
    private const string Title = "Keep a copy";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.KeptChunkId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is ExpressionSyntax kept
            && model is not null
            && CopyOf(kept, model, context.CancellationToken) is var (node, copy))
        {
            var changed = root.ReplaceNode(node, copy.WithTriviaFrom(node));
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), Title),
                context.Diagnostics);
        }
    }

    private static (SyntaxNode Node, SyntaxNode Copy)? CopyOf(
        ExpressionSyntax kept, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(kept, cancellationToken).Type is { Name: "ReadOnlyMemory" })
        {
            return (kept, Call(kept, "ToArray()"));
        }

        // chunks.ToList(), where what makes the list is of LINQ, which has Select too.
        return kept is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax made }
            && model.GetSymbolInfo(kept, cancellationToken).Symbol is IMethodSymbol
            {
                MethodKind: MethodKind.ReducedExtension,
                ContainingType.Name: "Enumerable" or "AsyncEnumerable",
            }
            ? (made.Expression, Call(made.Expression, $"Select(chunk => ({TypeOf(model, kept)})chunk.ToArray())"))
            : null;
    }

    // The type stays what it was, so that what is done with the copies goes on as it did.
    private static string TypeOf(SemanticModel model, ExpressionSyntax place) =>
        model.Compilation.GetTypeByMetadataName("System.ReadOnlyMemory`1")!
            .Construct(model.Compilation.GetSpecialType(SpecialType.System_Byte))
            .ToMinimalDisplayString(model, place.SpanStart);

    private static ExpressionSyntax Call(ExpressionSyntax value, string call) =>
        SyntaxFactory.ParseExpression($"{value.WithoutTrivia().ToFullString()}.{call}");
}
