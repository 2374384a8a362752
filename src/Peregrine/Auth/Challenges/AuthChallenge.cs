namespace Peregrine;

/// <summary>One challenge of <c>WWW-Authenticate</c>, or one value of <c>Authorization</c>, which is written alike (RFC 9110, section 11.3).</summary>
/// <param name="Scheme">As it was written; schemes compare without regard to case.</param>
internal sealed record AuthChallenge(string Scheme)
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands in the place of parameters, or null.</summary>
    internal string? Token68 { get; init; }

    /// <summary>Whether it breaks off in a quoted string, or says one thing twice: then nothing in it can be trusted.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>A parameter, its quotes and escapes undone, or null.</summary>
    internal string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <summary>The names and values, in the order of the wire.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Parameters => _parameters;

    internal bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every challenge of every line of a field.</summary>
    internal static List<AuthChallenge> All(Headers headers, string name) =>
        [.. headers.GetAll(name).SelectMany(line => new ChallengeReader(line).ReadAll())];

    /// <summary>Takes a parameter; null is a value that breaks off.</summary>
    internal void Add(string name, string? value) => IsBroken |= value is null || !_parameters.TryAdd(name, value);

    /// <summary>The scheme alone: a nonce or a token is nobody's business.</summary>
    public override string ToString() => Scheme;
}
