namespace Peregrine;

public sealed class HeadersTests
{
    private static readonly Headers Sample = Headers.Empty.Add("X-A", "1").Add("x-b", "2").Add("x-a", "3");

    [Fact]
    public void Finds_a_name_in_any_case_and_joins_its_lines()
    {
        Assert.Equal("1, 3", Sample["X-a"]);
        Assert.Equal(["1", "3"], Sample.GetAll("x-A"));
        Assert.Null(Sample["absent"]);
        Assert.Empty(Sample.GetAll("absent"));
    }

    [Fact]
    public void Gives_the_first_line_of_set_cookie_which_can_not_be_joined()
    {
        var headers = Headers.Empty.Add("Set-Cookie", "a=1").Add("Set-Cookie", "b=2");

        Assert.Equal("a=1", headers["set-cookie"]);
        Assert.Equal(2, headers.GetAll("set-cookie").Count);
    }

    [Fact]
    public void Keeps_order_and_duplicates() =>
        Assert.Equal(["X-A=1", "x-b=2", "x-a=3"], Sample.Select(field => $"{field.Name}={field.Value}"));

    [Fact]
    public void With_puts_one_line_in_the_place_of_the_first()
    {
        Assert.Equal(["X-A=9", "x-b=2"], Sample.With("X-A", "9").Select(field => $"{field.Name}={field.Value}"));
        Assert.Equal(3, Sample.Count);
    }

    [Fact]
    public void Without_removes_every_line() => Assert.Equal("2", Assert.Single(Sample.Without("X-A")).Value);

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    public void Refuses_a_value_that_could_start_a_line(string value)
    {
        Assert.Throws<ArgumentException>(() => Sample.With("X", value));
        Assert.Throws<ArgumentException>(() => Sample.Add("X", value));
        Assert.Throws<ArgumentException>(() => new HeaderValues { ["X"] = value });
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    public void Refuses_a_name_that_is_no_token(string name) =>
        Assert.Throws<ArgumentException>(() => Sample.Add(name, "v"));

    [Theory]
    [InlineData("Content-Length", "5")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Proxy-Authorization", "Basic x")]
    [InlineData("Connection", "upgrade")]
    public void Refuses_fields_that_frame_a_message_or_belong_to_a_proxy(string name, string value)
    {
        Assert.Throws<ArgumentException>(() => new HeaderValues { [name] = value });
        Assert.Throws<ArgumentException>(() => Headers.Empty.Add(name, value));
        Assert.Throws<ArgumentException>(() => Headers.Empty.With(name, value));
    }

    [Fact]
    public void Hides_secrets_in_its_text()
    {
        var text = Headers.Empty.Add("Authorization", "Bearer s3cr3t")
            .Add("X-Api-Key", "s3cr3t").Add("Accept", "*/*").ToString();

        Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
        Assert.Contains("Accept: */*", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X A", "a space", "'X'")]
    [InlineData(" X", "a space", "beginning")]
    [InlineData("Authorization: Bearer secret", "a colon", "'Authorization'")]
    [InlineData("X\r\nY", "a line break", "'X'")]
    [InlineData("Größe", "not ASCII", "'Gr'")]
    [InlineData("a\0b", "a control character", "'a'")]
    [InlineData("a(b", "'('", "'a'")]
    [InlineData("", "empty", "name")]
    public void A_name_that_is_none_is_refused_with_what_is_wrong_with_it(string name, string what, string where)
    {
        string[] messages =
        [
            Assert.Throws<ArgumentException>(() => new HeaderValues { [name] = "v" }).Message,
            Assert.Throws<ArgumentException>(() => Headers.Empty.With(name, "v")).Message,
            Assert.Throws<ArgumentException>(() => new CookieValues { [name] = "v" }).Message,
        ];

        Assert.All(messages, message => Assert.Contains(what, message, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.Contains(where, message, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.DoesNotContain("secret", message, StringComparison.Ordinal));
    }
}
