using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

public sealed class DistributedTokenStoreTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_token_comes_back_as_it_was_saved()
    {
        var cache = Memory();
        var token = new OAuthToken
        {
            AccessToken = "access",
            TokenType = "bearer",
            RefreshToken = "refresh",
            ExpiresAt = Now.AddHours(1),
            Scope = "read write",
            HasOtherScope = true,
            IdToken = "id",
            Extra = new Dictionary<string, string> { ["tenant"] = "a" },
        };

        await new DistributedTokenStore(cache, "tokens:shop").SaveAsync(token, Token);
        var loaded = await new DistributedTokenStore(cache, "tokens:shop").LoadAsync(Token);

        Assert.Equal(token with { Extra = loaded!.Extra }, loaded);
        Assert.Equal(token.Extra, loaded.Extra);
        Assert.Null(await new DistributedTokenStore(cache, "tokens:other").LoadAsync(Token));
    }

    [Fact]
    public async Task The_entry_ends_with_its_token_unless_that_can_be_refreshed()
    {
        var clock = new FakeTimeProvider(Now);
        var cache = new LifeCache();
        var store = new DistributedTokenStore(cache, "k", clock);

        await store.SaveAsync(new OAuthToken { AccessToken = "a", ExpiresAt = Now.AddMinutes(10) }, Token);
        await store.SaveAsync(new OAuthToken { AccessToken = "a" }, Token);
        await store.SaveAsync(
            new OAuthToken { AccessToken = "a", RefreshToken = "r", ExpiresAt = Now.AddMinutes(10) }, Token);
        await store.SaveAsync(new OAuthToken { AccessToken = "a", ExpiresAt = Now }, Token);
        await store.SaveAsync(null, Token);

        Assert.Equal(["00:10:00", "", "", "removed", "removed"], cache.Lives);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "access_token": 5 }""")]
    [InlineData("""{ "access_token": "" }""")]
    [InlineData("""{ "access_token": "a\nb" }""")]
    [InlineData("""{ "access_token": "a", "expires_at": "soon" }""")]
    [InlineData("""{ "access_token": "a", "extra": 1 }""")]
    [InlineData("""{ "access_token": "a", "extra": { "a": "1", "a": "2" } }""")]
    [InlineData("""{ "access_token": "a", "expires_at": "2026-01-01T00:00:00+99:00" }""")]
    public async Task An_entry_that_is_no_token_is_none(string entry)
    {
        var cache = Memory();
        await cache.SetAsync("k", Encoding.UTF8.GetBytes(entry), new(), Token);

        Assert.Null(await new DistributedTokenStore(cache, "k").LoadAsync(Token));
    }

    [Fact]
    public async Task A_cache_that_is_away_costs_a_token_request_and_no_call()
    {
        var log = new ListLog();
        var tokens = 0;
        var mock = new MockTransport
        {
            ["POST /token"] = _ => MockResponse.Json(new
            {
                access_token = $"t{Interlocked.Increment(ref tokens)}",
                token_type = "Bearer",
                expires_in = 3600,
            }),
            ["GET /x"] = request => MockResponse.Text(request.Headers["Authorization"]!),
        };
        HttpSession Session(IDistributedCache cache) => new(new()
        {
            BaseUrl = "https://api.example",
            Transport = mock,
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = "https://api.example/token",
                ClientId = "id",
                ClientSecret = "secret",
                Store = new DistributedTokenStore(cache, "tokens:shop")
                {
                    Logger = log.CreateLogger("Peregrine.tokens"),
                },
            }),
        });
        var memory = Memory();
        using var first = Session(memory);
        using var second = Session(memory);
        using var alone = Session(new BrokenCache());

        Assert.Equal("Bearer t1", (await first.GetAsync("/x", Token)).Text);
        Assert.Equal("Bearer t1", (await second.GetAsync("/x", Token)).Text);
        Assert.Equal("Bearer t2", (await alone.GetAsync("/x", Token)).Text);
        Assert.Equal("Bearer t2", alone.Get("/x").Text);

        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines, line => Assert.Equal(
            "Warning 30 Peregrine.tokens: The cache failed for the token at tokens:shop, which is asked for anew: "
            + "InvalidOperationException", line));
    }

    [Fact]
    public async Task A_cache_that_does_not_answer_is_left_after_the_timeout_and_the_callers_token_counts()
    {
        var store = new DistributedTokenStore(new SilentCache(), "k") { Timeout = TimeSpan.FromMilliseconds(20) };
        Assert.Null(await store.LoadAsync(Token));
        await store.SaveAsync(new OAuthToken { AccessToken = "a" }, Token);

        using var caller = new CancellationTokenSource();
        var load = new DistributedTokenStore(new SilentCache(), "k").LoadAsync(caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load.AsTask());
    }

    [Fact]
    public void Its_text_is_the_key_and_its_arguments_are_checked()
    {
        Assert.Equal(
            "DistributedTokenStore tokens:shop", new DistributedTokenStore(Memory(), "tokens:shop").ToString());
        Assert.Throws<ArgumentNullException>(() => new DistributedTokenStore(null!, "k"));
        Assert.Throws<ArgumentException>(() => new DistributedTokenStore(Memory(), ""));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new DistributedTokenStore(Memory(), "k") { Timeout = TimeSpan.Zero });
    }

    private static MemoryDistributedCache Memory() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private class BrokenCache : IDistributedCache
    {
        public byte[]? Get(string key) => throw new InvalidOperationException("away");

        public virtual Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            throw new InvalidOperationException("away");

        public void Refresh(string key) => throw new InvalidOperationException("away");

        public Task RefreshAsync(string key, CancellationToken token = default) =>
            throw new InvalidOperationException("away");

        public void Remove(string key) => throw new InvalidOperationException("away");

        public virtual Task RemoveAsync(string key, CancellationToken token = default) =>
            throw new InvalidOperationException("away");

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new InvalidOperationException("away");

        public virtual Task SetAsync(
            string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
            Task.FromException(new InvalidOperationException("away"));
    }

    private sealed class SilentCache : BrokenCache
    {
        public override async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return null;
        }

        public override Task SetAsync(
            string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
            Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    private sealed class LifeCache : BrokenCache
    {
        internal List<string> Lives { get; } = [];

        public override Task RemoveAsync(string key, CancellationToken token = default)
        {
            Lives.Add("removed");
            return Task.CompletedTask;
        }

        public override Task SetAsync(
            string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Lives.Add(options.AbsoluteExpirationRelativeToNow.ToString()!);
            return Task.CompletedTask;
        }
    }
}
