using System.Net.Security;
using System.Net.Sockets;

namespace Peregrine;

/// <content>What is done once, before the first request: a proxy is told where to, TLS is put on, HTTP/2 is taken where it was agreed on.</content>
internal sealed partial class Http1Connection
{
    /// <summary>Puts TLS on the connection; a second one goes inside the first.</summary>
    internal async ValueTask SecureAsync(TlsHandshake handshake, DialClock clock, SendContext call)
    {
        handshake.Records = _records = new TlsRecordStream(_stream, _records);
        var options = handshake.Options(clock.Remaining);
        var secure = new SslStream(_records, leaveInnerStreamOpen: false);
        _stream = secure;
        var started = _time.GetTimestamp();
        if (!call.IsBlocking)
        {
            await secure.AuthenticateAsClientAsync(options, clock.Token).ConfigureAwait(false);
            Facts.Note(Key.Tls is null ? null : secure, _time.GetElapsedTime(started));
            return;
        }

        using var cancellation = call.CancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), _socket);
        _deadline.Start(clock.Remaining == TimeSpan.Zero ? TimeSpan.FromTicks(1) : clock.Remaining, isBlocking: true);
        secure.AuthenticateAsClient(options);
        _deadline.Stop();
        Facts.Note(Key.Tls is null ? null : secure, _time.GetElapsedTime(started));
    }

    /// <summary>Whether TLS agreed on HTTP/2 (RFC 7301).</summary>
    internal bool AgreedOnHttp2 => _stream is SslStream secure && secure.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2;

    /// <summary>Makes it one of HTTP/2, before anything was sent.</summary>
    internal Http2Connection ToHttp2()
    {
        _isClosed = true; // What it was lives on.
        _deadline.Dispose();
        if (_records is not null)
        {
            _records.PassesThrough = true;
        }

        return Http2Connection.Start(Key, _stream, Facts, _pool);
    }

    /// <summary>Has a proxy at the other end connect on.</summary>
    internal async ValueTask HandshakeAsync(DialClock clock, SendContext call, Func<ProxyWire, ValueTask> handshake)
    {
        if (!call.IsBlocking)
        {
            await handshake(new ProxyWire(_stream, isBlocking: false, clock.Token)).ConfigureAwait(false);
            return;
        }

        using var cancellation = call.CancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), _socket);
        _deadline.Start(clock.Remaining == TimeSpan.Zero ? TimeSpan.FromTicks(1) : clock.Remaining, isBlocking: true);
        await handshake(new ProxyWire(_stream, isBlocking: true, default)).ConfigureAwait(false);
        _deadline.Stop();
    }
}
