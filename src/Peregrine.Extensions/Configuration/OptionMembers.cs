using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>How each option is read from configuration.</summary>
internal static partial class OptionMembers
{
    /// <summary>The options of a session.</summary>
    internal static FrozenDictionary<string, ReadMember<HttpSessionOptions>> OfSession { get; } = All();

    private static FrozenDictionary<string, ReadMember<HttpSessionOptions>> All() =>
        new Dictionary<string, ReadMember<HttpSessionOptions>>
        {
            [nameof(HttpSessionOptions.BaseUrl)] = Set((options, at) => options.BaseUrl = BaseUrl(at)),
            [nameof(HttpSessionOptions.Query)] = ReadQuery,
            [nameof(HttpSessionOptions.Headers)] = ReadHeaders,
            [nameof(HttpSessionOptions.Cookies)] = Set((options, at) => options.Cookies = Jar(at)),
            [nameof(HttpSessionOptions.Timeout)] = Put((options, reader, at) => options.Timeout = reader.TextOrMembers(
                at, TimeoutsOf, () => options.Timeout ?? new Timeouts(), TimeoutMembers)),
            [nameof(HttpSessionOptions.Retry)] = Put((options, reader, at) =>
                options.Retry = Retries(reader, at, options.Retry)),
            [nameof(HttpSessionOptions.RetryBudget)] = Put((options, reader, at) =>
                options.RetryBudget = reader.Kept(at, () => Budget(reader, at))),
            [nameof(HttpSessionOptions.RateLimit)] = Put((options, reader, at) =>
                options.RateLimit = Rate(reader, at)),
            [nameof(HttpSessionOptions.Redirects)] = Put((options, reader, at) =>
                options.Redirects = reader.TextOrMembers(
                    at, RedirectsOf, () => options.Redirects ?? new RedirectPolicy(), RedirectMembers)),
            [nameof(HttpSessionOptions.MaxResponseBytes)] =
                Set((options, at) => options.MaxResponseBytes = ConfiguredText.LongNumber(at)),
            [nameof(HttpSessionOptions.MeasureBodiesUpTo)] =
                Set((options, at) => options.MeasureBodiesUpTo = ConfiguredText.Number(at)),
            [nameof(HttpSessionOptions.ExpectContinue)] =
                Set((options, at) => options.ExpectContinue = ConfiguredText.Time(at)),
            [nameof(HttpSessionOptions.Compress)] = Set((options, at) => options.Compress = Coding(at)),
            [nameof(HttpSessionOptions.Decompress)] =
                Set((options, at) => options.Decompress = ConfiguredText.Truth(at)),
            [nameof(HttpSessionOptions.Version)] = Set((options, at) => options.Version = VersionOf(at)),
            [nameof(HttpSessionOptions.Tls)] = Put((options, reader, at) =>
                options.Tls = options.Tls is { } before
                    ? reader.TextOrMembers(at, NoText<TlsOptions>, () => before, TlsMembers)
                    : reader.Kept(
                        at, () => reader.TextOrMembers(at, NoText<TlsOptions>, () => new(), TlsMembers))),
            [nameof(HttpSessionOptions.Proxy)] = Set((options, at) => options.Proxy = Proxy(at)),
            [nameof(HttpSessionOptions.Proxies)] = ReadProxies,
            [nameof(HttpSessionOptions.Environment)] = Put((options, reader, at) =>
                options.Environment = reader.TextOrMembers(
                    at, EnvironmentOf, () => options.Environment ?? EnvironmentOptions.All, EnvironmentMembers)),
            [nameof(HttpSessionOptions.Limits)] = Put((options, reader, at) => options.Limits = reader.TextOrMembers(
                at, NoText<Limits>, () => options.Limits ?? new Limits(), LimitMembers)),
            [nameof(HttpSessionOptions.AddressRules)] = Put((options, reader, at) =>
                options.AddressRules = reader.TextOrMembers(
                    at, RulesOf, () => options.AddressRules ?? new AddressRules(), AddressMembers)),
            [nameof(HttpSessionOptions.UnixSocket)] =
                Set((options, at) => options.UnixSocket = ConfiguredText.Text(at)),
            [nameof(HttpSessionOptions.AltSvc)] = Set((options, at) => options.AltSvc = ConfiguredText.Truth(at)),
            [nameof(HttpSessionOptions.LocalAddress)] = Set((options, at) => options.LocalAddress = Address(at)),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static ReadMember<HttpSessionOptions> Set(Action<HttpSessionOptions, IConfigurationSection> set) =>
        Put((options, _, at) => set(options, at));

    private static ReadMember<HttpSessionOptions> Put(
        Action<HttpSessionOptions, ConfigurationReader, IConfigurationSection> put) => (reader, at, options) =>
        {
            put(options, reader, at);
            return options;
        };

    private static FrozenDictionary<string, ReadMember<T>> Members<T>(
        params (string Name, Func<T, IConfigurationSection, T> Read)[] members) =>
        members.ToFrozenDictionary<(string Name, Func<T, IConfigurationSection, T> Read), string, ReadMember<T>>(
            member => member.Name, member => (_, at, value) => member.Read(value, at),
            StringComparer.OrdinalIgnoreCase);

    private static T NoText<T>(string text) =>
        throw new FormatException("it is a section with members, and no text.");

    // What the library refuses it refuses when a session is made. The URL may hold a password, so it is not shown.
    private static string BaseUrl(IConfigurationSection at)
    {
        var text = ConfiguredText.Text(at);
        Trial(new HttpSessionOptions { BaseUrl = text });
        return text;
    }

    private static void Trial(HttpSessionOptions options)
    {
        options.Environment = EnvironmentOptions.None;
        new HttpSession(options).Dispose();
    }

    private static HttpSessionOptions ReadHeaders(
        ConfigurationReader reader, IConfigurationSection section, HttpSessionOptions options)
    {
        reader.Each(section, at =>
        {
            HeaderValues values = [];
            if (at.GetChildren().Any())
            {
                foreach (var one in ConfiguredText.Items(at))
                {
                    values.Add(at.Key, ConfiguredText.Text(one));
                }
            }
            else
            {
                values.Add(at.Key, at.Value?.Trim()); // Null takes a default out.
            }

            Trial(new HttpSessionOptions { Headers = values });
            options.Headers.Remove(at.Key);
            foreach (var (name, value) in values)
            {
                options.Headers.Add(name, value);
            }
        });
        return options;
    }

    private static HttpSessionOptions ReadQuery(
        ConfigurationReader reader, IConfigurationSection section, HttpSessionOptions options)
    {
        reader.Each(section, at => options.Query[at.Key] = at.GetChildren().Any()
            ? (string?[])[.. ConfiguredText.Items(at).Select(one => one.Value)]
            : at.Value);
        return options;
    }

    private static CookieJar Jar(IConfigurationSection at) => ConfiguredText.IsNone(ConfiguredText.Text(at))
        ? CookieJar.None
        : throw new FormatException("it can only be None; a jar is made in code.");

    private static ContentCoding Coding(IConfigurationSection at) =>
        Array.Find([ContentCoding.Gzip, ContentCoding.Deflate, ContentCoding.Brotli],
            coding => ConfiguredText.Is(coding.Name, ConfiguredText.Text(at)))
        ?? throw new FormatException("it is one of gzip, deflate and br; any other is made in code.");

    private static Version VersionOf(IConfigurationSection at)
    {
        var text = ConfiguredText.Text(at);
        return Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : $"{text}.0", out var version)
            ? version
            : throw new FormatException("it is one of 1.1, 2.0 and 3.0.");
    }

    private static IPAddress Address(IConfigurationSection at) =>
        IPAddress.TryParse(ConfiguredText.Text(at), out var address)
            ? address
            : throw new FormatException("it is an address by number, such as 192.0.2.1.");
}
