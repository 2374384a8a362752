using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>Clients of <see cref="IHttpClientFactory"/> over sessions.</summary>
/// <example><code>
/// builder.Services.AddHttpClient("legacy").UseHttpSession("github");
/// </code></example>
public static class HttpClientOverSession
{
    /// <summary>
    /// Sends what the client sends as calls of a session: with its connections, credentials, limits and retries
    /// (<see cref="HttpSession.AsHandler"/>). So everything that takes a factory's client (Refit, Kiota, RestSharp,
    /// Flurl …) runs over the session.
    /// <para>A client without a base address has that of the session. It has no timeout of its own, because the
    /// session's limits count; one that is set after this call holds too. The factory renews its handlers as ever, and
    /// that neither closes connections nor disposes the session.</para>
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of a session of <c>AddHttpSession</c>; by default the one without a name.</param>
    public static IHttpClientBuilder UseHttpSession(this IHttpClientBuilder builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var session = name ?? Options.DefaultName;
        builder.Services.TryAddSingleton<RidingClients>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<
            IHttpMessageHandlerBuilderFilter, RetryWarning>());
        return builder
            .ConfigurePrimaryHttpMessageHandler(container =>
                new PrimarySessionHandler(session, SessionRegistration.Get(container, session).AsHandler()))
            .ConfigureHttpClient((container, client) => Configure(client, SessionRegistration.Get(container, session)));
    }

    private static void Configure(HttpClient client, HttpSession session)
    {
        using var own = session.AsHttpClient();
        client.BaseAddress ??= own.BaseAddress;
        client.MaxResponseContentBufferSize = own.MaxResponseContentBufferSize;
        client.Timeout = own.Timeout;
    }
}
