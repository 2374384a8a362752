using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>A resumed handshake carries no trust over, and no identity.</summary>
public sealed class ResumptionTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };

    private readonly string _host = $"h{Guid.NewGuid():N}.localhost";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<bool, SslProtocols> Manners =>
        new([false, true], [SslProtocols.Tls12, SslProtocols.Tls13]);

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_resumed_handshake_is_judged_like_any_other(bool blocking, SslProtocols version)
    {
        var tls = Serve(version);
        await using var server = new RawServer(Scripts.Answer(), tls);

        await GetAsync(server, Trust, blocking);
        await GetAsync(server, Trust, blocking);
        var unknown = await Assert.ThrowsAsync<ConnectException>(() => GetAsync(server, null, blocking));
        await GetAsync(server, Trust, blocking);
        var pinned = await Assert.ThrowsAsync<ConnectException>(
            () => GetAsync(server, Trust with { Pins = [TlsOptions.PinOf(Recipe.Root())] }, blocking));

        Assert.Contains("is not known", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("pinned", pinned.Message, StringComparison.Ordinal);
        Assert.Equal([false, true, true], tls.Resumptions.Take(3));
        Assert.True(tls.Resumptions.Last());
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Without_a_check_nothing_is_resumed_and_nothing_left_to_resume(bool blocking, SslProtocols version)
    {
        var tls = Serve(version);
        await using var server = new RawServer(Scripts.Answer(), tls);

        await GetAsync(server, TlsOptions.Insecure, blocking);
        await Assert.ThrowsAsync<ConnectException>(() => GetAsync(server, null, blocking));
        await GetAsync(server, Trust, blocking);
        await GetAsync(server, TlsOptions.Insecure, blocking);

        Assert.Equal([false, false], tls.Resumptions.Take(2));
        Assert.False(tls.Resumptions.Last());
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Nobody_goes_on_in_another_s_name(bool blocking, SslProtocols version)
    {
        var seen = new Identities();
        var tls = Serve(version).With(options =>
        {
            seen.Ask(options);
            options.EnabledSslProtocols = version;
        });
        await using var server = new RawServer(Scripts.Answer(), tls);
        var (one, other) = (
            Trust with { ClientCertificate = Identities.Make("one") },
            Trust with { ClientCertificate = Identities.Make("other") });

        foreach (var trust in new[] { one, one, Trust, other, Trust, one })
        {
            await GetAsync(server, trust, blocking);
        }

        Assert.Equal(["CN=one", "CN=one", "", "CN=other", "", "CN=one"], seen.Subjects);
        Assert.True(tls.Resumptions.ElementAt(1));
    }

    // By a name of the test's own: addresses are not resumed, and a name is, whatever the port. Each call has a
    // connection of its own.
    private async Task GetAsync(RawServer server, TlsOptions? trust, bool blocking)
    {
        using var session = new HttpSession(new() { Tls = trust, Timeout = 5 });
        Assert.Equal("ok", (await session.GetAsync(blocking, $"https://{_host}:{server.Port}/", Test)).Text);
    }

    private ServerTls Serve(SslProtocols version) =>
        new ServerTls(new Recipe { Issuer = Root, Names = [_host] }.Make())
            .With(options => options.EnabledSslProtocols = version);
}
