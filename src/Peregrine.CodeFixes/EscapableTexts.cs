using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>The texts of a method, and whether their values may be escaped.</summary>
internal sealed class EscapableTexts
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly MeantText _meant;

    /// <param name="model">The meaning of the document.</param>
    /// <param name="place">A place in the method.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal EscapableTexts(SemanticModel model, SyntaxNode place, CancellationToken cancellationToken)
    {
        (_model, _cancellationToken) = (model, cancellationToken);
        var method = model.GetOperation(place, cancellationToken);
        while (method?.Parent is { } around)
        {
            method = around;
        }

        _meant = new MeantText(BareOperation.WritesOf(method is null ? [] : BareOperation.AllOf([method])));
    }

    /// <summary>Whether nothing in an expression would mean something else if it were escaped.</summary>
    internal bool Are(ExpressionSyntax value)
    {
        var nodes = value.DescendantNodesAndSelf().ToList();
        return !nodes.OfType<InvocationExpressionSyntax>().Any(call =>
                _model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol method
                && PlainValue.IsEscape(method))
            && nodes.OfType<InterpolatedStringExpressionSyntax>().All(text =>
                _model.GetOperation(text, _cancellationToken) is IInterpolatedStringOperation read
                && !_meant.IsInHoleOf(read));
    }

    /// <summary>Whether an expression is null.</summary>
    internal bool IsNull(ExpressionSyntax value) =>
        _model.GetConstantValue(value, _cancellationToken) is { HasValue: true, Value: null };

    /// <summary>Whether an expression is an interpolated string or a constant.</summary>
    internal bool IsWritten(ExpressionSyntax value) =>
        value is InterpolatedStringExpressionSyntax
        || _model.GetConstantValue(value, _cancellationToken) is { HasValue: true, Value: string };
}
