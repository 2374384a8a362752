using System.Diagnostics;
using System.Globalization;

namespace Peregrine;

/// <summary>Where tokens are kept between calls, programs and processes.</summary>
public sealed class TokenStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-store-");

    private static OAuthToken Full => new()
    {
        AccessToken = "a\"\u00e4",
        TokenType = "bearer",
        RefreshToken = "r",
        ExpiresAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Scope = "x y",
        HasOtherScope = true,
        IdToken = "i",
        Extra = new Dictionary<string, string> { ["team"] = "{\"id\":1}" },
    };

    private string File => Path.Combine(_folder.FullName, "deep", "token.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_gives_back_what_was_saved()
    {
        var store = new FileTokenStore(File);
        Assert.Null(await store.LoadAsync(default));

        await store.SaveAsync(Full, default);
        var loaded = await new FileTokenStore(File).LoadAsync(default);

        Assert.Equal(Full with { Extra = loaded!.Extra }, loaded);
        Assert.Equal(Full.Extra, loaded.Extra);
        await store.SaveAsync(null, default);
        Assert.Null(await store.LoadAsync(default));
        await new FileTokenStore(Path.Combine(_folder.FullName, "none", "x")).SaveAsync(null, default);
    }

    [Fact]
    public async Task The_file_is_its_owners_and_nothing_is_left_beside_it()
    {
        var store = new FileTokenStore(File);
        for (var i = 0; i < 3; i++)
        {
            using var alone = await store.LockAsync(default);
            await store.SaveAsync(Full, default);
        }

        Assert.Equal(
            ["token.json", "token.json.lock"],
            Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
            }
        }
    }

    public static TheoryData<string> Damaged =>
    [
        "", "{}", "[]", "{\"access_token\":7}", "{\"access_token\":\"\"}", "{\"access_token\":\"a\\r\\nX: y\"}",
        "{\"access_token\":\"\\ud800\"}", "{\"access_token\":\"a\",\"expires_at\":\"soon\"}",
        "{\"access_token\":\"a\",\"expires_at\":7}", "{\"access_token\":\"a\"", "<xml/>", "\0\0\0\0",
        new string(' ', 1024 * 1024) + "{\"access_token\":\"a\"}",
    ];

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task A_damaged_file_counts_as_none_until_the_next_token_sets_it_aside(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, text);
        var server = new TokenServer();
        var grant = new ClientCredentialsGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            Store = new FileTokenStore(File),
        };
        using var session = server.Session(Auth.OAuth2(grant));

        Assert.Null(await new FileTokenStore(File).LoadAsync(default));
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File)); // A look changes nothing.
        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);

        Assert.Equal("t1", (await new FileTokenStore(File).LoadAsync(default))!.AccessToken);
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File + ".damaged"));
        await new FileTokenStore(File).SaveAsync(Full, default);
        Assert.Equal(
            text, await System.IO.File.ReadAllTextAsync(File + ".damaged")); // A good one is replaced, as ever.
    }

    [Theory]
    [InlineData("{\"access_token\":\"a\",\"extra\":{\"x\":\"1\",\"x\":\"2\"}}", "2")]
    [InlineData("{\"access_token\":\"a\",\"extra\":{\"x\":\"\\ud800\"}}", "")]
    [InlineData("{\"access_token\":\"a\",\"extra\":{\"x\":7}}", "")]
    [InlineData("{\"access_token\":\"a\",\"extra\":[]}", null)]
    [InlineData("{\"access_token\":\"a\",\"scope\":7,\"refresh_token\":null,\"expires_at\":null,\"\\ud800\":1}", null)]
    public async Task An_odd_member_of_the_file_leaves_the_token_good(string text, string? extra)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, text);

        var token = await new FileTokenStore(File).LoadAsync(default);

        Assert.Equal(("a", extra), (token!.AccessToken, token.Extra.GetValueOrDefault("x")));
    }

    [Fact]
    public async Task The_lock_keeps_others_out_until_it_is_given_back()
    {
        foreach (var make in new Func<ITokenStore>[] { () => new FileTokenStore(File), () => Shared })
        {
            var held = await make().LockAsync(default);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await make().LockAsync(patience.Token));
            held!.Dispose();
            held.Dispose();
            (await make().LockAsync(default))!.Dispose();
        }
    }

    [Fact]
    public async Task Two_processes_make_one_token_request()
    {
        // The other process holds the lock while it renews the token: flock(1) is that process.
        Assert.SkipUnless(System.IO.File.Exists("/usr/bin/flock"), "needs flock(1) of util-linux");
        var server = new TokenServer();
        var store = new FileTokenStore(File);
        await store.SaveAsync(
            new OAuthToken { AccessToken = "old", RefreshToken = "r0", ExpiresAt = DateTimeOffset.UnixEpoch }, default);
        (await store.LockAsync(default))!.Dispose();
        var fresh = Path.Combine(_folder.FullName, "fresh.json");
        await new FileTokenStore(fresh).SaveAsync(
            new OAuthToken
            {
                AccessToken = "theirs",
                RefreshToken = "r1",
                ExpiresAt = DateTimeOffset.UnixEpoch.AddYears(200),
            },
            default);
        using var other = Process.Start(new ProcessStartInfo(
            "/usr/bin/flock", [File + ".lock", "sh", "-c", $"echo held; read go; cp '{fresh}' '{File}'"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        server.Good = "theirs";
        using var session = server.Session(Auth.OAuth2(
            new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", Store = store }));

        var calls = new[]
        {
            session.GetAsync("/"),
            Task.Factory.StartNew(
                () => session.Get("/"), default, TaskCreationOptions.LongRunning, TaskScheduler.Default),
        };
        await other.StandardInput.WriteLineAsync("go");

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(200, response.StatusCode));
        Assert.Empty(server.TokenRequests);
        await other.WaitForExitAsync();
    }

    [Fact]
    public async Task Many_renewals_at_once_spend_each_refresh_token_once()
    {
        // A server that gives a new refresh token each time and takes each only once, and credentials that know nothing
        // of each other.
        var server = new TokenServer();
        var used = new HashSet<string>();
        server.Answer = (form, number) => !used.Add(form["refresh_token"])
            ? FakeServer.Reply(400, "{\"error\":\"invalid_grant\"}")
            : FakeServer.Json(
                $$"""
                {
                  "access_token": "t{{number.ToString(CultureInfo.InvariantCulture)}}",
                  "expires_at": 1,
                  "refresh_token": "r{{number}}"
                }
                """);
        await new FileTokenStore(File).SaveAsync(
            new OAuthToken { AccessToken = "old", RefreshToken = "r0", ExpiresAt = DateTimeOffset.UnixEpoch }, default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var auth = Auth.OAuth2(new RefreshTokenGrant
            {
                TokenEndpoint = "https://as.test/token",
                ClientId = "id",
                Store = new FileTokenStore(File),
            });
            using var session = server.Session(auth);
            await auth.GetTokenAsync(session);
        }));

        Assert.Equal(8, used.Count);
    }

    private static MemoryTokenStore Shared { get; } = new();
}
