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

    /// <summary>
    /// What is assigned to each local; where that is no single value, the operation that changes the local.
    /// </summary>
    internal static ILookup<ILocalSymbol, IOperation> WritesOf(IReadOnlyList<IOperation> operations) =>
        operations.SelectMany(WritesIn).ToLookup<(ILocalSymbol Local, IOperation Value), ILocalSymbol, IOperation>(
            one => one.Local, one => one.Value, SymbolEqualityComparer.Default);

    private static IEnumerable<(ILocalSymbol Local, IOperation Value)> WritesIn(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declared when declared.GetVariableInitializer() is { Value: var value }:
                return [(declared.Symbol, value)];
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                return [(local, assignment.Value)];
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                return [(local, assignment.Value)];
            case ICoalesceAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                return [(local, assignment.Value)];
            case IDeconstructionAssignmentOperation { Target: var targets }:
                return LocalsIn(targets).Select(local => (local, operation));
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var changed }:
                return LocalsIn(changed).Select(local => (local, operation));
            case IAddressOfOperation { Reference: var changed }:
                return LocalsIn(changed).Select(local => (local, operation));
            default:
                return [];
        }
    }

    private static IEnumerable<ILocalSymbol> LocalsIn(IOperation target) =>
        target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(one => one.Local);
}
