namespace Peregrine;

/// <summary>After a sign-out nothing that was under way brings a token back.</summary>
public sealed class RevokeTests
{
    private readonly TokenServer _server = new() { Good = "good" };
    private readonly FakeTime _time = new();

    public static TheoryData<string, bool> Stores => new(
        from store in new[] { "none", "locked", "without a lock" }
        from isBlocking in new[] { true, false }
        select (store, isBlocking));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_renewal_that_is_under_way_brings_no_token_back(string kind, bool isBlocking)
    {
        using var memory = new MemoryTokenStore();
        ITokenStore? store = kind == "none" ? null : kind == "locked" ? memory : new OpenStore(memory);
        var told = new List<string>();
        var auth = Auth.OAuth2(Grant(store), Token(-1), token => told.Add(token.AccessToken));
        using var session = _server.Session(auth, _time);
        var held = new TaskCompletionSource();
        _server.Gate = held.Task;
        _server.Answer = (form, _) => form.ContainsKey("token") ? FakeServer.Reply(200) : null;
        var call = session.GetAsync("/");
        await UntilAsync(() => _server.TokenRequests.Count == 1);

        _server.Gate = Task.CompletedTask;
        async Task RevokingAsync() => await RevokeAsync(auth, session, isBlocking);
        var revoking = RevokingAsync();
        await UntilAsync(() => _server.TokenRequests.Count == 2);
        if (kind != "locked")
        {
            await revoking; // With a lock it waits until the renewal has left the store.
        }

        held.SetResult();
        await revoking;

        Assert.Equal(200, (await call).StatusCode); // The call had begun before, and has what it asked for.
        Assert.Null(auth.CurrentToken);
        Assert.Null(await memory.LoadAsync(default));
        Assert.Empty(told);
    }

    [Theory]
    [InlineData("locked", true)]
    [InlineData("locked", false)]
    [InlineData("without a lock", true)]
    [InlineData("without a lock", false)]
    public async Task A_token_that_is_found_in_the_store_meanwhile_is_not_kept(string kind, bool isBlocking)
    {
        using var memory = new MemoryTokenStore();
        await memory.SaveAsync(Token(1000), default);
        var store = new OpenStore(memory) { Locks = kind == "locked" };
        var auth = Auth.OAuth2(Grant(store));
        using var session = _server.Session(auth, _time);
        _server.Answer = (form, _) => form.ContainsKey("token") ? FakeServer.Reply(200) : null;
        var held = new TaskCompletionSource();
        store.AfterLoad = held.Task;
        var call = session.GetAsync("/");
        await UntilAsync(() => store.Loads == 1);

        store.AfterLoad = Task.CompletedTask;
        async Task RevokingAsync() => await RevokeAsync(auth, session, isBlocking);
        var revoking = RevokingAsync();
        await UntilAsync(() => _server.TokenRequests.Count == 1);
        if (kind != "locked")
        {
            await revoking;
        }

        held.SetResult();
        await revoking;

        Assert.Equal(200, (await call).StatusCode);
        Assert.Null(auth.CurrentToken);
        Assert.Null(await memory.LoadAsync(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_being_saved_is_taken_out_again(bool isBlocking)
    {
        using var memory = new MemoryTokenStore();
        var store = new OpenStore(memory);
        var auth = Auth.OAuth2(Grant(store), Token(-1));
        using var session = _server.Session(auth, _time);
        _server.Answer = (form, _) => form.ContainsKey("token") ? FakeServer.Reply(200) : null;
        var held = new TaskCompletionSource();
        store.BeforeSave = held.Task;
        var call = session.GetAsync("/");
        await UntilAsync(() => store.Saves == 1);

        store.BeforeSave = Task.CompletedTask;
        await RevokeAsync(auth, session, isBlocking);
        held.SetResult();

        Assert.Equal(200, (await call).StatusCode);
        Assert.Null(auth.CurrentToken);
        Assert.Null(await memory.LoadAsync(default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_sign_in_that_waits_for_its_user_is_ended(string kind, bool isBlocking)
    {
        using var memory = new MemoryTokenStore();
        ITokenStore? store = kind == "none" ? null : kind == "locked" ? memory : new OpenStore(memory);
        var asked = 0;
        _server.Answer = (form, _) => form.ContainsKey("device_code")
            ? FakeServer.Reply(400, "{\"error\":\"authorization_pending\"}")
            : FakeServer.Json(
                "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://as.test/\",\"interval\":1}");
        var auth = Auth.OAuth2(new DeviceCodeGrant
        {
            DeviceEndpoint = "https://as.test/device",
            TokenEndpoint = "https://as.test/token",
            RevocationEndpoint = "https://as.test/revoke",
            ClientId = "id",
            Store = store,
            OnUserCode = _ => asked++,
        });
        using var session = _server.Session(auth, _time);
        var call = session.GetAsync("/");
        await UntilAsync(() => asked == 1);

        await RevokeAsync(auth, session, isBlocking).WaitAsync(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<AuthException>(() => call.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("signed out", failure.Message, StringComparison.Ordinal);
        Assert.Null(auth.CurrentToken);
        Assert.Null(await memory.LoadAsync(default));
    }

    [Fact]
    public async Task A_call_after_it_asks_for_a_token_of_its_own()
    {
        var grant = new ClientCredentialsGrant
        {
            TokenEndpoint = "https://as.test/token",
            RevocationEndpoint = "https://as.test/revoke",
            ClientId = "id",
        };
        var auth = Auth.OAuth2(grant, Token(-1));
        using var session = _server.Session(auth, _time);
        var held = new TaskCompletionSource();
        _server.Gate = held.Task;
        _server.Answer = (form, _) => form.ContainsKey("token") ? FakeServer.Reply(200) : null;
        var before = session.GetAsync("/");
        await UntilAsync(() => _server.TokenRequests.Count == 1);
        _server.Gate = Task.CompletedTask;
        await auth.RevokeAsync(session);

        var after = session.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await after).StatusCode);
        Assert.Equal("t3", auth.CurrentToken!.AccessToken);
        held.SetResult();
        await before;

        Assert.Equal("t3", auth.CurrentToken!.AccessToken); // What comes late takes the place of nothing.
    }

    private static RefreshTokenGrant Grant(ITokenStore? store) => new()
    {
        TokenEndpoint = "https://as.test/token",
        RevocationEndpoint = "https://as.test/revoke",
        ClientId = "id",
        Store = store,
    };

    private static OAuthToken Token(int seconds) =>
        new() { AccessToken = "good", RefreshToken = "r0", ExpiresAt = FakeTime.Start.AddSeconds(seconds) };

    private static Task RevokeAsync(OAuth2Auth auth, HttpSession session, bool isBlocking) => isBlocking
        ? Task.Factory.StartNew(
            () => auth.Revoke(session), default, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : auth.RevokeAsync(session);

    // Bounded: a test that waits for ever is one that fails.
    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>A store that locks nobody out unless it is told to, and can be held where it loads and saves.</summary>
    private sealed class OpenStore(MemoryTokenStore inner) : ITokenStore
    {
        private int _loads;
        private int _saves;

        internal bool Locks { get; init; }

        internal Task AfterLoad { get; set; } = Task.CompletedTask;

        internal Task BeforeSave { get; set; } = Task.CompletedTask;

        internal int Loads => Volatile.Read(ref _loads);

        internal int Saves => Volatile.Read(ref _saves);

        public async ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken)
        {
            var (token, after) = (await inner.LoadAsync(cancellationToken), AfterLoad);
            Interlocked.Increment(ref _loads);
            await after;
            return token;
        }

        public async ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken)
        {
            var before = BeforeSave;
            Interlocked.Increment(ref _saves);
            await before;
            await inner.SaveAsync(token, cancellationToken);
        }

        public ValueTask<IDisposable?> LockAsync(CancellationToken cancellationToken) =>
            Locks ? inner.LockAsync(cancellationToken) : default;
    }
}
