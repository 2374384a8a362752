using System.Net;

namespace Peregrine;

/// <summary>Which version of HTTP a message of the platform asks for. Pure.</summary>
internal static class MessageVersion
{
    /// <summary>The version for the call; null leaves it to the TLS handshake.</summary>
    /// <param name="asked">The version of the message.</param>
    /// <param name="policy">How it is meant.</param>
    /// <param name="session">What the session says.</param>
    /// <exception cref="NotSupportedException">The message insists on a version that is not spoken.</exception>
    internal static Version? Choose(Version asked, HttpVersionPolicy policy, Version? session) => policy switch
    {
        HttpVersionPolicy.RequestVersionExact => IsSpoken(asked) ? asked : throw NotSpoken(asked),
        HttpVersionPolicy.RequestVersionOrHigher => AtLeast(asked, session),

        // 1.1 or lower is what a message says by default, so it says nothing.
        _ when asked == HttpVersion.Version11 => session,
        _ when asked < HttpVersion.Version11 => throw NotSpoken(asked),
        _ => session > asked ? null : session,
    };

    private static Version? AtLeast(Version asked, Version? session) =>
        asked <= HttpVersion.Version11 || session >= asked ? session
        : asked <= HttpVersion.Version20 ? HttpVersion.Version20
        : asked <= HttpVersion.Version30 ? HttpVersion.Version30
        : throw NotSpoken(asked);

    private static bool IsSpoken(Version version) =>
        version == HttpVersion.Version11 || version == HttpVersion.Version20 || version == HttpVersion.Version30;

    private static NotSupportedException NotSpoken(Version asked) =>
        new(
            $"The message insists on HTTP/{asked}; a session speaks 1.1, 2.0 and 3.0 (HttpRequestMessage.Version and "
            + "VersionPolicy).");
}
