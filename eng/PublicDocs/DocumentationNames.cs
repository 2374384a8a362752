using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Peregrine;

/// <summary>How documentation writes types and members: <c>List{System.String[]}</c>, <c>System.Int32@</c>, <c>``0</c>.</summary>
internal sealed class DocumentationNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
{
    internal string Method(string type, MethodDefinition method)
    {
        var name = metadata.GetString(method.Name);
        var signature = method.DecodeSignature(this, null);
        var arity = signature.GenericParameterCount > 0 ? $"``{signature.GenericParameterCount}" : "";
        var result = name is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit" ? "~" + signature.ReturnType : "";
        return $"{type}.{Member(method.Name)}{arity}{Parameters(signature.ParameterTypes)}{result}";
    }

    internal string Property(string type, PropertyDefinition property) =>
        $"{type}.{Member(property.Name)}{Parameters(property.DecodeSignature(this, null).ParameterTypes)}";

    // `.ctor` is `#ctor`.
    internal string Member(StringHandle name) =>
        metadata.GetString(name).Replace('.', '#');

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.IsNested
            ? $"{GetTypeFromDefinition(reader, type.GetDeclaringType(), 0)}.{reader.GetString(type.Name)}"
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}.{reader.GetString(type.Name)}"
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    // The name has a mark for each level that has parameters of its own: `Outer`1.Inner`2` takes three arguments.
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
    {
        var rest = typeArguments.AsEnumerable();
        var parts = genericType.Split('.').Select(part =>
        {
            var mark = part.IndexOf('`', StringComparison.Ordinal);
            if (mark < 0)
            {
                return part;
            }

            var count = int.Parse(part.AsSpan(mark + 1), System.Globalization.CultureInfo.InvariantCulture);
            var own = rest.Take(count).ToList();
            rest = rest.Skip(count).ToList();
            return $"{part[..mark]}{{{string.Join(',', own)}}}";
        });
        return string.Join('.', parts);
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetGenericTypeParameter(object? genericContext, int index) => $"`{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"``{index}";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{string.Join(',', Enumerable.Repeat("0:", shape.Rank))}]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => elementType + "@";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) =>
        $"=FUNC:{signature.ReturnType}{Parameters(signature.ParameterTypes)}";

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static string Parameters(ImmutableArray<string> types) => types.IsEmpty ? "" : $"({string.Join(',', types)})";

    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
