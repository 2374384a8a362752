using System.Collections.ObjectModel;

namespace Peregrine;

/// <summary>
/// One challenge of <c>WWW-Authenticate</c> or <c>Proxy-Authenticate</c>: a scheme and its parameters (RFC 9110,
/// section 11.3). Names compare without regard to case; values come without quotes and escapes.
/// </summary>
public sealed class AuthChallenge
{
    private Dictionary<string, string>? _parameters;

    internal AuthChallenge(string scheme) => Scheme = scheme;

    /// <summary>
    /// The scheme as it was written: <c>Basic</c>, <c>Bearer</c>, <c>Digest</c> … Schemes compare without regard to
    /// case: see <see cref="Is"/>.
    /// </summary>
    public string Scheme { get; }

    /// <summary>
    /// The one value that some schemes, such as <c>Negotiate</c>, have instead of parameters (RFC 9110, section 11.2),
    /// or null.
    /// </summary>
    public string? Token68 { get; internal init; }

    /// <summary>
    /// Whether it ends inside a quoted string, or repeats a parameter: then it should not be trusted.
    /// </summary>
    public bool IsBroken { get; private set; }

    /// <summary>A parameter, or null when it is absent.</summary>
    public string? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _parameters?.GetValueOrDefault(name);
        }
    }

    /// <summary>
    /// Every parameter by its name, in the order of the field. The first one counts when a name is repeated.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters =>
        (IReadOnlyDictionary<string, string>?)_parameters ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The part of the server that the credentials are for (RFC 9110, section 11.5), or null. Registries of container
    /// images write an address there.
    /// </summary>
    public string? Realm => this["realm"];

    /// <summary>The service that a token is for, as registries of container images name themselves, or null.</summary>
    public string? Service => this["service"];

    /// <summary>The scope that a token needs (RFC 6750, section 3), or null.</summary>
    public string? Scope => this["scope"];

    /// <summary>Why the server refused the credentials (RFC 6750, section 3.1), or null.</summary>
    public string? Error => this["error"];

    /// <summary>
    /// Reads the value of such a field, which may hold several challenges. Text that is not a challenge is skipped, and
    /// a damaged challenge has <see cref="IsBroken"/>; neither is an exception.
    /// </summary>
    public static IReadOnlyList<AuthChallenge> Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ChallengeReader(value).ReadAll();
    }

    /// <summary>Whether it is of this scheme, whatever its case.</summary>
    public bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every challenge of every line of a field.</summary>
    internal static List<AuthChallenge> All(Headers headers, string name) =>
        [.. headers.GetAll(name).SelectMany(line => new ChallengeReader(line).ReadAll())];

    /// <summary>Adds a parameter; null means a value that is cut off.</summary>
    internal void Add(string name, string? value)
    {
        _parameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        IsBroken |= value is null || !_parameters.TryAdd(name, value);
    }

    /// <summary>The scheme alone: a nonce or a token is never shown.</summary>
    public override string ToString() => Redaction.Name(Scheme);
}
