using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>Where the body of a loop keeps the chunk that it was given.</summary>
internal static class KeptChunks
{
    /// <summary>The expressions that are kept.</summary>
    internal static IEnumerable<IOperation> In(IForEachLoopOperation loop)
    {
        var locals = loop.LoopControlVariable is IVariableDeclaratorOperation declared
            ? [declared.Symbol]
            : loop.Locals;
        return loop.Body.DescendantsAndSelf()
            .Select(operation => KeptBy(operation, loop))
            .OfType<IOperation>()
            .Select(BareOperation.Of)
            .Where(value => IsPartOf(value, local => locals.Contains(local, SymbolEqualityComparer.Default)));
    }

    private static IOperation? KeptBy(IOperation operation, IForEachLoopOperation loop) => operation switch
    {
        ISimpleAssignmentOperation assignment when IsLasting(assignment.Target, loop) => assignment.Value,
        IInvocationOperation { Instance: { Type: { } type } kept } call
            when Keeps(call.TargetMethod, type) && Outlives(kept, loop) =>
            call.Arguments.Select(one => one.Value).LastOrDefault(value => IsMemory(BareOperation.Of(value).Type)),
        _ => null,
    };

    // A chunk may be put into what lives as long as one turn of the loop.
    private static bool IsLasting(IOperation target, IForEachLoopOperation loop) => target switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation
            or ILocalReferenceOperation => Outlives(target, loop),
        _ => false,
    };

    // Not so is a local of the loop, and what such a local has; and what an initializer makes.
    private static bool Outlives(IOperation place, IForEachLoopOperation loop) => BareOperation.Of(place) switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => false,
        IMemberReferenceOperation { Instance: { } owner } => Outlives(owner, loop),
        IArrayElementReferenceOperation element => Outlives(element.ArrayReference, loop),
        IConditionalAccessInstanceOperation given => OwnerOf(given) is not { } owner || Outlives(owner, loop),
        IConditionalAccessOperation access => Outlives(access.Operation, loop),
        ILocalReferenceOperation { Local: var local } => IsOutside(local, loop),
        IParameterReferenceOperation { Parameter: var parameter } => IsOutside(parameter, loop),
        _ => true,
    };

    private static bool IsOutside(ISymbol symbol, IForEachLoopOperation loop) =>
        symbol.DeclaringSyntaxReferences.All(place => !loop.Syntax.Span.Contains(place.Span));

    // What stands before the question mark.
    private static IOperation? OwnerOf(IOperation given)
    {
        var child = given;
        while (child.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }

            child = parent;
        }

        return null;
    }

    private static bool Keeps(IMethodSymbol method, ITypeSymbol type) => method.Name switch
    {
        "Add" or "TryAdd" or "Insert" or "Enqueue" or "Push" or "AddFirst" or "AddLast" => type.AllInterfaces.Any(
            one => one.SpecialType == SpecialType.System_Collections_IEnumerable),
        "TryWrite" or "WriteAsync" => type.Name == "ChannelWriter",
        _ => false,
    };

    private static bool IsMemory(ITypeSymbol? type) => type is { Name: "ReadOnlyMemory" };

    // The chunk itself, or a part of it, which is the same memory.
    private static bool IsPartOf(IOperation value, Func<ILocalSymbol, bool> isChunk) => value switch
    {
        ILocalReferenceOperation { Local: var local } => isChunk(local),
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } whole } =>
            IsPartOf(BareOperation.Of(whole), isChunk),
        IImplicitIndexerReferenceOperation { Instance: var whole } => IsPartOf(BareOperation.Of(whole), isChunk),
        _ => false,
    };
}
