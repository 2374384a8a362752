using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Prints the public API of an assembly as C# would declare it: sorted, with nullability and default values.
/// </summary>
internal sealed class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly TypeText _types = new();

    internal static string Describe(Assembly assembly)
    {
        var api = new PublicApi();
        var blocks = assembly.GetExportedTypes().Select(api.Describe).Order(StringComparer.Ordinal);
        return string.Join("\n", blocks);
    }

    /// <summary>Prints one type.</summary>
    internal static string DescribeOne(Type type) => new PublicApi().Describe(type);

    private string Describe(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type) && type != typeof(Delegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            var returned = _types.Of(invoke.ReturnParameter);
            return $"{Marks(type)}delegate {returned} {TypeText.NameOf(type)}({Parameters(invoke)})\n";
        }

        var members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{Marks(type.GetField(name)!)}{name} = {NumberOf(type, name)}")
            : type.GetMembers(Declared).Where(IsVisible).Select(Describe).Order(StringComparer.Ordinal);
        return string.Concat(members.Select(member => $"    {member}\n").Prepend(Header(type) + "\n"));
    }

    private static string Header(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        var manner = type is { IsAbstract: true, IsSealed: true } ? "static "
            : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type is { IsSealed: true, IsValueType: false } ? "sealed "
            : type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly "
            : "";
        var bases = Bases(type).ToList();
        return $"{Marks(type)}{manner}{(isRecord ? "record " : "")}{kind} "
            + $"{(type.Namespace == "Peregrine" ? "" : type.Namespace + ".")}{TypeText.NameOf(type)}"
            + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
    }

    private static long NumberOf(Type type, string name) =>
        Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object)
            && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            yield return TypeText.NameOf(parent);
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.IsEnum ? [] : type.GetInterfaces().Where(one => one.IsVisible).Except(inherited).ToArray();
        foreach (var name in own.Where(one => !own.Any(other => other.GetInterfaces().Contains(one)))
            .Select(TypeText.NameOf).Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }

    private string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor =>
            $"{Marks(constructor)}{Access(constructor)}{TypeText.NameOf(constructor.DeclaringType!)}("
            + $"{Parameters(constructor)})",
        MethodInfo method => Describe(method),
        PropertyInfo property => Describe(property),
        FieldInfo field => Describe(field),
        EventInfo one =>
            $"{Marks(one)}{Access(one.AddMethod!)}event {TypeText.NameOf(one.EventHandlerType!)} {one.Name}",
        _ => member.ToString()!,
    };

    private string Describe(MethodInfo method)
    {
        var returned = _types.Of(method.ReturnParameter);
        var generics = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>"
            : "";
        var name = method.Name is "op_Implicit" or "op_Explicit"
            ? $"{method.Name[3..].ToLowerInvariant()} operator {returned}"
            : $"{returned} {method.Name}{generics}";
        return $"{Marks(method)}{Access(method)}{Manner(method)}{name}({Parameters(method)})";
    }

    private string Describe(PropertyInfo property)
    {
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible).ToList();
        var widest = accessors.Find(one => one.IsPublic) ?? accessors[0];
        // The accessor's know their nullability.
        var index = widest.GetParameters()[..property.GetIndexParameters().Length];
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var body = string.Concat(
            accessors.Select(one => $"{(Access(one) == Access(widest) ? "" : Access(one))}{Verb(one, property)}; "));
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Marks(property)}{Access(widest)}{Manner(widest)}{required}{_types.Of(property)} {name} {{ {body}}}";
    }

    private static string Verb(MethodInfo accessor, PropertyInfo property) =>
        accessor == property.GetMethod ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private string Describe(FieldInfo field) =>
        $"{Marks(field)}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}"
        + $"{(field.IsInitOnly ? "readonly " : "")}{_types.Of(field)} {field.Name}"
        + (field.IsLiteral ? $" = {TypeText.Value(field.GetRawConstantValue(), field.FieldType)}" : "");

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute))
                || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue
            ? $" = {TypeText.Value(parameter.RawDefaultValue, parameter.ParameterType)}"
            : "";
        return $"{Marks(parameter)}{way}{_types.Of(parameter)} {parameter.Name}{value}";
    }

    // The attributes that change what compiles: overload priority, nullability by result, obsolescence.
    private static string Marks(ICustomAttributeProvider member)
    {
        var marks = member.GetCustomAttributes(inherit: false).Select(attribute => attribute switch
        {
            OverloadResolutionPriorityAttribute priority => $"[OverloadResolutionPriority({priority.Priority})] ",
            System.Diagnostics.CodeAnalysis.NotNullWhenAttribute notNull =>
                $"[NotNullWhen({(notNull.ReturnValue ? "true" : "false")})] ",
            System.Diagnostics.CodeAnalysis.MaybeNullWhenAttribute maybe =>
                $"[MaybeNullWhen({(maybe.ReturnValue ? "true" : "false")})] ",
            ObsoleteAttribute obsolete when !IsOfCompiler(obsolete) =>
                $"[Obsolete({TypeText.Value(obsolete.Message, typeof(string))})] ",
            System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute => "[RequiresUnreferencedCode] ",
            System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute => "[RequiresDynamicCode] ",
            _ => "",
        });
        return string.Concat(marks.Order(StringComparer.Ordinal));
    }

    // The compiler marks what older compilers can't use, such as the constructors of a type with required members.
    private static bool IsOfCompiler(ObsoleteAttribute obsolete) =>
        obsolete.Message?.EndsWith("not supported in this version of your compiler.", StringComparison.Ordinal) == true;

    private static string Access(MethodBase method) =>
        method.IsFamilyOrAssembly ? "protected internal " : method.IsFamily ? "protected " : "";

    private static string Manner(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return "static ";
        }

        if (method.DeclaringType!.IsInterface || !method.IsVirtual)
        {
            return "";
        }

        var isOverride = method.GetBaseDefinition() != method;
        return method.IsAbstract ? isOverride ? "abstract override " : "abstract "
            : isOverride ? "override "
            : method.IsFinal ? ""
            : "virtual ";
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // Accessors are told with their property; what the compiler writes for a record is no choice of ours.
        MethodInfo { IsSpecialName: true } method =>
            method.Name.StartsWith("op_", StringComparison.Ordinal) && !IsGenerated(method),
        MethodBase method => IsVisible(method) && !IsGenerated(method),
        PropertyInfo property =>
            property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract",
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo one => IsVisible(one.AddMethod!),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name == "<Clone>$";
}
