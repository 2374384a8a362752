namespace Peregrine.Bench;

/// <summary>Ours with its defaults and a rate at which no call waits: what the permit of a send costs.</summary>
internal sealed class RatedAdapter(Place place, Endpoints endpoints)
    : PeregrineAdapter(Rated(Options(place, endpoints)), endpoints, hasEverything: false)
{
    private static HttpSessionOptions Rated(HttpSessionOptions options)
    {
        options.RateLimit = RateLimit.PerSecond(10_000_000, burst: 100_000_000);
        return options;
    }
}
