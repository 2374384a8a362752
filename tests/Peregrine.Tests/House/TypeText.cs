using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>Types as C# writes them, with the question marks of nullable references.</summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    private readonly NullabilityInfoContext _nullability = new();

    internal string Of(ParameterInfo parameter) =>
        Text(parameter.ParameterType, _nullability.Create(parameter), TupleNames(parameter));

    internal string Of(PropertyInfo property) =>
        Text(property.PropertyType, _nullability.Create(property), TupleNames(property));

    internal string Of(FieldInfo field) => Text(field.FieldType, _nullability.Create(field), TupleNames(field));

    /// <summary>The type alone, without nullability: for headers, where there is none.</summary>
    internal static string NameOf(Type type) => Text(type, null, new Queue<string?>());

    /// <summary>A default value or a constant.</summary>
    internal static string Value(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && plain == type ? "default" : "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            _ when plain.IsEnum => $"{plain.Name}.{Enum.ToObject(plain, value)}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string Text(Type type, NullabilityInfo? nullability, Queue<string?> tupleNames)
    {
        // Of an open T it can't be told whether a question mark was written.
        var mark = type is { IsValueType: false, IsGenericParameter: false }
            && (nullability?.ReadState == NullabilityState.Nullable
                || nullability?.WriteState == NullabilityState.Nullable)
                ? "?"
                : "";
        if (type.IsByRef)
        {
            return Text(type.GetElementType()!, nullability, tupleNames);
        }

        if (type.IsArray)
        {
            return Text(type.GetElementType()!, nullability?.ElementType, tupleNames) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Text(value, null, tupleNames) + "?";
        }

        if (type.IsGenericType)
        {
            return Generic(type, nullability, tupleNames) + mark;
        }

        return (Keywords.GetValueOrDefault(type) ?? Outer(type) + type.Name) + mark;
    }

    private static string Generic(Type type, NullabilityInfo? nullability, Queue<string?> tupleNames)
    {
        var arguments = type.GetGenericArguments();
        var states = nullability?.GenericTypeArguments ?? [];
        var isTuple = type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;
        // A tuple's names come before those of what it holds.
        var names = arguments.Select(_ => isTuple && tupleNames.Count > 0 ? tupleNames.Dequeue() : null).ToList();
        var texts = arguments.Select((one, i) => Text(one, i < states.Length ? states[i] : null, tupleNames)).ToList();
        return isTuple
            ? $"({string.Join(", ", texts.Zip(names, (text, name) => name is null ? text : $"{text} {name}"))})"
            : $"{Outer(type)}{type.Name.Split('`')[0]}<{string.Join(", ", texts)}>";
    }

    private static string Outer(Type type) =>
        type is { IsNested: true, IsGenericParameter: false } ? NameOf(type.DeclaringType!) + "." : "";

    private static Queue<string?> TupleNames(ICustomAttributeProvider member) =>
        new(
            member.GetCustomAttributes(inherit: false)
                .OfType<TupleElementNamesAttribute>().FirstOrDefault()?.TransformNames
                ?? []);
}
