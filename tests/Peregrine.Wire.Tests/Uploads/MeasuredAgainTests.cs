using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>A body longer than the measure that can be sent again: it can be hashed after it was sent, too.</summary>
public sealed class MeasuredAgainTests
{
    private const int Most = 1024;

    private static readonly byte[] Data = RandomNumberGenerator.GetBytes(100_000);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_digest_over_the_body_is_made_after_it_was_sent(bool blocking, bool isCoded)
    {
        await using var server = new RawServer(ChallengeAsync);
        using var session = Sessions.For(server, options =>
        {
            options.MeasureBodiesUpTo = Most;
            options.Auth = Auth.Digest("u", "p");
        });

        await SendAsync(session, blocking, isCoded);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.True(server.Requests[1].Body.Length > Most);
        Assert.Equal(ExpectedOf(server.Requests[1]), Response(server.Requests[1].Field("Authorization")!));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, 200_000)]
    [InlineData(false, 200_000)]
    public async Task Progress_is_told_of_what_is_sent_and_not_of_the_hash(bool blocking, int? most)
    {
        await using var server = new RawServer(ChallengeAsync);
        var told = new List<Transfer>();
        using var session = Sessions.For(server, options =>
        {
            options.MeasureBodiesUpTo = most;
            options.Auth = Auth.Digest("u", "p");
        });
        var body = most is null ? Body.Bytes(Data) : Body.Stream(Pipe.Of(Data));

        await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = body, UploadProgress = new Told(told) }, Test);

        Assert.Equal(server.Requests.Count, told.Count(one => one.IsDone));
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(ExpectedOf(server.Requests[1]), Response(server.Requests[1].Field("Authorization")!));
    }

    private static async Task ChallengeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await connection.SendAsync(request.Field("Authorization") is null
                ? "HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"\r\n"
                    + "Content-Length: 0\r\n\r\n"
                : Scripts.Ok);
        }
    }

    private static async Task SendAsync(HttpSession session, bool blocking, bool isCoded)
    {
        if (isCoded)
        {
            var path = Path.GetTempFileName();
            try
            {
                await File.WriteAllBytesAsync(path, Data, Test);
                await session.SendAsync(
                    blocking,
                    HttpMethod.Post,
                    "/",
                    new() { Body = Body.File(path), Compress = ContentCoding.Gzip },
                    Test);
            }
            finally
            {
                File.Delete(path);
            }

            return;
        }

        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = System.Net.Http.Json.JsonContent.Create(Convert.ToHexString(Data)),
        };
        using var reply = blocking
            ? await Calls.OnOwnThread(() => client.Send(message, Test))
            : await client.SendAsync(message, Test);
    }

    // RFC 7616, sections 3.4.1 to 3.4.3, with MD5.
    private static string ExpectedOf(RecordedRequest request)
    {
        var field = request.Field("Authorization")!;
        var a1 = Hash("u:r:p"u8.ToArray());
        var a2 = Hash(Encoding.ASCII.GetBytes("POST:/:" + Hash(request.Body)));
        return Hash(Encoding.ASCII.GetBytes($"{a1}:n:{Part(field, "nc")}:{Part(field, "cnonce")}:auth-int:{a2}"));
    }

    private static string Response(string field) => Part(field, "response");

    private static string Part(string field, string name) =>
        field.Split(", ").Select(part => part.Replace("Digest ", "", StringComparison.Ordinal).Split('=', 2))
            .Single(pair => pair[0] == name)[1].Trim('"');

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
