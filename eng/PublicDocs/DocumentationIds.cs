using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Peregrine;

/// <summary>
/// The names under which the compiler documents what users of an assembly see: public types, and their public and protected members.
/// They are those of the C# standard, annex D.4.2. The assembly is read, not loaded.
/// </summary>
internal static class DocumentationIds
{
    internal static HashSet<string> Visible(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return metadata.TypeDefinitions
            .Where(type => IsVisible(metadata, metadata.GetTypeDefinition(type)))
            .SelectMany(type => Of(metadata, type))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var names = new DocumentationNames(metadata);
        var name = names.GetTypeFromDefinition(metadata, handle, 0);
        yield return "T:" + name;

        var methods = type.GetMethods().Where(method => IsVisible(metadata, method)).ToHashSet();
        foreach (var method in methods)
        {
            yield return "M:" + names.Method(name, metadata.GetMethodDefinition(method));
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            var accessors = property.GetAccessors();
            if (methods.Contains(accessors.Getter) || methods.Contains(accessors.Setter))
            {
                yield return "P:" + names.Property(name, property);
            }
        }

        foreach (var one in type.GetEvents().Select(metadata.GetEventDefinition).Where(one => methods.Contains(one.GetAccessors().Adder)))
        {
            yield return $"E:{name}.{names.Member(one.Name)}";
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition).Where(field => IsVisible(field.Attributes)))
        {
            yield return $"F:{name}.{names.Member(field.Name)}";
        }
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static bool IsVisible(MetadataReader metadata, MethodDefinitionHandle method) =>
        (metadata.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
