using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// Which environment variables a session uses. They are read once, when the session is made, and options set in code
/// always override them. With a <see cref="HttpSessionOptions.Transport"/> none is read.
/// </summary>
/// <remarks>No credentials are read from the environment, except those in the address of a proxy.</remarks>
[TypeConverter(typeof(OptionTextConverter<EnvironmentOptions>))]
public sealed record EnvironmentOptions : IOptionText<EnvironmentOptions>
{
    /// <summary>All of them: the default.</summary>
    public static EnvironmentOptions All { get; } = new();

    /// <summary>None of them.</summary>
    public static EnvironmentOptions None { get; } = new() { Proxies = false, Certificates = false };

    /// <summary>
    /// Whether <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c> are used, in upper or lower
    /// case; lower case comes first. The default is true. This machine (<c>localhost</c>, <c>127.0.0.0/8</c>,
    /// <c>::1</c>) is never reached through a proxy.
    /// </summary>
    /// <remarks>
    /// Under CGI (<c>REQUEST_METHOD</c> or <c>GATEWAY_INTERFACE</c> is set) <c>HTTP_PROXY</c> is ignored: a client
    /// could have set it by a header. Calls that need a proxy whose address can't be read fail; they never connect
    /// directly.
    /// </remarks>
    public bool Proxies { get; init; } = true;

    /// <summary>
    /// Whether the certificate authorities of <c>REQUESTS_CA_BUNDLE</c>, else of <c>CURL_CA_BUNDLE</c>, else of
    /// <c>SSL_CERT_FILE</c> and <c>SSL_CERT_DIR</c>, replace the system's. The default is true. They are loaded when a
    /// first https call needs them; a file that can't be read fails that call.
    /// </summary>
    /// <remarks>
    /// On Linux the platform itself takes the system's authorities from <c>SSL_CERT_FILE</c> and <c>SSL_CERT_DIR</c>,
    /// whatever is set here.
    /// </remarks>
    public bool Certificates { get; init; } = true;

    /// <summary>Names of single variables to ignore, in any case. The default is none.</summary>
    /// <exception cref="ArgumentException">A name is none of those above.</exception>
    public IReadOnlyCollection<string> Ignored
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value.Select(Known)];
        }
    } = [];

    static EnvironmentOptions IOptionText<EnvironmentOptions>.FromText(string text) =>
        OptionText.Is(text, nameof(All)) ? All
        : OptionText.Is(text, nameof(None)) ? None
        : throw new FormatException("Written as text, EnvironmentOptions can only be All or None.");

    private static string Known(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var known = name.ToUpperInvariant();
        return EnvironmentNames.All.Contains(known)
            ? known
            : throw new ArgumentException(
                $"'{Redaction.Name(name)}' is not a variable that a session reads: "
                + $"{string.Join(", ", EnvironmentNames.All)}.",
                nameof(name));
    }
}
