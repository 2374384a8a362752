using Microsoft.CodeAnalysis;

namespace Peregrine;

/// <summary>Which types have one text: what the library accepts as a value when a request is made.</summary>
internal sealed class ValueTypes
{
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _url;
    private readonly INamedTypeSymbol? _formattable;
    private readonly INamedTypeSymbol? _dictionary;
    private readonly INamedTypeSymbol?[] _collections;
    private readonly INamedTypeSymbol?[] _tasks;

    internal ValueTypes(Compilation compilation, INamedTypeSymbol url)
    {
        (_compilation, _url) = (compilation, url);
        _formattable = Named("System.IFormattable");
        _dictionary = Named("System.Collections.IDictionary");
        _collections = [Named("Peregrine.QueryValues"), Named("Peregrine.FormValues")];
        _tasks =
            [
                Named("System.Threading.Tasks.Task"), Named("System.Threading.Tasks.Task`1"),
                Named("System.Threading.Tasks.ValueTask"), Named("System.Threading.Tasks.ValueTask`1"),
            ];
    }

    internal bool IsUrl(ITypeSymbol? type) => Same(type, _url);

    /// <summary>Whether it holds values by name: a query or a form.</summary>
    internal bool IsValueCollection(ITypeSymbol type) => _collections.Any(one => Same(type, one));

    internal bool IsTask(ITypeSymbol type) => _tasks.Any(one => Same(type.OriginalDefinition, one));

    /// <summary>
    /// Whether an object of this static type may be a value. What an interface, an abstract class or <c>object</c>
    /// holds shows only when the program runs.
    /// </summary>
    internal bool MayBeValue(ITypeSymbol type, bool isHole)
    {
        if (IsOpen(type) || IsSingle(type))
        {
            return true;
        }

        return !isHole && ElementOf(type) is { } element && (IsOpen(element) || IsSingle(element));
    }

    private static bool IsOpen(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error
        || type.SpecialType == SpecialType.System_Object
        || (type is { IsAbstract: true, TypeKind: TypeKind.Class } && type.SpecialType != SpecialType.System_Delegate
            && !IsStream(type));

    private static bool IsStream(ITypeSymbol type) => type is { Name: "Stream", ContainingNamespace.Name: "IO" };

    private bool IsSingle(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            IsSingle(nullable.TypeArguments[0]),
        { SpecialType: SpecialType.System_String or SpecialType.System_Boolean } => true,
        { TypeKind: TypeKind.Enum } => true,
        _ => IsUrl(type) || Implements(type, _formattable),
    };

    // What a sequence holds; null for what is none, and for a dictionary.
    private ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (Implements(type, _dictionary))
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        var sequence = type.AllInterfaces.FirstOrDefault(
            one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return sequence is not null
            ? sequence.TypeArguments[0]
            : type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable)
                ? _compilation.ObjectType
                : null;
    }

    private INamedTypeSymbol? Named(string name) => _compilation.GetTypeByMetadataName(name);

    private static bool Same(ITypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol? contract) =>
        type.AllInterfaces.Any(one => Same(one, contract));
}
