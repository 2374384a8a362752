using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>However much a token endpoint says, little of it is taken in.</summary>
[Collection(nameof(Alone))]
public sealed class TokenLimitTests
{
    private const int Limit = 1024 * 1024;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // What stands after the status line; then the server says nothing more.
    private static Dictionary<string, string> TooLarge { get; } = new()
    {
        ["promised"] = $"Content-Length: {Limit + 1}\r\n\r\n",
        ["promised and far too much"] = "Content-Length: 2000000000\r\n\r\n",
        ["in chunks"] = $"Transfer-Encoding: chunked\r\n\r\n{Limit + 1:x}\r\n{Token(Limit + 1)}\r\n",
        ["to the end"] = "\r\n" + Token(Limit + 1),
        ["coded"] = Coded.Answer(
            "Content-Encoding: gzip", Coded.In("gzip", new byte[64 * Limit]))["HTTP/1.1 200 OK\r\n".Length..],
    };

    private static Dictionary<string, string> Hostile { get; } = new()
    {
        ["dots"] = string.Join('.', new string[Limit]),
        ["pairs"] = string.Concat(Enumerable.Range(0, Limit / 6).Select(i => $"{i:x5}&")),
        ["the same pair"] = string.Concat(Enumerable.Repeat("a&", Limit / 2)),
        ["escapes"] = string.Concat(Enumerable.Repeat("%41", Limit / 3)),
        ["members"] = "{" + string.Join(',', Enumerable.Range(0, Limit / 11).Select(i => $"\"{i:x5}\":1")) + "}",
        ["depth"] = new string('[', Limit),
        ["scopes"] = "{\"scope\":[" + string.Join(',', Enumerable.Repeat("1", (Limit / 2) - 10)) + "]}",
    };

    public static TheoryData<string, bool, bool> Answers =>
        new MatrixTheoryData<string, bool, bool>(TooLarge.Keys, [true, false], [true, false]);

    public static TheoryData<string> Texts => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task One_byte_more_than_the_limit_is_refused_and_the_call_not_sent(
        string kind, bool isDiscovery, bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\n" + TooLarge[kind]));
        using var session = Session(server, isDiscovery);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/api", Test));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("/api", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 * Limit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_just_the_limit_is_read(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Target == "/token"
                    ? $"HTTP/1.1 200 OK\r\nContent-Length: {Limit}\r\n\r\n{Token(Limit)}"
                    : Scripts.Ok);
            }
        });
        using var session = Session(server, isDiscovery: false);

        Assert.Equal(200, (await session.GetAsync(blocking, "/api", Test)).StatusCode);
        Assert.Equal("Bearer t", server.Requests[1].Field("Authorization"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_full_answer_that_is_made_to_be_dear_is_read_with_little(string kind)
    {
        var body = Hostile[kind];
        Assert.InRange(Encoding.UTF8.GetByteCount(body), Limit / 2, Limit);
        await using var server = new RawServer(Scripts.AnswerAndStall(
            $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}"));
        using var session = Session(server, isDiscovery: false);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/api", Test));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 24 * Limit);
    }

    private static string Token(int length) => "{\"access_token\":\"t\",\"expires_in\":3600}".PadRight(length);

    private static HttpSession Session(RawServer server, bool isDiscovery) =>
        Sessions.For(server, options => options.Auth = Auth.OAuth2(new ClientCredentialsGrant
        {
            TokenEndpoint = isDiscovery ? null : (Url)(server.Root + "/token"),
            Discovery = isDiscovery ? (Url)server.Root : null,
            ClientId = "id",
            ClientSecret = "s3cr3t",
        }));
}
