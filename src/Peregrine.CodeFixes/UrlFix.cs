using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>
/// PRG001: makes a local, or the arms of a conditional, a <c>Url</c>, where nothing else depends on the string.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UrlFix))]
[Shared]
public sealed class UrlFix : CodeFixProvider
{
    private const string Title = "Let it become a Url directly";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.StringUrlId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is InterpolatedStringExpressionSyntax text
            && model is not null
            && ChangesOf(text, model, context.CancellationToken) is { } changes)
        {
            var changed = root.ReplaceNodes(changes.Keys, (node, current) => changes[node](current));
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), Title),
                context.Diagnostics);
        }
    }

    // What is written anew; null where it would change what the program means.
    private static Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>? ChangesOf(
        InterpolatedStringExpressionSyntax text, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.Compilation.GetTypeByMetadataName("Peregrine.Url") is not { } url)
        {
            return null;
        }

        var name = url.ToMinimalDisplayString(model, text.SpanStart);
        var whole = Whole(text);
        var texts = new EscapableTexts(model, text, cancellationToken);
        var changes = new Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>();
        if (IsUrl(model, whole, url) && whole is ConditionalExpressionSyntax)
        {
            return texts.Are(whole) && AddCasts(whole, name, texts, changes) ? changes : null;
        }

        if (LocalUse.Of(whole, model, cancellationToken) is not { } local || !local.IsOnlyUrl(url))
        {
            return null;
        }

        changes[local.Type] = type => SyntaxFactory.ParseTypeName(name).WithTriviaFrom(type);
        foreach (var value in local.Values)
        {
            if (!texts.Are(value) || !AddCasts(value, name, texts, changes))
            {
                return null;
            }
        }

        return changes;
    }

    // The conditional, and the parentheses, that the text is an arm of.
    private static ExpressionSyntax Whole(ExpressionSyntax text)
    {
        while (text.Parent is ParenthesizedExpressionSyntax
            || (text.Parent is ConditionalExpressionSyntax choice && choice.Condition != text))
        {
            text = (ExpressionSyntax)text.Parent;
        }

        return text;
    }

    // False where an arm is a string that was made elsewhere: a cast would say that it is meant as it stands.
    private static bool AddCasts(
        ExpressionSyntax value, string url, EscapableTexts texts,
        Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> changes) =>
        Bare(value) is not ConditionalExpressionSyntax choice
        || (AddCast(choice.WhenTrue, url, texts, changes) && AddCast(choice.WhenFalse, url, texts, changes));

    private static bool AddCast(
        ExpressionSyntax value, string url, EscapableTexts texts,
        Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> changes)
    {
        var arm = Bare(value);
        if (arm is ConditionalExpressionSyntax)
        {
            return AddCasts(arm, url, texts, changes);
        }

        if (texts.IsNull(arm))
        {
            return true;
        }

        changes[arm] = current => Cast((ExpressionSyntax)current, url);
        return texts.IsWritten(arm);
    }

    private static ExpressionSyntax Bare(ExpressionSyntax value) =>
        value is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : value;

    private static CastExpressionSyntax Cast(ExpressionSyntax value, string url)
    {
        var bare = value.WithoutTrivia();
        var operand = bare is BinaryExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(bare) : bare;
        return SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName(url), operand).WithTriviaFrom(value);
    }

    private static bool IsUrl(SemanticModel model, ExpressionSyntax value, INamedTypeSymbol url) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value).ConvertedType, url);
}
