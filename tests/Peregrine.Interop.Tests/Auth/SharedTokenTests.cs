namespace Peregrine;

/// <summary>Processes that share one token in a file.</summary>
public sealed class SharedTokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-shared-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_processes_spend_each_refresh_token_once()
    {
        const int rounds = 10;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var file = Path.Combine(_folder.FullName, "token.json");
        var store = new FileTokenStore(file);
        await using var server = await RotatingServer.StartAsync();
        await using var one = TokenHolder.Start(server.Endpoint, file, "sync");
        await using var other = TokenHolder.Start(server.Endpoint, file, "async");
        Assert.Equal(["ready", "ready"], await BothAsync());

        for (var round = 0; round < rounds; round++)
        {
            await store.SaveAsync(
                new OAuthToken
                {
                    AccessToken = $"a{round}",
                    RefreshToken = $"r{round}",
                    ExpiresAt = DateTimeOffset.UnixEpoch,
                },
                patience.Token);
            server.Close();
            one.Go();
            other.Go();
            // Whoever is first has no answer before the other wants one too.
            Assert.Equal(["asking", "asking"], await BothAsync());
            server.Open();
            Assert.Equal([$"a{round + 1}", $"a{round + 1}"], await BothAsync());
        }

        Assert.Equal(Enumerable.Range(0, rounds).Select(round => $"r{round}"), server.Seen);

        Task<string[]> BothAsync() => Task.WhenAll(one.ReadAsync(patience.Token), other.ReadAsync(patience.Token));
    }
}
