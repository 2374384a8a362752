using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Peregrine;

/// <summary>Which operations give the chunks of a response, and which keep all of them.</summary>
/// <param name="response">The type <c>Peregrine.Response</c>.</param>
/// <param name="writes">What is assigned to each local.</param>
internal sealed class ChunkSequence(INamedTypeSymbol response, ILookup<ILocalSymbol, IOperation> writes)
{
    internal static bool IsCall(IInvocationOperation call, INamedTypeSymbol response) =>
        call.TargetMethod.Name is "Chunks" or "ChunksAsync" or "RawChunks" or "RawChunksAsync"
        && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, response);

    /// <summary>Whether an operation gives chunks.</summary>
    internal bool Is(IOperation operation) => BareOperation.Of(operation) switch
    {
        IInvocationOperation call when IsCall(call, response) => true,
        // Of the same chunks, one after another.
        IInvocationOperation
        {
            TargetMethod.Name: "WithCancellation" or "ConfigureAwait" or "Over" or "OverAsync" or "AsEnumerable"
                or "Where" or "Skip" or "Take" or "SkipWhile" or "TakeWhile",
        } call => SourceOf(call) is { } source && Is(source),
        ILocalReferenceOperation { Local: var local } => writes[local].Any(value =>
            BareOperation.Of(value) is IInvocationOperation call && IsCall(call, response)),
        _ => false,
    };

    /// <summary>Whether an operation makes a collection of chunks as they are.</summary>
    internal bool IsKeptWhole(IOperation operation) => operation switch
    {
        IInvocationOperation
        {
            TargetMethod.Name: "ToList" or "ToArray" or "ToHashSet" or "ToListAsync" or "ToArrayAsync"
                or "ToHashSetAsync" or "ToImmutableArray" or "ToImmutableList" or "Reverse" or "TakeLast" or "AddRange",
        } call => SourceOf(call) is { } source && Is(source),
        IObjectCreationOperation { Arguments.Length: 1 } made => IsCollection(made.Type) && Is(made.Arguments[0].Value),
        ISpreadOperation spread => Is(spread.Operand),
        _ => false,
    };

    private static bool IsCollection(ITypeSymbol? type) => type?.AllInterfaces.Any(
        one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) == true;

    // What a method of a sequence, or of a collection, is given.
    private static IOperation? SourceOf(IInvocationOperation call) => call switch
    {
        { TargetMethod: { IsExtensionMethod: false, Name: not ("Over" or "OverAsync" or "AddRange") } } =>
            call.Instance,
        { TargetMethod: { Name: "AddRange", IsExtensionMethod: true } } => call.Arguments.ElementAtOrDefault(1)?.Value,
        _ => call.Arguments.FirstOrDefault()?.Value,
    };
}
