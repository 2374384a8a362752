using System.ComponentModel;
using System.Net;

namespace Peregrine;

/// <summary>
/// To which addresses connections may be made: the guard against requests that a foreign URL, a redirect or a name
/// turns against one's own network (SSRF). It is asked after the name was resolved, about every address, at each
/// connection and so at each redirect and retry; the address that was asked about is the one that is connected to. What
/// it refuses is a <see cref="ConnectException"/> before anything is sent.
/// </summary>
/// <remarks>
/// <see cref="Deny"/> is asked first and always wins. Then what <see cref="Allow"/> names is allowed. Of the rest,
/// <see cref="PublicOnly"/> allows the public internet; other rules allow everything, or nothing when they have an
/// <see cref="Allow"/>. An IPv4 address is found in all its forms in IPv6: mapped, compatible, NAT64, 6to4, Teredo and
/// ISATAP. Connections that need no address are not asked about: <see cref="HttpSessionOptions.UnixSocket"/>, which
/// code has chosen, and a <see cref="Mount"/> with a <c>Transport</c> of its own. <c>http+unix</c> URLs are refused
/// unless <see cref="AllowUnixSockets"/> is set.
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<AddressRules>))]
public sealed record AddressRules : IOptionText<AddressRules>
{
    private readonly bool _isPublicOnly;
    private readonly IPNetwork[] _deny = [];
    private readonly IPNetwork[] _allow = [];

    /// <summary>Rules that allow everything, until something is said.</summary>
    public AddressRules()
    {
    }

    private AddressRules(bool isPublicOnly) => _isPublicOnly = isPublicOnly;

    /// <summary>
    /// The public internet alone: no loopback, private, link-local (the metadata services of clouds), carrier's,
    /// multicast, documentation or reserved address, by IANA's registries of special-purpose addresses.
    /// <c>AddressRules.PublicOnly with { Allow = ["10.1.2.0/24"] }</c> lets some others pass.
    /// </summary>
    public static AddressRules PublicOnly { get; } = new(isPublicOnly: true);

    /// <summary>
    /// Networks to which no connection is made: <c>10.0.0.0/8</c>, <c>fd00::/8</c>, or one address. The default is
    /// none.
    /// </summary>
    /// <exception cref="ArgumentException">One is no network, or has bits set behind its prefix.</exception>
    public IReadOnlyList<string> Deny
    {
        get;
        init => (field, _deny) = Read(value, nameof(Deny));
    } = [];

    /// <summary>Networks to which connections are made, unless they are denied. The default is none.</summary>
    /// <exception cref="ArgumentException">One is no network, or has bits set behind its prefix.</exception>
    public IReadOnlyList<string> Allow
    {
        get;
        init => (field, _allow) = Read(value, nameof(Allow));
    } = [];

    /// <summary>Whether URLs may name a Unix socket (<c>http+unix</c>). The default is false.</summary>
    public bool AllowUnixSockets { get; init; }

    /// <summary>
    /// Whether a proxy may look up names itself (http, https, socks4a, socks5h), and so connect where these rules can't
    /// see. The default is false: such a call is refused, unless its URL names an address by number that the rules
    /// allow. With socks4 and socks5, which get addresses from here, the rules are asked always; about the proxy's own
    /// address, never.
    /// </summary>
    public bool AllowProxies { get; init; }

    static AddressRules IOptionText<AddressRules>.FromText(string text) =>
        OptionText.Is(text, nameof(PublicOnly))
            ? PublicOnly
            : throw new FormatException("Written as text, AddressRules can only be PublicOnly.");

    /// <summary>Whether the rules are the same, so that connections may be shared.</summary>
    public bool Equals(AddressRules? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _isPublicOnly == other._isPublicOnly
            && AllowUnixSockets == other.AllowUnixSockets && AllowProxies == other.AllowProxies
            && _deny.AsSpan().SequenceEqual(other._deny) && _allow.AsSpan().SequenceEqual(other._allow));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isPublicOnly, AllowUnixSockets, _deny.Length, _allow.Length);

    /// <summary>What is denied and allowed.</summary>
    public override string ToString()
    {
        var rest = _isPublicOnly ? "public addresses" : _allow.Length > 0 ? "nothing else" : "everything else";
        return string.Join(", ", [.. Deny.Select(network => $"not {network}"), .. Allow, rest]);
    }

    /// <summary>Why there may be no connection to an address, in words for a message; null when there may.</summary>
    internal string? Refusal(IPAddress address)
    {
        var plain = AddressForms.Plain(address);
        var inside = AddressForms.Inside(plain);
        if (Find(_deny, plain, inside) is { } denied)
        {
            return $"{address} is in {denied}, which AddressRules.Deny names";
        }

        if (IsAllowed(plain, inside))
        {
            return null;
        }

        if (_isPublicOnly)
        {
            return WhyNotPublic(plain, inside) is { } range
                ? $"{address} is not public ({range.Name}, {range.Network}) and AddressRules.PublicOnly allows no other"
                : null;
        }

        return _allow.Length > 0 ? $"{address} is in no network that AddressRules.Allow names" : null;
    }

    private bool IsAllowed(IPAddress plain, IReadOnlyList<IPAddress> inside) =>
        Array.Exists(_allow, network => network.Contains(plain))
        || (AddressForms.IsTranslated(plain)
            && inside.All(one => Array.Exists(_allow, network => network.Contains(one))));

    private static SpecialRange? WhyNotPublic(IPAddress plain, IReadOnlyList<IPAddress> inside) =>
        SpecialRanges.WhyNotPublic(plain)
            ?? inside.Select(SpecialRanges.WhyNotPublic).FirstOrDefault(range => range is not null);

    private static IPNetwork? Find(IPNetwork[] networks, IPAddress plain, IReadOnlyList<IPAddress> inside)
    {
        foreach (var network in networks)
        {
            if (network.Contains(plain) || inside.Any(network.Contains))
            {
                return network;
            }
        }

        return null;
    }

    private static (string[] Written, IPNetwork[] Networks) Read(IReadOnlyList<string> networks, string name)
    {
        ArgumentNullException.ThrowIfNull(networks, name);
        return ([.. networks], [.. networks.Select(network => AddressNetwork.Parse(network, name))]);
    }
}
