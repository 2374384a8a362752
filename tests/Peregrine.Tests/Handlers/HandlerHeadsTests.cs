using System.Net;

namespace Peregrine;

/// <summary>
/// The head of a handler's reply: each of its lines, and the same object where it says the same again.
/// </summary>
public sealed class HandlerHeadsTests
{
    private readonly HandlerHeads _heads = new();

    [Fact]
    public void It_has_each_line_of_the_reply_and_its_content()
    {
        using var reply = FakeServer.Reply(
            200, "", ("Set-Cookie", "a=1"), ("X-A", "1"), ("Set-Cookie", "b=2"), ("Content-Type", "a/b"));

        Assert.Equal(
            ["Set-Cookie: a=1", "Set-Cookie: b=2", "X-A: 1", "Content-Type: a/b"],
            _heads.From(reply).Headers.Select(field => $"{field.Name}: {field.Value}"));
    }

    [Fact]
    public void One_that_says_the_same_is_the_same_object()
    {
        using var one = FakeServer.Reply(200, "x", ("X-A", "1"), ("Content-Type", "a/b"));
        using var other = FakeServer.Reply(200, "y", ("X-A", "1"), ("Content-Type", "a/b"));

        Assert.Same(_heads.From(one), _heads.From(other));
    }

    [Theory]
    [InlineData(404, "X-A", "1", "X-B", "2")]
    [InlineData(200, "X-A", "2", "X-B", "2")]
    [InlineData(200, "X-A", "1", "X-C", "2")]
    [InlineData(200, "X-A", "1")]
    [InlineData(200, "X-A", "1", "X-B", "2", "X-B", "3")]
    [InlineData(200, "X-A", "1", "X-B", "2", "Content-Type", "a/b")]
    public void One_that_says_anything_else_is_another(int status, params string[] fields)
    {
        using var first = FakeServer.Reply(200, "", ("X-A", "1"), ("X-B", "2"));
        using var second = FakeServer.Reply(status, "", [.. fields.Chunk(2).Select(pair => (pair[0], pair[1]))]);
        var before = _heads.From(first);

        var head = _heads.From(second);

        Assert.NotSame(before, head);
        Assert.Equal(
            (status, string.Join(' ', fields)),
            (head.StatusCode, string.Join(' ', head.Headers.Select(field => $"{field.Name} {field.Value}"))));
    }

    [Fact]
    public void The_version_and_the_words_count_too()
    {
        using var one = new HttpResponseMessage { ReasonPhrase = "Fine" };
        using var two = new HttpResponseMessage { ReasonPhrase = "Good" };
        using var three = new HttpResponseMessage { ReasonPhrase = "Good", Version = HttpVersion.Version20 };

        Assert.Equal("Fine", _heads.From(one).ReasonPhrase);
        Assert.Equal("Good", _heads.From(two).ReasonPhrase);
        Assert.Equal(HttpVersion.Version20, _heads.From(three).Version);
    }
}
