using System.Reflection;

namespace Peregrine;

/// <summary>What every public type of both packages keeps to.</summary>
public sealed class ConventionTests
{
    // Each with its reason; nothing else that is asynchronous goes without a token.
    private static readonly Dictionary<string, string> WithoutToken = new(StringComparer.Ordinal)
    {
        ["DisposeAsync"] = "the framework's pattern has none",
        ["EnsureSuccessAsync"] = "looks at a status that is there already",
    };

    private static readonly Assembly[] Packages =
        [typeof(HttpSession).Assembly, Assembly.Load("Peregrine.Extensions"), Assembly.Load("Peregrine.Testing")];

    private static IEnumerable<Type> PublicTypes => Packages.SelectMany(assembly => assembly.GetExportedTypes());

    [Fact]
    public void Every_public_type_is_in_the_one_namespace() =>
        Assert.All(PublicTypes, type => Assert.Equal("Peregrine", type.Namespace));

    [Fact]
    public void A_disposed_session_is_named_as_the_platform_names_its_type() =>
        Assert.Equal(SessionName.Full, typeof(HttpSession).FullName);

    [Fact]
    public void Every_public_class_is_sealed_abstract_or_static() =>
        Assert.DoesNotContain(PublicTypes, type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

    [Fact]
    public void Every_public_asynchronous_method_takes_a_token()
    {
        var without = PublicTypes
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.DeclaringType != typeof(Next)) // Its token is the call's own, and a property of it.
            .Where(method =>
                method.Name.EndsWith("Async", StringComparison.Ordinal) && !WithoutToken.ContainsKey(method.Name))
            .Where(
                method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(without);
    }

    [Fact]
    public void Every_method_that_gives_a_task_says_so_in_its_name()
    {
        var unnamed = PublicTypes
            .Where(type => !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => IsAwaitable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(unnamed);
    }

    [Fact]
    public void Every_public_type_has_a_text_of_its_own_or_none_that_prints_members()
    {
        // A record prints its members unless it says otherwise, and the next member may be a secret.
        var printing = PublicTypes
            .Where(type => type.GetMethod("<Clone>$") is not null || (type.IsValueType && !type.IsEnum))
            .Where(type => !type.IsAbstract && !PrintsItself(type)
                && type.GetProperties().Any(property => MayHoldText(property.PropertyType)))
            .Select(type => type.Name);

        Assert.Empty(printing);
    }

    private static bool PrintsItself(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)!.CustomAttributes
            .All(attribute => attribute.AttributeType.Name != "CompilerGeneratedAttribute");

    private static bool MayHoldText(Type type) =>
        type == typeof(string) || type == typeof(Uri) || type == typeof(object);

    private static bool IsAwaitable(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
            && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));
}
