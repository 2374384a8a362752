namespace Peregrine.Bench;

/// <summary>Ours, through the handler that the HttpClient beside it has.</summary>
internal sealed class OverHandlerAdapter(Place place, Endpoints endpoints)
    : PeregrineAdapter(Options(place, endpoints), endpoints, hasEverything: false)
{
    private static HttpSessionOptions Options(Place place, Endpoints endpoints) => new()
    {
        BaseUrl = Adapters.Root(place, endpoints),
        Transport = Adapters.Handler(place),
    };
}
