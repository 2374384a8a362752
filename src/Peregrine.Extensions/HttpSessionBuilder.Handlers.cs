using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <content>A session over the handlers of <see cref="IHttpClientFactory"/>.</content>
public sealed partial class HttpSessionBuilder
{
    /// <summary>
    /// Sends through the handlers of a client of <see cref="IHttpClientFactory"/>, in the place of connections of the
    /// session's own: for handlers that exist already, such as those for authentication or service discovery. The
    /// factory is asked for each send, and its handlers stay its own. What belongs to connections
    /// (<see cref="HttpSessionOptions.Transport"/> says what) can't be set for such a session. The client's base
    /// address and default headers are not part of its handlers.
    /// <para>The last handler of a client follows redirects and keeps cookies by itself unless it is told otherwise:
    /// all users of the service would share them, and a redirect would take the session's own header fields to another
    /// origin. <c>ConfigurePrimaryHttpMessageHandler</c> with <c>UseCookies = false, AllowAutoRedirect = false</c>
    /// leaves both to the session.</para>
    /// </summary>
    /// <param name="client">The name of the client.</param>
    public HttpSessionBuilder UseHttpMessageHandlers(string client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var name = Name;
        Services.AddHttpClient();
        Services.AddSingleton(new RidingClient(name, client));
        Services.TryAddSingleton<RidingClients>();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, RetryWarning>());
        Services.AddSingleton<IConfigureOptions<HttpSessionOptions>>(container =>
            new ConfigureNamedOptions<HttpSessionOptions>(name, options => options.Transport =
                new FactoryHandler(container.GetRequiredService<IHttpMessageHandlerFactory>(), client)));
        return this;
    }
}
