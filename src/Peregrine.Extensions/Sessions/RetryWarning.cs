using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Peregrine;

/// <summary>
/// Warns, when a factory makes a chain of handlers, that a handler of a resilience package and a session both repeat:
/// three tries of one and three of the other are nine.
/// </summary>
internal sealed class RetryWarning(IServiceProvider container, RidingClients riding) : IHttpMessageHandlerBuilderFilter
{
    // Microsoft.Extensions.Http.Resilience and Microsoft.Extensions.Http.Polly, which are not referenced.
    private static readonly string[] Repeaters = ["ResilienceHandler", "PolicyHttpMessageHandler"];

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        var repeater = builder.AdditionalHandlers.FirstOrDefault(handler => Repeaters.Contains(handler.GetType().Name));
        if (repeater is null)
        {
            return;
        }

        string[] below = builder.PrimaryHandler is PrimarySessionHandler primary ? [primary.Session] : [];
        foreach (var session in below.Concat(riding.SessionsOver(builder.Name ?? "")))
        {
            if (container.GetKeyedService<LiveSession>(session) is { Retries: true } live)
            {
                SessionEvents.RetriesTwice(live.Logger, builder.Name ?? "", repeater.GetType().Name);
            }
        }
    };
}
