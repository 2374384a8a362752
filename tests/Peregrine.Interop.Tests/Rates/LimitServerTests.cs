namespace Peregrine;

/// <summary>
/// A session with a rate keeps to the limits of real servers by what they say of them, in each form that they have.
/// </summary>
[Trait("run", "long")]
public sealed class LimitServerTests(LimitServers servers)
{
    private static readonly RateLimit Quick = RateLimit.PerSecond(1_000, burst: 1_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string, string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<bool, string, string, bool>();
            foreach (var isBlocking in new[] { true, false })
            {
                rows.Add(false, "draft-6", "RateLimit-Remaining", isBlocking);
                rows.Add(false, "draft-7", "RateLimit", isBlocking);
                rows.Add(false, "draft-8", "RateLimit", isBlocking);
                rows.Add(false, "legacy", "X-RateLimit-Remaining", isBlocking);
                rows.Add(true, "draft", "RateLimit-Remaining", isBlocking);
                rows.Add(true, "legacy", "X-RateLimit-Remaining", isBlocking);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task No_request_is_refused_because_a_spent_limit_pauses_the_origin(
        bool isFastify, string path, string field, bool isBlocking)
    {
        var url = await servers.UrlAsync(isFastify);
        using var session = new HttpSession(new() { BaseUrl = url, RateLimit = Quick });
        await SettleAsync(session, path);

        for (var number = 0; number < 5; number++)
        {
            var response = isBlocking
                ? session.Get($"/{path}", Token)
                : await session.GetAsync($"/{path}", Token);

            Assert.Equal(200, response.StatusCode);
            Assert.NotNull(response.Headers[field]);
        }
    }

    [Theory]
    [InlineData(false, "draft-8")]
    [InlineData(true, "legacy")]
    public async Task Without_a_rate_the_third_is_refused(bool isFastify, string path)
    {
        var url = await servers.UrlAsync(isFastify);
        using var session = new HttpSession(new() { BaseUrl = url });

        var statuses = new List<int>();
        for (var number = 0; number < 4; number++)
        {
            statuses.Add((await session.GetAsync($"/{path}", Token)).StatusCode);
        }

        Assert.Contains(429, statuses);
    }

    [Theory]
    [InlineData(false, "draft-8")]
    [InlineData(true, "draft")]
    public async Task A_refusal_pauses_all_calls_to_the_origin(bool isFastify, string path)
    {
        var url = await servers.UrlAsync(isFastify);
        using var bare = new HttpSession(new() { BaseUrl = url });
        using var session = bare.With(new() { RateLimit = Quick });
        Response refused;
        do
        {
            await bare.GetAsync($"/{path}", Token);
            refused = await session.GetAsync(
                $"/{path}", new() { Timeout = new() { Rate = TimeSpan.FromMinutes(1) } }, Token);
        }
        while (refused.StatusCode != 429);

        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(200, (await session.GetAsync($"/{path}", Token)).StatusCode);
    }

    // What tests before this one have used of the limit: by the pause that the server asks for.
    private static async Task SettleAsync(HttpSession session, string path)
    {
        while ((await session.GetAsync($"/{path}", Token)).StatusCode != 200)
        {
        }
    }
}
