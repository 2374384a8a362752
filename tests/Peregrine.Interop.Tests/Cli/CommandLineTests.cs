namespace Peregrine;

public sealed class CommandLineTests
{
    private const string Host = "example.com";

    [Theory]
    [InlineData("GET", "example.com")]
    [InlineData("GET", "example.com", "page==1", "X-Key:abc", "Accept:", "X-Empty;")]
    [InlineData("POST", "example.com", "a=b")]
    [InlineData("POST", "example.com", "a:=1")]
    [InlineData("POST", "example.com", "photo@photo.jpg")]
    [InlineData("POST", "example.com", "@photo.jpg")]
    [InlineData("POST", "example.com", "--raw", "")]
    [InlineData("POST", "example.com", "-")]
    [InlineData("GET", "get", "example.com", "a=b")]
    [InlineData("PATCH", "Patch", "example.com")]
    [InlineData("DELETE", "DELETE", "example.com")]
    [InlineData("M-SEARCH", "M-SEARCH", "example.com")]
    [InlineData("PURGE", "PURGE", "example.com")]
    [InlineData("POST", "localhost", "a=b")]
    public void The_method_is_the_one_written_or_follows_from_the_body(string method, params string[] arguments) =>
        Assert.Equal(method, CommandLine.Parse(arguments).Method.Method);

    [Fact]
    public void Options_and_words_come_in_any_order()
    {
        var plan = CommandLine.Parse("--timeout", "3", "PUT", "-v", Host, "--retry=2", "a=b", "-o", "out.bin", "c==d");

        Assert.Equal("PUT https://example.com", plan.ToString());
        Assert.Equal([new Item(ItemKind.Text, "a", "b"), new Item(ItemKind.Query, "c", "d")], plan.Items);
        Assert.Equal(
            (3d, 2, "out.bin", 1), (plan.Timeout!.Value, plan.Retries, plan.Output, plan.Verbosity));
    }

    [Fact]
    public void Without_options_everything_is_as_the_library_has_it()
    {
        var plan = CommandLine.Parse(Host);

        Assert.Equal(new Plan { Address = plan.Address, Items = plan.Items }, plan);
        Assert.True(
            plan is { Timeout: null, MaxTime: null, MaxRedirects: null, Retries: 0, Login: null, IsInsecure: false });
        Assert.True(plan is
        {
            FollowsRedirects: true, ChecksStatus: true, ShowsSecrets: false, Shown: null, Format: null,
        });
    }

    [Fact]
    public void Every_option_reaches_the_plan()
    {
        var plan = CommandLine.Parse(
            Host, "a=b", "-f", "--max-time", "0.5", "--max-redirects", "7",
            "--insecure", "--no-check-status", "--show-secrets", "-b", "--bearer", "t");

        Assert.Equal((BodyFormat.Form, 0.5, 7), (plan.Format!.Value, plan.MaxTime!.Value, plan.MaxRedirects!.Value));
        Assert.True(plan is { IsInsecure: true, ChecksStatus: false, ShowsSecrets: true, Shown: Shown.Body });
        Assert.Equal(new Login("t", IsBearer: true, IsInVariable: false), plan.Login);
    }

    [Theory]
    [InlineData("-fv", "example.com")]
    [InlineData("-f", "-v", "example.com")]
    [InlineData("-fvofile", "example.com")]
    [InlineData("-fvo", "file", "example.com")]
    public void Letters_may_stand_together(params string[] arguments)
    {
        var plan = CommandLine.Parse(arguments);

        Assert.Equal((BodyFormat.Form, 1), (plan.Format!.Value, plan.Verbosity));
        Assert.Equal(string.Concat(arguments).Contains("file", StringComparison.Ordinal) ? "file" : null, plan.Output);
    }

    [Fact]
    public void The_last_of_two_opposites_wins()
    {
        Assert.True(CommandLine.Parse(Host, "--no-follow", "--follow").FollowsRedirects);
        Assert.False(CommandLine.Parse(Host, "--check-status", "--no-check-status").ChecksStatus);
        Assert.Equal(2, CommandLine.Parse(Host, "--timeout", "1", "--timeout", "2").Timeout);
    }

    [Fact]
    public void After_two_hyphens_everything_is_a_word() =>
        Assert.Equal([new Item(ItemKind.Text, "-v", "x")], CommandLine.Parse(Host, "--", "-v=x").Items);

    [Fact]
    public void A_value_may_look_like_an_option() =>
        Assert.Equal("--insecure", CommandLine.Parse(Host, "--raw", "--insecure").Raw);

    [Theory]
    [InlineData("Unread", "example.com")]
    [InlineData("Unread", "GET", "example.com")]
    [InlineData("Unread", "DELETE", "example.com")]
    [InlineData("Unread", "POST", "example.com", "a=b")]
    [InlineData("Unread", "POST", "example.com", "--raw", "")]
    [InlineData("Unread", "POST", "example.com", "@file")]
    [InlineData("WhenRedirected", "POST", "example.com")]
    [InlineData("WhenRedirected", "PUT", "example.com", "a==b")]
    [InlineData("WhenRedirected", "PURGE", "example.com")]
    [InlineData("Read", "example.com", "-")]
    [InlineData("Read", "GET", "example.com", "-")]
    public void Standard_input_is_read_when_a_body_is_expected_and_nothing_else_gives_it(
        string expected, params string[] arguments) =>
        Assert.Equal(Enum.Parse<StandardInput>(expected), CommandLine.Parse(arguments).StandardInput);

    [Theory]
    [InlineData("there is no URL", "-v")]
    [InlineData("GET needs a URL.", "GET")]
    [InlineData("there is no URL (--verify took :8155/get as its value).", "--verify", ":8155/get")]
    [InlineData("there is no URL (--proxy took http://p.test/… as its value).", "--proxy", "http://a:b@p.test/?c")]
    [InlineData("PUT needs a URL (--session took a.b/c as its value).", "PUT", "--session", "a.b/c")]
    [InlineData("there is no URL.", "-a", "u:hunter2")]
    [InlineData("there is no URL.", "--verify=:8155/get")]
    [InlineData("is no command", "psot", "example.com")]
    [InlineData("no option --verbos", "example.com", "--verbos")]
    [InlineData("no option -y", "example.com", "-vy")]
    [InlineData("takes no value", "example.com", "--verbose=1")]
    [InlineData("needs its FILE", "example.com", "-o")]
    [InlineData("takes more than 0", "example.com", "--timeout=0")]
    [InlineData("takes more than 0", "example.com", "--max-time", "0.0")]
    [InlineData("takes http or https", "example.com", "--default-scheme=ftp")]
    [InlineData("number of seconds", "example.com", "--timeout", "-1")]
    [InlineData("number of seconds", "example.com", "--max-time", "ten")]
    [InlineData("number of seconds", "example.com", "--max-time", "NaN")]
    [InlineData("number of seconds", "example.com", "--max-time", "1e300")]
    [InlineData("takes a number", "example.com", "--retry", "-1")]
    [InlineData("takes a number", "example.com", "--max-redirects", "2.5")]
    [InlineData("exclude each other", "example.com", "--no-follow", "--max-redirects", "2")]
    [InlineData("one body", "example.com", "a=b", "--raw", "c")]
    [InlineData("one body", "example.com", "a=b", "-")]
    [InlineData("one body", "example.com", "@a", "@b")]
    [InlineData("one body", "example.com", "@a", "b@c")]
    [InlineData("--json can't be", "example.com", "-j", "a@b")]
    [InlineData("--multipart", "example.com", "--multipart", "--raw", "a")]
    [InlineData("name of a file", "example.com", "-o", "-")]
    [InlineData("no item", "example.com", "example.org")]
    [InlineData("'a=…' is an item, and it stands where the URL is expected", "a=b", ":8155/post")]
    [InlineData("'X-A:…' is an item", "X-A:1", "localhost:8155/post")]
    [InlineData("'a@f' is an item", "POST", "a@f", "http://example.com")]
    [InlineData("'a:=@f.json' is an item", "a:=@f.json")]
    [InlineData("which stands before its items, and there is a second one", "example.com:81", ":8155/post")]
    [InlineData("which stands before its items, and there is a second one", "example.com", "https://example.org")]
    [InlineData("the item '=…' has no name", ":8155", "=hunter2")]
    [InlineData("the item '==@f' has no name", ":8155", "==@f")]
    [InlineData("the item ':…' has no name", ":8155", ":x")]
    [InlineData("the item 'a@' names no file", ":8155", "a@")]
    public void What_makes_no_sense_is_refused_with_the_reason(string reason, params string[] arguments) =>
        Assert.Contains(
            reason,
            Assert.Throws<UsageException>(() => CommandLine.Parse(arguments)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_plan_shows_no_secret()
    {
        var plan = CommandLine.Parse("u:hunter2@example.com/?k=hunter2", "a=hunter2", "-a", "u:hunter2", "q==hunter2");

        Assert.DoesNotContain(
            "hunter2", $"{plan} {plan.Login} {plan.Items[0]} {plan.Address}", StringComparison.Ordinal);
    }
}
