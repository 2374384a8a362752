namespace Peregrine;

/// <summary>What <c>peregrine curl</c> makes of its arguments.</summary>
public sealed class CurlCallTests
{
    [Theory]
    [InlineData("curl 'http://h/x' -H 'A: b'")]
    [InlineData("$ curl http://h/x -H 'A: b'")]
    [InlineData("curl ^\"http://h/x^\" -H ^\"A: b^\"")]
    [InlineData("curl \\\n http://h/x -H 'A: b'")]
    public void A_line_in_quotes_is_a_line(string line)
    {
        var plan = CurlCall.Parse([line]);

        Assert.Equal("http://h/x", plan.Curl!.Request.Url.ToString());
        Assert.Equal("b", plan.Curl.Request.Headers["A"]);
        Assert.Null(CurlCall.NotDone(plan.Curl));
    }

    [Fact]
    public void The_words_of_a_shell_are_those_of_curl()
    {
        var plan = CurlCall.Parse(["-H", "A: it's", "http://h/x", "-d", "a b$c", "--as", "har", "--show-secrets"]);

        Assert.Equal("it's", plan.Curl!.Request.Headers["A"]);
        Assert.Equal("a b$c"u8.ToArray(), plan.Curl.Request.Body!.Read());
        Assert.Equal((Translation.Har, true), (plan.Translation, plan.ShowsSecrets));
        Assert.Null(CurlCall.NotDone(plan.Curl));
    }

    [Fact]
    public void What_curl_says_of_output_is_said_in_our_words()
    {
        Assert.Equal("f", CurlCall.Parse(["-o", "f", "http://h/x"]).Output);
        Assert.Equal("x y", CurlCall.Parse(["-O", "http://h/x%20y?z"]).Output);
        Assert.Throws<UsageException>(() => CurlCall.Parse(["-O", "http://h/"]));
        Assert.Throws<UsageException>(() => CurlCall.Parse(["-O", "http://h/a%2f..%2fb"]));
    }

    [Theory]
    [InlineData("purge")]
    [InlineData("a'b")]
    public void A_method_may_be_one_that_the_command_has_no_word_for(string method) =>
        Assert.Equal(method, CurlCall.Parse(["-X", method, "http://h/"]).Curl!.Request.Method.Method);

    [Fact]
    public void Around_a_line_the_options_are_ours() =>
        Assert.Equal(Translation.Python, CurlCall.Parse(["curl http://h/ -s", "--as=python"]).Translation);

    [Fact]
    public void What_is_not_carried_out_is_told() => Assert.Equal(
        "of the line of curl, this is not carried out: --ntlm, --write-out",
        CurlCall.NotDone(CurlCall.Parse(["curl http://h/ --ntlm -u a:b -w '%{http_code}' -s"]).Curl!));

    [Theory]
    [InlineData("curl 'http://h/")]
    [InlineData("curl --no-such http://h/")]
    public void A_line_that_is_none_is_wrong_usage(string line) =>
        Assert.Throws<UsageException>(() => CurlCall.Parse([line]));
}
