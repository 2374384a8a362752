using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>How a session stands among the services.</summary>
internal static class SessionRegistration
{
    /// <summary>Adds what every session needs, once for each name.</summary>
    internal static HttpSessionBuilder Add(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddOptions<HttpSessionOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<
            IPostConfigureOptions<HttpSessionOptions>, SessionDefaults>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<
            IValidateOptions<HttpSessionOptions>, SessionValidation>());
        services.TryAddKeyedSingleton(name, static (container, key) => new LiveSession(container, (string)key!));
        if (name == Options.DefaultName)
        {
            services.TryAddSingleton(static container =>
                container.GetRequiredKeyedService<LiveSession>(Options.DefaultName).Session);
        }
        else
        {
            services.TryAddKeyedSingleton(name, static (container, key) =>
                container.GetRequiredKeyedService<LiveSession>(key).Session);
        }

        return new HttpSessionBuilder(services, name);
    }

    /// <summary>The session of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="OptionsValidationException">Its options can't be used.</exception>
    internal static HttpSession Get(IServiceProvider container, string name) => (name == Options.DefaultName
            ? container.GetService<HttpSession>()
            : container.GetKeyedService<HttpSession>(name))
        ?? throw new InvalidOperationException(name == Options.DefaultName
            ? "There is no session without a name: call AddHttpSession() first."
            : $"There is no session '{name}': call AddHttpSession(\"{name}\", …) first.");
}
