namespace Peregrine.Bench;

/// <summary>Many hosts: the addresses of the loopback network, which one server listens on.</summary>
internal sealed class Hosts(Endpoints endpoints)
{
    private int _next;

    /// <summary>How long a connection lies idle before it is closed, where that is measured.</summary>
    internal static TimeSpan IdleTime { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The document of the next host; after sixteen million the first comes again.</summary>
    internal string NextUrl()
    {
        var number = Interlocked.Increment(ref _next);
        return $"http://127.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}:{endpoints.HostsPort}/json";
    }
}
