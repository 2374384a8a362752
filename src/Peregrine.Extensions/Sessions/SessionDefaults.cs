using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>What a session of a container has where nothing is said.</summary>
internal sealed class SessionDefaults(IServiceProvider container) : IPostConfigureOptions<HttpSessionOptions>
{
    public void PostConfigure(string? name, HttpSessionOptions options)
    {
        options.Cookies ??= CookieJar.None; // A jar of a singleton would mix the users of the service.
        options.TimeProvider ??= container.GetService<TimeProvider>();
    }
}
