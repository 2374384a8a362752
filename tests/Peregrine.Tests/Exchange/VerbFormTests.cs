using System.Reflection;

namespace Peregrine;

/// <summary>Every verb has its forms: with options and without, with a token, blocking and not.</summary>
public sealed class VerbFormTests
{
    private static readonly string[] Verbs = ["Get", "Head", "Options", "Post", "Put", "Patch", "Delete", "Send"];

    [Theory]
    [InlineData(typeof(Http))]
    [InlineData(typeof(HttpSession))]
    public void Every_verb_takes_a_url_and_a_token(Type type)
    {
        Type[] token = [typeof(Url), typeof(CancellationToken)];
        Type[] options = [typeof(Url), typeof(RequestOptions), typeof(CancellationToken)];
        var missing =
            from verb in Verbs.Append("Stream")
            from name in new[] { verb, verb + "Async" }
            from isTyped in verb == "Stream" ? [false] : new[] { false, true }
            from parameters in new[] { token, options }
            let wanted = verb is "Send" or "Stream" ? [typeof(HttpMethod), .. parameters] : parameters
            where !type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Any(method =>
                method.Name == name && method.IsGenericMethodDefinition == isTyped
                    && method.GetParameters().Select(one => one.ParameterType).SequenceEqual(wanted))
            select $"{name}{(isTyped ? "<T>" : "")}({string.Join(", ", wanted.Select(one => one.Name))})";

        Assert.Empty(missing);
    }

    [Fact]
    public void A_blocking_call_takes_a_token_behind_its_url()
    {
        using var server = new FakeServer(_ => FakeServer.Json("1"));
        using var session = new HttpSession(new() { Transport = server });
        using var source = new CancellationTokenSource();

        Assert.Equal(1, session.Get<int>("http://a.example/", source.Token));
        source.Cancel();
        var cancelled = Assert.ThrowsAny<OperationCanceledException>(
            () => session.Get("http://a.example/", source.Token));

        Assert.Equal(source.Token, cancelled.CancellationToken);
    }

    [Fact]
    public void A_head_with_a_type_says_which_form_to_use()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        var refused = Assert.Throws<DecodingException>(() => session.Head<string>("http://a.example/"));

        Assert.Contains("use the plain form of HEAD", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_json_null_is_null_for_a_type_that_can_be_null_and_an_error_for_another()
    {
        using var server = new FakeServer(_ => FakeServer.Json("null"));
        using var session = new HttpSession(new() { Transport = server });

        Assert.Null(session.Get<string>("http://a.example/"));
        Assert.Null(session.Get<int?>("http://a.example/"));
        Assert.Throws<DecodingException>(() => session.Get<int>("http://a.example/"));
        Assert.Throws<DecodingException>(() => session.Get("http://a.example/").Json());
    }
}
