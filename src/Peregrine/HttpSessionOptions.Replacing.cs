namespace Peregrine;

/// <content>How complete options take the place of others while connections stay.</content>
public sealed partial class HttpSessionOptions
{
    /// <summary>These options' connections with everything else of another object.</summary>
    /// <param name="options">The complete new options.</param>
    /// <param name="jar">The jar of the session.</param>
    /// <exception cref="ArgumentException">They change what belongs to the connections, or contradict
    /// themselves.</exception>
    internal HttpSessionOptions Replaced(HttpSessionOptions options, CookieJar jar)
    {
        if (OthersThan(options, jar) is { Length: > 0 } others)
        {
            throw new ArgumentException(
                $"{others} can't change while the session is in use: it belongs to the connections. Leave it out, or "
                + "make a new session.",
                nameof(options));
        }

        var replaced = Connections(options).With(options, Rates);
        if (HasEnvironmentOf(options))
        {
            replaced.EnvironmentSnapshot = EnvironmentSnapshot;
        }

        replaced.RefuseBesideTransport();
        replaced.Dialing?.Checked(replaced.Proxy);
        return replaced;
    }

    /// <summary>A copy of changes, for a session that is made anew of them. It never reads the environment.</summary>
    internal HttpSessionOptions Copied() =>
        new HttpSessionOptions { EnvironmentSnapshot = EnvironmentSnapshot.None }.Changed(this, null);

    // What stays, and nothing else.
    private HttpSessionOptions Connections(HttpSessionOptions options) => new()
    {
        Dialing = Dialing,
        Limits = Limits,
        Cookies = Cookies,
        AltSvc = AltSvc,
        Transport = Transport,
        TimeProvider = TimeProvider,
        ReadVariable = ReadVariable,
        EnvironmentSnapshot = HasEnvironmentOf(options) ? EnvironmentSnapshot : null!,
    };

    // The names of what another object says otherwise of the connections.
    private string OthersThan(HttpSessionOptions other, CookieJar jar)
    {
        List<string> names = [];
        Compare(nameof(Transport), other.Transport, Transport);
        Compare(nameof(Limits), other.Limits, Limits ?? Limits.Default);
        Compare(nameof(Cookies), other.Cookies, jar);
        Compare(nameof(TimeProvider), other.TimeProvider, TimeProvider ?? TimeProvider.System);
        Compare(nameof(Resolve), other.Resolve, Resolve);
        Compare(nameof(UnixSocket), other.UnixSocket, UnixSocket);
        Compare<object>(nameof(AltSvc), other.AltSvc, AltSvc ?? false);
        Compare(nameof(LocalAddress), other.LocalAddress, LocalAddress);
        Compare(nameof(ConfigureSocket), other.ConfigureSocket, ConfigureSocket);
        return string.Join(", ", names);

        void Compare<T>(string name, T? value, T? own)
            where T : class
        {
            if (value is not null && !value.Equals(own))
            {
                names.Add(name);
            }
        }
    }

    private bool HasEnvironmentOf(HttpSessionOptions other)
    {
        var (own, its) = (Environment ?? EnvironmentOptions.All, other.Environment ?? EnvironmentOptions.All);
        return own == its || own.Ignored.SequenceEqual(its.Ignored)
            && own.Proxies == its.Proxies && own.Certificates == its.Certificates;
    }
}
