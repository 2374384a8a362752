using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>What a text is made of, or chosen from.</summary>
internal static class TextParts
{
    /// <summary>The parts; none where it is of one piece.</summary>
    internal static IReadOnlyList<IOperation> Of(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum =>
            [sum.LeftOperand, sum.RightOperand],
        IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
        ICoalesceOperation choice => [choice.Value, choice.WhenNull],
        ISwitchExpressionOperation choice => [.. choice.Arms.Select(arm => arm.Value)],
        _ => [],
    };
}
