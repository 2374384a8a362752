using System.Globalization;

namespace Peregrine;

/// <summary>
/// How long each step of one try took, by the session's clock: that of the response that it stands on, redirects and
/// retries before it not counted. A step that did not happen is null: on a connection that was used again there is no
/// <see cref="Dns"/>, <see cref="Connect"/> or <see cref="Tls"/>.
/// </summary>
public sealed class Timings
{
    internal Timings(ConnectionInfo? facts, SendTimestamps moments, long? ended, bool isReused)
    {
        if (facts is null)
        {
            return;
        }

        var time = facts.Time;
        if (!isReused)
        {
            (Dns, Connect, Tls) = (facts.Dns, facts.Connect, facts.Tls);
        }

        if (facts.IsOurs)
        {
            var pool = time.GetElapsedTime(moments.Asked, moments.Began)
                - (Dns ?? default) - (Connect ?? default) - (Tls ?? default);
            Pool = pool > TimeSpan.Zero ? pool : TimeSpan.Zero;
            Send = time.GetElapsedTime(moments.Began, moments.Sent);
            Wait = time.GetElapsedTime(moments.Sent, moments.Answered);
        }

        Receive = ended is { } end ? time.GetElapsedTime(moments.Answered, end) : null;
        Total = ended is { } last ? time.GetElapsedTime(moments.Asked, last) : null;
    }

    /// <summary>Waiting for a connection, without making one.</summary>
    internal TimeSpan? Pool { get; }

    /// <summary>Asking for the addresses of the host. Null for an address by number, and for a Unix socket.</summary>
    public TimeSpan? Dns { get; }

    /// <summary>Making the connection; through a proxy, until the proxy had made it.</summary>
    public TimeSpan? Connect { get; }

    /// <summary>The TLS handshake with the server.</summary>
    public TimeSpan? Tls { get; }

    /// <summary>
    /// Sending head and body of the request. Over HTTP/2 it includes waiting for room on the connection.
    /// </summary>
    public TimeSpan? Send { get; }

    /// <summary>From the last byte of the request to the head of the response.</summary>
    public TimeSpan? Wait { get; }

    /// <summary>From the head of the response to the end of its body; null until it was read to its end.</summary>
    public TimeSpan? Receive { get; }

    /// <summary>
    /// From asking for a connection to the end of the body. It is more than the sum of the others where the call waited
    /// for a free connection. Null until the body was read to its end.
    /// </summary>
    public TimeSpan? Total { get; }

    /// <summary>
    /// The steps that happened, in milliseconds: <c>dns 0.4, connect 1.2, send 0.0, wait 5.1, receive 0.1, total 6.8
    /// ms</c>.
    /// </summary>
    public override string ToString()
    {
        var steps = Named().Where(step => step.Time is not null)
            .Select(step =>
                string.Create(CultureInfo.InvariantCulture, $"{step.Name} {step.Time!.Value.TotalMilliseconds:0.0}"));
        return string.Join(", ", steps) is { Length: > 0 } text ? text + " ms" : "not known";
    }

    private IEnumerable<(string Name, TimeSpan? Time)> Named() =>
        [
            ("dns", Dns),
            ("connect", Connect),
            ("tls", Tls),
            ("send", Send),
            ("wait", Wait),
            ("receive", Receive),
            ("total", Total),
        ];
}
