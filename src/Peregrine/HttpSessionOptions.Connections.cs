using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <content>
/// How connections are made: trust, version, proxies, addresses, sockets. None of it can be set beside a handler of the
/// caller's.
/// </content>
public sealed partial class HttpSessionOptions
{
    /// <summary>
    /// How servers' certificates are checked, by default as the system does, and the client's own, for the origin of
    /// <see cref="BaseUrl"/> or that of each call.
    /// </summary>
    public TlsOptions? Tls { get => Set.Tls; set => Set.Tls = value; }

    /// <summary>
    /// The version of HTTP. By default (null) an asynchronous call over https offers HTTP/2 and HTTP/1.1 in the TLS
    /// handshake and the server chooses; all others go by HTTP/1.1. A server that then demands HTTP/1.1
    /// (HTTP_1_1_REQUIRED, RFC 9113, section 7) gets it, at once and for the next ten minutes.
    /// <c>HttpVersion.Version11</c> never offers HTTP/2. <c>HttpVersion.Version20</c> is HTTP/2 or a
    /// <see cref="ConnectException"/>; over http the server is taken to speak it (prior knowledge, RFC 9113, section
    /// 3.3). <c>HttpVersion.Version30</c> is HTTP/3 or a <see cref="ConnectException"/>: it needs https and a system
    /// with QUIC, goes through no proxy, and its connections are not the pool's. A blocking call over HTTP/2 or HTTP/3
    /// waits for other threads to do its work.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">None of 1.1, 2.0 and 3.0.</exception>
    public Version? Version { get => Set.Version; set => Set.Version = value; }

    /// <summary>
    /// The proxy of every call that no rule of <see cref="Proxies"/> is for. A text converts. By default what the
    /// environment says; <see cref="Proxy.None"/> is a direct connection.
    /// </summary>
    public Proxy? Proxy { get => Set.Proxy; set => Set.Proxy = value; }

    /// <summary>
    /// Proxies by scheme and host. The most specific rule counts; what none is for goes by <see cref="Proxy"/>, then by
    /// the environment. The default is none.
    /// </summary>
    public Proxies Proxies
    {
        get => ProxiesOrNull ??= [];
        set => ProxiesOrNull = value;
    }

    /// <summary>
    /// Which variables of the environment count: those for proxies and for certificate authorities. By default
    /// <see cref="EnvironmentOptions.All"/>; code always comes first.
    /// </summary>
    public EnvironmentOptions? Environment { get; set; }

    /// <summary>How many connections there may be, and how long they live.</summary>
    public Limits? Limits { get; set; }

    /// <summary>
    /// Gives the addresses of a name, in the place of the system's resolver; it is never asked about an address by
    /// number. An empty answer is a <see cref="ConnectException"/> (<see cref="ConnectStage.Dns"/>), and so is a
    /// <c>SocketException</c>; what else it throws reaches the caller as it is. A blocking call waits for it. The
    /// default is the system's resolver, with <c>*.localhost</c> always loopback (RFC 6761, section 6.3).
    /// <see cref="Resolver.Fixed"/> makes one of fixed answers. It belongs to the connections.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<IPAddress[]>>? Resolve
    {
        get => Dialing?.Resolve;
        set => DialingFor(value)?.Resolve = value;
    }

    /// <summary>
    /// To which addresses connections may be made: a guard against requests that are turned against one's own network.
    /// The default is to all.
    /// </summary>
    public AddressRules? AddressRules { get; set; }

    /// <summary>
    /// The path of a Unix domain socket (on Linux also <c>@name</c>, an abstract one) to which every connection is
    /// made, whatever host and port a URL names; those stand in <c>Host</c>, and TLS is spoken for https. No name is
    /// resolved, and <see cref="AddressRules"/> are not asked. The default is none. It belongs to the connections. One
    /// call reaches a socket by a URL too: <c>http+unix://%2Frun%2Fdocker.sock/info</c>.
    /// </summary>
    public string? UnixSocket { get => Dialing?.UnixSocket; set => DialingFor(value)?.UnixSocket = value; }

    /// <summary>
    /// Whether calls go where a server says, in <c>Alt-Svc</c> (RFC 7838), that it can be reached too: to another port
    /// or host by HTTP/2, and by HTTP/3 where the system has QUIC. That place has to prove with its certificate that it
    /// speaks for the origin, <see cref="AddressRules"/> are asked about it, and it is told who sent us
    /// (<c>Alt-Used</c>); when it can't be reached, the origin is asked at once, and it is left alone for five minutes.
    /// What was said is kept in memory only. Calls in clear, through proxies, with <see cref="TlsOptions.Insecure"/>,
    /// and blocking ones that don't ask for HTTP/2 go to the origin. The default is false. It belongs to the
    /// connections.
    /// </summary>
    public bool? AltSvc { get; set; }

    /// <summary>
    /// The address of our end of each connection, which chooses the network interface; the port is the system's. Only
    /// addresses of its family are connected to. The default is the system's choice. It belongs to the connections.
    /// </summary>
    public IPAddress? LocalAddress { get => Dialing?.LocalAddress; set => DialingFor(value)?.LocalAddress = value; }

    /// <summary>
    /// Sets options of each socket before it connects: buffers, keep-alive, marks. It is called for each address that
    /// is tried, from any thread, and must neither connect nor keep the socket. The default sets none but
    /// <c>TCP_NODELAY</c>. It belongs to the connections.
    /// </summary>
    public Action<Socket>? ConfigureSocket
    {
        get => Dialing?.ConfigureSocket;
        set => DialingFor(value)?.ConfigureSocket = value;
    }

    /// <summary>
    /// Sends through this handler in the place of connections of our own: a test double, a server in memory, a
    /// factory's chain. It stays its owner's. What belongs to connections (<see cref="Tls"/>, <see cref="Proxy"/>,
    /// <see cref="Version"/>, <see cref="Limits"/>, <see cref="Resolve"/>, <see cref="AddressRules"/>,
    /// <see cref="UnixSocket"/>, <see cref="AltSvc"/>, <see cref="LocalAddress"/>, <see cref="ConfigureSocket"/>) can't
    /// be set beside it.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    internal Proxies? ProxiesOrNull { get; private set; }
}
