using System.Reflection;

namespace Peregrine;

/// <summary>What becomes a <see cref="Url"/>, what a null becomes, and how the messages help.</summary>
public sealed class UrlConversionTests
{
    public static TheoryData<string> CallsWithAUrl => [.. Calls().Select(NameOf)];

    [Fact]
    public void A_null_stays_null()
    {
        string? text = null;
        Uri? uri = null;
        Url? ofText = text;
        Url? ofUri = uri;
        Proxy? proxyOfText = text;
        Proxy? proxyOfUri = uri;

        Assert.Null(ofText);
        Assert.Null(ofUri);
        Assert.Null(proxyOfText);
        Assert.Null(proxyOfUri);
    }

    [Fact]
    public void The_last_page_has_no_next_url()
    {
        var last = Response.Create(new Request(HttpMethod.Get, new Uri("https://h.example/")), 200);
        var more = Response.Create(
            new Request(HttpMethod.Get, new Uri("https://h.example/")),
            200,
            Headers.Empty.Add("Link", "</2>; rel=next"));

        Assert.Null(NextOf(last));
        Assert.Equal("https://h.example/2", NextOf(more)?.Text);
    }

    [Theory]
    [MemberData(nameof(CallsWithAUrl))]
    public async Task A_call_given_a_null_names_the_url(string name)
    {
        using var session = new HttpSession();
        var call = Calls().First(one => NameOf(one) == name);
        var made = call.IsGenericMethodDefinition ? call.MakeGenericMethod(typeof(string)) : call;
        object?[] arguments = [.. made.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(Url) ? null
            : parameter.ParameterType == typeof(HttpMethod) ? HttpMethod.Get
            : parameter.ParameterType == typeof(Paging) ? Paging.LinkHeader()
            : parameter.ParameterType == typeof(string) ? "path"
            : parameter.HasDefaultValue ? parameter.DefaultValue
                ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)
            : Activator.CreateInstance(parameter.ParameterType))];

        var thrown = await Assert.ThrowsAsync<ArgumentNullException>(async () =>
        {
            try
            {
                await (made.Invoke(made.IsStatic ? null : session, arguments) as Task ?? Task.CompletedTask);
            }
            catch (TargetInvocationException e)
            {
                throw e.InnerException!;
            }
        });

        Assert.Equal("url", thrown.ParamName);
    }

    [Fact]
    public void A_text_is_put_behind_or_before_a_url_that_keeps_its_query()
    {
        Url url = "https://h.example/get?x=1";
        Url path = "/get?x=1";
        var name = "a/b";
        Url built = $"/get?x={name}";

        Assert.Equal("https://h.example/get?x=1&y=2", Built(url + "&y=2"));
        Assert.Equal("https://h.example/get?x=1", Built(url + null));
        Assert.Equal("https://h.example/get?x=1", Built("https://h.example" + path));
        Assert.Equal("https://h.example/get?x=a%2Fb&y=2", Built("https://h.example" + built + "&y=2"));
        Assert.DoesNotContain("x=1", $"{"Asking for " + url}", StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => (Url)null! + "x");
        Assert.Throws<ArgumentNullException>(() => "x" + (Url)null!);
    }

    [Theory]
    [InlineData("localhost:18080/html", "http://localhost:18080/html")]
    [InlineData("localhost", "http://localhost")]
    [InlineData("example.com/users?token=secret", "http://example.com/users")]
    [InlineData("127.0.0.1:80", "http://127.0.0.1:80")]
    [InlineData("[::1]:8080/x", "http://[::1]:8080/x")]
    [InlineData("api:8080", "http://api:8080")]
    [InlineData("user:secret@example.com/x", "http://***@example.com/x")]
    public void A_url_that_lacks_its_scheme_is_told_so(string url, string meant)
    {
        var refused = Assert.Throws<InvalidUrlException>(() => Built(url));

        Assert.Contains($"'{meant}'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/html")]
    [InlineData("users")]
    [InlineData("?x=1.5")]
    [InlineData("../x")]
    [InlineData("ftp://h.example/")]
    public void Another_url_is_told_nothing_of_the_kind(string url) =>
        Assert.DoesNotContain(
            "meant", Assert.Throws<InvalidUrlException>(() => Built(url)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://h.example:1", "/x")]
    [InlineData("http://h.example", "/users/5")]
    [InlineData("http://h.example", "?q=1")]
    [InlineData("http://h.example", "/../secret")]
    public void A_path_that_is_joined_to_a_root_by_two_holes_is_refused_with_the_cure(string root, string path)
    {
        var refused = Assert.Throws<InvalidUrlException>(() => Built($"{root}{path}"));

        Assert.Contains("put the slash into the text", refused.Message, StringComparison.Ordinal);
        Assert.Contains(":raw", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cures_work()
    {
        var (root, path, segment) = ("http://h.example:1", "/a/b?q=1", "a/b");

        Assert.Equal("http://h.example:1/a/b?q=1", Built($"{root}{path:raw}"));
        Assert.Equal("http://h.example:1/a%2Fb", Built($"{root}/{segment}"));
    }

    private static Url? NextOf(Response response)
    {
        Url? next = response.Links.TryGetValue("next", out var link) ? link.Url : null;
        return next;
    }

    private static string Built(Url url)
    {
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, url).Url.OriginalString;
    }

    private static IEnumerable<MethodInfo> Calls() =>
        from type in new[] { typeof(HttpSession), typeof(Http) }
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Url))
        select method;

    private static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method}";
}
