using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>Values that are the same whether they are escaped or not, or that the caller has escaped.</summary>
internal static class PlainValue
{
    internal static bool Is(IOperation value)
    {
        var bare = BareOperation.Of(value);
        return bare.ConstantValue.HasValue || IsPlain(bare.Type) || bare switch
        {
            IInvocationOperation call => IsSafe(call),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Is(choice.WhenTrue) && Is(otherwise),
            _ => false,
        };
    }

    /// <summary>Whether a call gives a text that is escaped for a URL.</summary>
    internal static bool IsEscape(IMethodSymbol method) => method switch
    {
        { Name: "EscapeDataString", ContainingType.Name: "Uri" } => true,
        { Name: "UrlEncode" or "UrlPathEncode", ContainingType.Name: "WebUtility" or "HttpUtility" } => true,
        { Name: "Encode", ContainingType: { Name: "UrlEncoder" or "TextEncoder" } } => true,
        _ => false,
    };

    // The text of a number stays one, whatever its format.
    private static bool IsSafe(IInvocationOperation call) => IsEscape(call.TargetMethod)
        || (call is { TargetMethod.Name: nameof(ToString), Instance: { } instance }
            && IsPlain(BareOperation.Of(instance).Type));

    private static bool IsPlain(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            IsPlain(nullable.TypeArguments[0]),
        { TypeKind: TypeKind.Enum } or { Name: "Guid", ContainingNamespace.Name: "System" } => true,
        { SpecialType: SpecialType.System_Boolean } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => true,
        _ => false,
    };
}
