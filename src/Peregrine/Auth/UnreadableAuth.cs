namespace Peregrine;

/// <summary>
/// A text of configuration where credentials belong: the options that are given it throw. If a converter threw, the
/// binder would quote the text, which is a secret.
/// </summary>
internal sealed class UnreadableAuth : Auth
{
    internal static UnreadableAuth Instance { get; } = new();

    /// <summary>The credentials, when code has made them.</summary>
    /// <exception cref="ArgumentException">They are a text of configuration.</exception>
    internal static Auth? Readable(Auth? auth) => auth is UnreadableAuth ? throw Refused() : auth;

    protected internal override Request Sign(Request request) => throw Refused();

    private static ArgumentException Refused() => new(
        "Auth can't be a text of configuration: code makes credentials, and reads them where secrets are kept.");
}
