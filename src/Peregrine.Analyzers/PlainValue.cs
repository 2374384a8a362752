using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>Values that are the same whether they are escaped or not, or that the caller has escaped.</summary>
/// <param name="writes">What is assigned to each local.</param>
internal sealed class PlainValue(ILookup<ILocalSymbol, IOperation> writes)
{
    internal bool Is(IOperation value) => Is(value, new(SymbolEqualityComparer.Default));

    /// <summary>Whether a call gives a text that is escaped for a URL.</summary>
    internal static bool IsEscape(IMethodSymbol method) => method switch
    {
        { Name: "EscapeDataString", ContainingType.Name: "Uri" } => true,
        { Name: "UrlEncode" or "UrlPathEncode", ContainingType.Name: "WebUtility" or "HttpUtility" } => true,
        { Name: "Encode", ContainingType: { Name: "UrlEncoder" or "TextEncoder" } } => true,
        _ => false,
    };

    private bool Is(IOperation value, HashSet<ILocalSymbol> followed)
    {
        var bare = BareOperation.Of(value);
        return bare.ConstantValue.HasValue || IsPlain(bare.Type) || bare switch
        {
            IInvocationOperation call => IsSafe(call),
            ILocalReferenceOperation { Local: var local } => IsPlain(local, followed),
            IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>()
                .All(hole => Is(hole.Expression, followed)),
            _ => TextParts.Of(bare) is { Count: > 0 } parts && parts.All(part => Is(part, followed)),
        };
    }

    // Whatever is assigned to it, somewhere, is plain. What it is made of by itself adds nothing.
    private bool IsPlain(ILocalSymbol local, HashSet<ILocalSymbol> followed) =>
        !followed.Add(local) || (writes[local].Any() && writes[local].All(value => Is(value, followed)));

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
