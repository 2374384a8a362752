using System.Collections.ObjectModel;

namespace Peregrine;

/// <summary>
/// One challenge of <c>WWW-Authenticate</c> or <c>Proxy-Authenticate</c>: a scheme, and what it wants to be known (RFC
/// 9110, section 11.3). Parameters are found without regard to case, their quotes and escapes undone.
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

    /// <summary>What stands in the place of parameters, as <c>Negotiate</c> has it, or null.</summary>
    public string? Token68 { get; internal init; }

    /// <summary>
    /// Whether it breaks off in a quoted string, or says one thing twice: then nothing in it should be trusted.
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

    /// <summary>Every parameter by its name, in the order of the field. Of a repeated one the first counts.</summary>
    public IReadOnlyDictionary<string, string> Parameters =>
        (IReadOnlyDictionary<string, string>?)_parameters ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The part of the server that the credentials are for (RFC 9110, section 11.5), or null. Registries of container
    /// images write an address there.
    /// </summary>
    public string? Realm => this["realm"];

    /// <summary>Who a token is to be good for, as registries of container images name themselves, or null.</summary>
    public string? Service => this["service"];

    /// <summary>What a token is to be good for (RFC 6750, section 3), or null.</summary>
    public string? Scope => this["scope"];

    /// <summary>Why the credentials that were sent are not good (RFC 6750, section 3.1), or null.</summary>
    public string? Error => this["error"];

    /// <summary>
    /// Reads the value of such a field, which may hold several challenges. It never fails: what is no challenge is
    /// passed over, and one that is damaged is <see cref="IsBroken"/>.
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

    /// <summary>Takes a parameter; null is a value that breaks off.</summary>
    internal void Add(string name, string? value)
    {
        _parameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        IsBroken |= value is null || !_parameters.TryAdd(name, value);
    }

    /// <summary>The scheme alone: a nonce or a token is nobody's business.</summary>
    public override string ToString() => Redaction.Name(Scheme);
}
