using System.Net.Security;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// What a protocol is spoken over: a connected socket, and the layers of TLS that were put on it. It knows no protocol
/// and no pool. The deadline and the caller's token end a wait by closing the socket.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket _socket;
    private readonly SocketStream _plain;
    private volatile bool _isClosed;

    /// <param name="socket">The socket, which is the wire's from now on.</param>
    /// <param name="filter">What the caller puts around the stream of the socket; null leaves it as it is.</param>
    /// <param name="time">The clock.</param>
    internal Wire(Socket socket, Func<Stream, Stream>? filter, TimeProvider time)
    {
        _socket = socket;
        Deadline = new ConnectionDeadline(time, OnExpired);
        _plain = new SocketStream(socket, Deadline);
        Stream = filter?.Invoke(_plain) ?? _plain;
        Facts = new ConnectionInfo(socket, time);
    }

    /// <summary>What is spoken through: the socket, or TLS on it.</summary>
    internal Stream Stream { get; private set; }

    /// <summary>The records of the innermost TLS; null without.</summary>
    internal TlsRecordStream? Records { get; private set; }

    /// <summary>What is known of it.</summary>
    internal ConnectionInfo Facts { get; }

    /// <summary>What is waited for on it, one thing at a time.</summary>
    internal ConnectionDeadline Deadline { get; }

    /// <summary>The version of HTTP that both sides agreed on.</summary>
    internal Protocols Protocol { get; set; } = Protocols.Http11;

    /// <summary>Whether TLS agreed on HTTP/2 (RFC 7301).</summary>
    internal bool AgreedOnHttp2 =>
        Stream is SslStream secure && secure.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2;

    /// <summary>
    /// Asked when the time of a wait is over: true where the wait is ended by other means, and the socket stays open.
    /// Null closes it.
    /// </summary>
    internal Func<bool>? SparesSocket { get; set; }

    /// <summary>As <see cref="SocketStream.NeverWaits"/>.</summary>
    internal bool NeverWaits
    {
        set => _plain.NeverWaits = value;
    }

    /// <summary>As <see cref="SocketStream.EndsWriting"/>.</summary>
    internal Func<bool>? EndsWriting
    {
        get => _plain.EndsWriting;
        set => _plain.EndsWriting = value;
    }

    /// <summary>Whether this side has closed it: what still lies in the socket can't be read any more.</summary>
    internal bool IsClosed => _isClosed;

    /// <summary>How many bytes the socket has received.</summary>
    internal int Available => _socket.Available;

    /// <summary>Whether something can be read, be it the end.</summary>
    /// <exception cref="SocketException">It is broken.</exception>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    internal bool HasInput() => Records is { HasMore: true } || _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>Takes what the socket has received, past TLS.</summary>
    internal int Receive(Span<byte> into) => _socket.Receive(into);

    /// <summary>Puts TLS on it; a second one goes inside the first. Gives how long the handshake took.</summary>
    internal async ValueTask<TimeSpan> SecureAsync(TlsHandshake handshake, DialClock clock, SendContext call)
    {
        handshake.Records = Records = new TlsRecordStream(Stream, Records);
        var options = handshake.Options(clock.Remaining);
        var secure = new SslStream(Records, leaveInnerStreamOpen: false);
        Stream = secure;
        var started = Facts.Time.GetTimestamp();
        if (!call.IsBlocking)
        {
            await secure.AuthenticateAsClientAsync(options, clock.Token).ConfigureAwait(false);
            return Facts.Time.GetElapsedTime(started);
        }

        using var cancellation = BeginBlocking(clock, call);
        secure.AuthenticateAsClient(options);
        Deadline.Stop();
        return Facts.Time.GetElapsedTime(started);
    }

    /// <summary>Has a proxy at the other end connect on.</summary>
    internal async ValueTask HandshakeAsync(DialClock clock, SendContext call, Func<ProxyWire, ValueTask> handshake)
    {
        if (!call.IsBlocking)
        {
            await handshake(new ProxyWire(Stream, isBlocking: false, clock.Token)).ConfigureAwait(false);
            return;
        }

        using var cancellation = BeginBlocking(clock, call);
        await handshake(new ProxyWire(Stream, isBlocking: true, default)).ConfigureAwait(false);
        Deadline.Stop();
    }

    /// <summary>From now on one reader reads all, and records no longer matter.</summary>
    internal void IgnoreRecords()
    {
        if (Records is not null)
        {
            Records.PassesThrough = true;
        }
    }

    /// <summary>Makes what is waited for fail; from any thread.</summary>
    internal void Abort()
    {
        _isClosed = true;
        _socket.Dispose();
    }

    public void Dispose()
    {
        _isClosed = true;
        Deadline.Dispose();
        Records?.Dispose();
        Stream.Dispose();
        _plain.Dispose(); // And the socket, which a filter may not close.
    }

    private CancellationTokenRegistration BeginBlocking(DialClock clock, SendContext call)
    {
        var cancellation = call.CancellationToken.UnsafeRegister(static wire => ((Wire)wire!).Abort(), this);
        Deadline.Start(
            clock.Remaining is var left && left == TimeSpan.Zero ? TimeSpan.FromTicks(1) : left, isBlocking: true);
        return cancellation;
    }

    private void OnExpired()
    {
        if (SparesSocket is null || !SparesSocket())
        {
            Abort();
        }
    }
}
