using System.Collections.Frozen;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <content>How connections are made.</content>
internal static partial class OptionMembers
{
    private static FrozenDictionary<string, ReadMember<Limits>> LimitMembers { get; } = Members<Limits>(
        (nameof(Limits.PerOrigin), (value, at) => value with { PerOrigin = Most(at) }),
        (nameof(Limits.Total), (value, at) => value with { Total = Most(at) }),
        (nameof(Limits.IdleExpiry), (value, at) => value with { IdleExpiry = ConfiguredText.Limit(at) }),
        (nameof(Limits.Lifetime), (value, at) => value with { Lifetime = ConfiguredText.Limit(at) }),
        (nameof(Limits.MaxResponseHeadBytes), (value, at) =>
            value with { MaxResponseHeadBytes = ConfiguredText.Number(at) }));

    private static FrozenDictionary<string, ReadMember<TlsOptions>> TlsMembers { get; } = Members<TlsOptions>(
        (nameof(TlsOptions.CaFile), (value, at) => Certificates(() =>
            value with { CaFile = ConfiguredText.Text(at) })),
        (nameof(TlsOptions.CaFolder), (value, at) => Certificates(() =>
            value with { CaFolder = ConfiguredText.Text(at) })),
        (nameof(TlsOptions.TrustSystem), (value, at) => value with { TrustSystem = ConfiguredText.Truth(at) }),
        (nameof(TlsOptions.Pins), (value, at) => value with { Pins = ConfiguredText.List(at) }),
        (nameof(TlsOptions.MinVersion), (value, at) => value with { MinVersion = TlsVersion(at) }),
        (nameof(TlsOptions.ServerName), (value, at) => value with { ServerName = ConfiguredText.Text(at) }),
        (nameof(TlsOptions.Revocation), (value, at) =>
            value with { Revocation = ConfiguredText.Name<X509RevocationMode>(at) }));

    private static FrozenDictionary<string, ReadMember<EnvironmentOptions>> EnvironmentMembers { get; } =
        Members<EnvironmentOptions>(
            (nameof(EnvironmentOptions.Proxies), (value, at) => value with { Proxies = ConfiguredText.Truth(at) }),
            (nameof(EnvironmentOptions.Certificates), (value, at) =>
                value with { Certificates = ConfiguredText.Truth(at) }),
            (nameof(EnvironmentOptions.Ignored), (value, at) => value with { Ignored = ConfiguredText.List(at) }));

    private static FrozenDictionary<string, ReadMember<AddressRules>> AddressMembers { get; } = Members<AddressRules>(
        (nameof(AddressRules.Deny), (value, at) => value with { Deny = ConfiguredText.List(at) }),
        (nameof(AddressRules.Allow), (value, at) => value with { Allow = ConfiguredText.List(at) }),
        (nameof(AddressRules.AllowUnixSockets), (value, at) =>
            value with { AllowUnixSockets = ConfiguredText.Truth(at) }),
        (nameof(AddressRules.AllowProxies), (value, at) =>
            value with { AllowProxies = ConfiguredText.Truth(at) }));

    private static HttpSessionOptions ReadProxies(
        ConfigurationReader reader, IConfigurationSection section, HttpSessionOptions options)
    {
        reader.Each(section, at =>
        {
            if (at.GetChildren().Any())
            {
                throw new FormatException(
                    "a rule is one text under a scheme; a pattern with a host has a colon, which divides keys: set it "
                    + "in code.");
            }

            options.Proxies[at.Key] = Proxy(at);
        });
        return options;
    }

    // It may hold a password, so it is not shown.
    private static Proxy? Proxy(IConfigurationSection at)
    {
        var text = ConfiguredText.Text(at);
        try
        {
            return ConfiguredText.IsNone(text) ? Peregrine.Proxy.None : new Proxy(text);
        }
        catch (ArgumentException fault)
        {
            throw new FormatException(
                "it is no address of a proxy, such as http://proxy.example:3128 or "
                + "socks5h://user:password@127.0.0.1:1080, nor None.",
                fault);
        }
    }

    private static EnvironmentOptions EnvironmentOf(string text) =>
        ConfiguredText.Is(text, nameof(EnvironmentOptions.All)) ? EnvironmentOptions.All
        : ConfiguredText.IsNone(text) ? EnvironmentOptions.None
        : throw new FormatException("as a text it can only be All or None.");

    private static AddressRules RulesOf(string text) =>
        ConfiguredText.Is(text, nameof(AddressRules.PublicOnly))
            ? AddressRules.PublicOnly
            : throw new FormatException("as a text it can only be PublicOnly.");

    private static int? Most(IConfigurationSection at) =>
        ConfiguredText.IsNone(ConfiguredText.Text(at)) ? null : ConfiguredText.Number(at);

    private static SslProtocols TlsVersion(IConfigurationSection at) => ConfiguredText.Text(at) switch
    {
        "1.2" or "Tls12" => SslProtocols.Tls12,
        "1.3" or "Tls13" => SslProtocols.Tls13,
        _ => throw new FormatException("it is one of Tls12 and Tls13."),
    };

    // What a file can't give is a fault of the option that names it.
    private static TlsOptions Certificates(Func<TlsOptions> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }
}
