namespace Peregrine;

/// <summary>
/// How long each step of a recorded send took; null where the step did not happen, or the file does not say.
/// </summary>
public sealed record HarTimings
{
    internal static HarTimings None { get; } = new();

    /// <summary>Waiting for a connection; HAR calls it <c>blocked</c>.</summary>
    public TimeSpan? Pool { get; internal init; }

    /// <summary>Asking for the addresses of the host.</summary>
    public TimeSpan? Dns { get; internal init; }

    /// <summary>Making the connection, without <see cref="Tls"/>. HAR counts both as <c>connect</c>.</summary>
    public TimeSpan? Connect { get; internal init; }

    /// <summary>The TLS handshake; HAR calls it <c>ssl</c>.</summary>
    public TimeSpan? Tls { get; internal init; }

    /// <summary>Sending the request.</summary>
    public TimeSpan? Send { get; internal init; }

    /// <summary>From the last byte of the request to the head of the response.</summary>
    public TimeSpan? Wait { get; internal init; }

    /// <summary>From the head of the response to the end of its body.</summary>
    public TimeSpan? Receive { get; internal init; }

    internal TimeSpan Sum => Add(Pool) + Add(Dns) + Add(Connect) + Add(Tls) + Add(Send) + Add(Wait) + Add(Receive);

    private static TimeSpan Add(TimeSpan? step) => step ?? TimeSpan.Zero;
}
