using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// The public hosts that the pages name, inside this process: a proxy for https that leads to servers of ours, with a
/// certificate for each name. What is typed stays as it is; the environment leads it here.
/// </summary>
internal sealed class PublicHosts : IAsyncDisposable
{
    // Where systems keep the certificates of the authorities that they trust.
    private static readonly string[] Bundles =
        ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

    private static readonly byte[] Consent = "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray();
    private static readonly byte[] Refusal = "HTTP/1.1 502 Not of the pages\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _authority = Recipe.Root("Peregrine pages");
    private readonly Dictionary<string, Uri> _servers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IAsyncDisposable> _owned = [];
    private X509Certificate2? _certificate;
    private Task _work = Task.CompletedTask;

    private PublicHosts()
    {
    }

    /// <summary>The proxy.</summary>
    internal string Proxy => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What to trust, as PEM: the machine's authorities and the one of these hosts.</summary>
    internal string Trusted =>
        string.Join('\n', Bundle() is { } file ? File.ReadAllText(file) : "", _authority.ExportCertificatePem(), "");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work;
        foreach (var server in _owned)
        {
            await server.DisposeAsync();
        }

        _certificate?.Dispose();
        _authority.Dispose();
        _end.Dispose();
    }

    internal static async Task<PublicHosts> StartAsync()
    {
        var hosts = new PublicHosts();
        try
        {
            await hosts.AddAsync();
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    private static string? Bundle() =>
        Bundles.Prepend(Environment.GetEnvironmentVariable("SSL_CERT_FILE") ?? "").FirstOrDefault(File.Exists);

    private async Task AddAsync()
    {
        var bin = await Httpbin.StartAsync(TestContext.Current.CancellationToken);
        _owned.Add(bin);
        var api = await ExampleApi.StartAsync();
        _owned.Add(api);

        _servers["httpbin.org"] = bin.TlsUrl; // Over TLS, because it tells its own URL.
        foreach (var (url, server) in api.Hosts.Where(host => host.Key.StartsWith("https:", StringComparison.Ordinal)))
        {
            _servers[new Uri(url).Host] = new(server);
        }

        var recipe = new Recipe
        {
            CommonName = "public hosts",
            Issuer = _authority,
            Names = [.. _servers.Keys],
            Addresses = [],
        };
        using var made = recipe.Make();
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _work = AcceptAsync();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException
            or InvalidOperationException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TunnelAsync(client.GetStream());
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException
                or ObjectDisposedException or AuthenticationException)
            {
                // One of the two has gone, or the test is over: whoever is left sees the end of the connection.
            }
        }
    }

    // CONNECT to a host of the pages leads to our server. Any other is refused: no test needs the public network.
    private async Task TunnelAsync(NetworkStream client)
    {
        var line = (await ReadHeadAsync(client)).Split(' ');
        if (line is not ["CONNECT", var target, ..] || !_servers.TryGetValue(target.Split(':')[0], out var server))
        {
            await client.WriteAsync(Refusal, _end.Token);
            return;
        }

        using var to = new TcpClient();
        await to.ConnectAsync(server.Host, server.Port, _end.Token);
        await client.WriteAsync(Consent, _end.Token);
        await using var inner = new SslStream(client);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        };
        await inner.AuthenticateAsServerAsync(options, _end.Token);
        await using var outer = await ToServerAsync(server, to.GetStream());
        await RelayAsync(inner, outer);
    }

    private async Task<Stream> ToServerAsync(Uri server, NetworkStream stream)
    {
        if (server.Scheme == "http")
        {
            return stream;
        }

        var secured = new SslStream(stream, false, (_, _, _, _) => true); // It is in this process.
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        };
        await secured.AuthenticateAsClientAsync(options, _end.Token);
        return secured;
    }

    private async Task RelayAsync(Stream one, Stream other) =>
        await Task.WhenAny(one.CopyToAsync(other, _end.Token), other.CopyToAsync(one, _end.Token)).Unwrap();

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _end.Token) > 0)
        {
            head += (char)one[0];
        }

        return head.Split("\r\n")[0];
    }
}
