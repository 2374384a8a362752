using System.Reflection;

namespace Peregrine;

/// <summary>
/// Which types of the core name which others: in a signature, as a base, in code, or by a constant. What is read is
/// the compiled assembly, so a name in a comment is no use, and a member that is reached through <c>var</c> is one.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(HttpSession).Assembly;

    private static readonly Lazy<IReadOnlyList<TypeUse>> All = new(Find);

    /// <summary>The top-level types that stand in a source file.</summary>
    internal static IReadOnlyList<Type> Types { get; } =
        [.. Core.GetTypes().Where(type => !type.IsNested && type.Namespace == nameof(Peregrine) && !IsGenerated(type))];

    /// <summary>Each pair once.</summary>
    internal static IReadOnlyList<TypeUse> Found => All.Value;

    /// <summary>The name that a type has in the source.</summary>
    internal static string NameOf(Type type) => type.Name.Split('`')[0];

    private static List<TypeUse> Find()
    {
        var known = Types.ToHashSet();
        var compiled =
            from type in Core.GetTypes()
            let owner = Outermost(type)
            where known.Contains(owner)
            from target in Named(type)
            where known.Contains(target) && target != owner
            select new TypeUse(NameOf(owner), NameOf(target));
        return [.. compiled.Concat(ConstantUses.Found(Types)).Distinct()];
    }

    private static IEnumerable<Type> Named(Type type)
    {
        // What the compiler makes for a lambda or an `await` has fields for locals: more of them in a debug build.
        var signatures = IsGenerated(type) ? [] : Signatures(type);
        var code = type.GetMembers(Declared).OfType<MethodBase>().SelectMany(InCode);
        return signatures.Concat(code).SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Signatures(Type type)
    {
        Type?[] bases = [type.BaseType, .. type.GetInterfaces(), .. type.GetGenericArguments().SelectMany(Bounds)];
        return bases.OfType<Type>().Concat(Attributes(type)).Concat(type.GetMembers(Declared).SelectMany(Signature));
    }

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType, .. Attributes(member)],
        MethodInfo method =>
        [
            method.ReturnType, .. Parameters(method),
            .. method.GetGenericArguments().SelectMany(Bounds), .. Attributes(member),
        ],
        ConstructorInfo maker => [.. Parameters(maker), .. Attributes(member)],
        _ => Attributes(member),
    };

    private static IEnumerable<Type> Parameters(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Bounds(Type argument) =>
        argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [];

    private static IEnumerable<Type> Attributes(MemberInfo member) =>
        from attribute in member.GetCustomAttributesData()
        from type in attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>()
            .Append(attribute.AttributeType)
        select type;

    private static IEnumerable<Type> InCode(MethodBase method) =>
        [.. MethodCode.Caught(method), .. MethodCode.Members(method).SelectMany(TypesOf)];

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => [.. method.GetGenericArguments(), method.DeclaringType!],
        _ => member.DeclaringType is { } type ? [type] : [],
    };

    // An array, a reference and a generic type are what they are made of.
    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : [Outermost(type), .. type.GenericTypeArguments.SelectMany(Parts)];

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } container)
        {
            type = container;
        }

        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    private static bool IsGenerated(Type type) => type.Name.Contains('<', StringComparison.Ordinal);
}
