using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>An operation without what is around it and changes nothing.</summary>
internal static class BareOperation
{
    /// <summary>Takes away parentheses, and conversions that no operator of a type makes.</summary>
    internal static IOperation Of(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IParenthesizedOperation inner:
                    operation = inner.Operand;
                    break;
                case IConversionOperation { OperatorMethod: null } inner:
                    operation = inner.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>All operations of some blocks, those of lambdas and local functions too.</summary>
    internal static IReadOnlyList<IOperation> AllOf(IEnumerable<IOperation> blocks) =>
        [.. blocks.SelectMany(block => block.DescendantsAndSelf())];

    /// <summary>What is assigned to each local.</summary>
    internal static ILookup<ILocalSymbol, IOperation> WritesOf(IReadOnlyList<IOperation> operations)
    {
        var declared = operations.OfType<IVariableDeclaratorOperation>()
            .Select(one => (Local: one.Symbol, Value: one.GetVariableInitializer()?.Value));
        var assigned = operations.OfType<ISimpleAssignmentOperation>()
            .Where(one => one.Target is ILocalReferenceOperation)
            .Select(one => (((ILocalReferenceOperation)one.Target).Local, Value: (IOperation?)one.Value));
        return declared.Concat(assigned)
            .Where(one => one.Value is not null)
            .ToLookup<(ILocalSymbol Local, IOperation? Value), ILocalSymbol, IOperation>(
                one => one.Local, one => one.Value!, SymbolEqualityComparer.Default);
    }
}
