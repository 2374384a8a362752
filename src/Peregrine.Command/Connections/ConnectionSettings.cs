using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>What a plan says of the connection, as the library takes it.</summary>
internal static class ConnectionSettings
{
    /// <summary>Sets the options of a session.</summary>
    /// <exception cref="UsageException">The plan contradicts itself, or names an interface that is not there.
    /// </exception>
    /// <exception cref="ArgumentException">The library refuses something.</exception>
    /// <exception cref="IOException">A file of certificates can't be read.</exception>
    internal static void Add(Plan plan, HttpSessionOptions options)
    {
        options.Tls = TrustSettings.Of(plan);
        options.Version = plan.HttpVersion;
        options.UnixSocket = plan.UnixSocket;
        options.Limits = plan.MaxHeadBytes is { } head ? new Limits { MaxResponseHeadBytes = head } : null;
        AddProxies(plan, options);
        AddAddresses(plan, options);
        if (plan.FixedAddresses.Count > 0)
        {
            new FixedAddresses(plan.FixedAddresses).AddTo(options);
        }
    }

    private static void AddProxies(Plan plan, HttpSessionOptions options)
    {
        if (plan.UnixSocket is not null && plan.Proxies.Count > 0)
        {
            throw new UsageException("--proxy and --unix-socket both say where the connection goes.");
        }

        if (plan.GoesDirect)
        {
            options.Proxy = Proxy.None;
        }

        foreach (var text in plan.Proxies)
        {
            switch (SchemeOf(text))
            {
                case { } scheme:
                    options.Proxies[scheme + "://"] = new Proxy(text[(scheme.Length + 1)..]);
                    break;
                default:
                    options.Proxy = new Proxy(text);
                    break;
            }
        }
    }

    // HTTPie's form is http:http://proxy:3128; http://proxy:3128 alone is for every URL.
    private static string? SchemeOf(string text) =>
        Array.Find(["http", "https", "all"], scheme =>
            text.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase)
            && !text.AsSpan(scheme.Length).StartsWith("://"));

    private static void AddAddresses(Plan plan, HttpSessionOptions options)
    {
        if (plan.Interface is { } name)
        {
            LocalInterface.Add(name, options);
        }

        if (plan.Family is not { } family)
        {
            return;
        }

        if (options.LocalAddress is { } own && own.AddressFamily != family)
        {
            throw new UsageException("--interface names an address of another family than -4 or -6 asks for.");
        }

        // An end of our own without an address leaves its choice to the system, but not its family.
        options.LocalAddress ??= family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
    }
}
