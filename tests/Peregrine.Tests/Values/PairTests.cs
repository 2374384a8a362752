namespace Peregrine;

/// <summary>Dictionaries and other pairs that one has in hand, as query, form, headers and cookies.</summary>
public sealed class PairTests
{
    [Fact]
    public void A_dictionary_converts()
    {
        Dictionary<string, string> strict = new() { ["a"] = "1", ["b c"] = "d&e" };
        Dictionary<string, string?> loose = new() { ["a"] = "1", ["n"] = null };
        Dictionary<string, object?> mixed = new() { ["a"] = 1, ["t"] = new[] { "x", "y" }, ["n"] = null };
        Dictionary<string, object> objects = new() { ["a"] = true };

        Assert.Equal("?a=1&b%20c=d%26e", Query(new() { Query = strict }));
        Assert.Equal("?a=1", Query(new() { Query = loose }));
        Assert.Equal("?a=1&t=x&t=y", Query(new() { Query = mixed }));
        Assert.Equal("?a=true", Query(new() { Query = objects }));
        Assert.Equal("a=1&b+c=d%26e", Form(new() { Form = strict }));
        Assert.Equal("a=1", Form(new() { Form = loose }));
        Assert.Equal("a=1&t=x&t=y", Form(new() { Form = mixed }));
        Assert.Equal("a=true", Form(new() { Form = objects }));
    }

    [Fact]
    public void Arrays_and_lists_of_pairs_convert_and_keep_order_and_repeats()
    {
        KeyValuePair<string, string>[] texts = [new("b", "1"), new("a", "2"), new("b", "3")];
        KeyValuePair<string, object?>[] objects = [new("b", 1), new("b", null), new("b", 1.5)];

        Assert.Equal("?b=1&a=2&b=3", Query(new() { Query = texts }));
        Assert.Equal("?b=1&b=1.5", Query(new() { Query = objects }));
        Assert.Equal("?b=1&a=2&b=3", Query(new() { Query = texts.ToList() }));
        Assert.Equal("?b=1&b=1.5", Query(new() { Query = objects.ToList() }));
        Assert.Equal("b=1&a=2&b=3", Form(new() { Form = texts }));
        Assert.Equal("b=1&b=1.5", Form(new() { Form = objects }));
        Assert.Equal("b=1&a=2&b=3", Form(new() { Form = texts.ToList() }));
        Assert.Equal("b=1&b=1.5", Form(new() { Form = objects.ToList() }));
    }

    [Fact]
    public void Any_other_sequence_of_pairs_goes_into_the_constructor()
    {
        IReadOnlyDictionary<string, string> texts = new SortedDictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        var objects = new[] { 1, 2 }.Select(n => KeyValuePair.Create("n", (object?)n));

        Assert.Equal("?a=1&b=2", Query(new() { Query = new QueryValues(texts) }));
        Assert.Equal("?n=1&n=2", Query(new() { Query = new QueryValues(objects) }));
        Assert.Equal("a=1&b=2", Form(new() { Form = new FormValues(texts) }));
        Assert.Equal("n=1&n=2", Form(new() { Form = new FormValues(objects) }));
        Assert.Equal("?n=1&n=2", Query(new() { Query = new QueryValues(new QueryValues(objects)) }));
        Assert.Equal(["1", "2"], new HeaderValues(texts).Select(one => one.Value));
        Assert.Equal(["1", "2"], new CookieValues(texts).Select(one => one.Value));
        Assert.Throws<ArgumentNullException>(
            "pairs", () => new QueryValues((IEnumerable<KeyValuePair<string, string>>)null!));
    }

    [Fact]
    public void Headers_and_cookies_are_texts()
    {
        Dictionary<string, string> strict = new() { ["X-A"] = "1" };
        Dictionary<string, string?> loose = new() { ["X-A"] = "1", ["User-Agent"] = null };
        KeyValuePair<string, string>[] pairs = [new("X-A", "1"), new("x-a", "2")];
        using var session = new HttpSession();

        Assert.Equal(
            "1",
            session.Build(HttpMethod.Get, "http://a.example/", new() { Headers = strict, Cookies = strict })
                .Headers["X-A"]);
        Assert.Null(session.Build(HttpMethod.Get, "http://a.example/", new() { Headers = loose, Cookies = loose })
            .Headers["User-Agent"]);
        Assert.Equal(
            ["1", "2"],
            session.Build(HttpMethod.Get, "http://a.example/", new() { Headers = pairs, Cookies = pairs }).Headers
                .GetAll("X-A"));
        Assert.Equal(["1", "2"], session.Build(HttpMethod.Get, "http://a.example/", new()
        {
            Headers = pairs.ToList(),
            Cookies = pairs.ToList(),
        }).Headers.GetAll("X-A"));
        Assert.Throws<ArgumentException>(() => { HeaderValues _ = new Dictionary<string, string> { ["X A"] = "1" }; });
    }

    [Fact]
    public void They_are_read_when_they_are_assigned_and_null_stays_null()
    {
        Dictionary<string, object?> mixed = new() { ["a"] = 1 };
        RequestOptions options = new() { Query = mixed };
        mixed["b"] = 2;
        Dictionary<string, string?>? none = null;
        QueryValues? query = none;
        FormValues? form = none;
        HeaderValues? headers = none;
        CookieValues? cookies = none;

        Assert.Equal("?a=1", Query(options));
        Assert.Null(query);
        Assert.Null(form);
        Assert.Null(headers);
        Assert.Null(cookies);
        Assert.Throws<ArgumentException>(
            () => { QueryValues _ = new Dictionary<string, object?> { ["a"] = new MemoryStream() }; });
    }

    private static string Query(RequestOptions options)
    {
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, "http://a.example/", options).Url.Query;
    }

    private static string Form(RequestOptions options)
    {
        using var session = new HttpSession();
        return System.Text.Encoding.UTF8.GetString(
            session.Build(HttpMethod.Post, "http://a.example/", options).Body!.InMemory!.Value.Span);
    }
}
