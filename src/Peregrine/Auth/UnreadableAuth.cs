namespace Peregrine;

/// <summary>
/// Stands for a text of configuration where credentials are expected: options that get it throw. A converter that threw
/// would make the binder quote the text, which is a secret.
/// </summary>
internal sealed class UnreadableAuth : Auth
{
    internal static UnreadableAuth Instance { get; } = new();

    /// <summary>The credentials, when code has made them.</summary>
    /// <exception cref="ArgumentException">They came from a text of configuration.</exception>
    internal static Auth? Readable(Auth? auth) => auth is UnreadableAuth ? throw Refused() : auth;

    protected internal override Request Sign(Request request) => throw Refused();

    private static ArgumentException Refused() => new(
        "Auth can't be a text of configuration: make credentials in code, and read them from where secrets are kept.");
}
