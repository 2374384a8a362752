using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>Sessions in a container of services.</summary>
/// <example><code>
/// builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop")).AddApiClient&lt;ShopClient&gt;();
/// app.MapGet("/", ([FromKeyedServices("shop")] HttpSession session) => …);
/// </code></example>
/// <remarks>
/// <para>A session is a singleton under its name as the key, which the container disposes; without a name it is the
/// plain <see cref="HttpSession"/>. Calls with one name add up, in their order: what a later one sets counts, headers
/// are added. They fill named <see cref="HttpSessionOptions"/>, so <c>Configure</c>, <c>PostConfigure</c> and
/// <c>Validate</c> of <c>Microsoft.Extensions.Options</c> work on them too.</para>
/// <para>Options that can't be used are an <see cref="OptionsValidationException"/> that names every fault: when a host
/// starts, without a host when the session is first asked for.</para>
/// <para>Unless the options say otherwise, the session keeps no cookies (<see cref="CookieJar.None"/>), because it
/// serves all users of the service, and its clock is the <see cref="TimeProvider"/> of the container, where there is
/// one. It logs to the category <c>Peregrine.NAME</c>, or <c>Peregrine</c> without a name.</para>
/// </remarks>
public static class HttpSessionServices
{
    /// <summary>Adds the session without a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets its options; by default none.</param>
    public static HttpSessionBuilder AddHttpSession(
        this IServiceCollection services, Action<HttpSessionOptions>? configure = null) =>
        AddHttpSession(services, Options.DefaultName, configure);

    /// <summary>Adds the session without a name, with options that the container's services help to set.</summary>
    /// <inheritdoc cref="AddHttpSession(IServiceCollection, string, Action{IServiceProvider, HttpSessionOptions})"/>
    public static HttpSessionBuilder AddHttpSession(
        this IServiceCollection services, Action<IServiceProvider, HttpSessionOptions> configure) =>
        AddHttpSession(services, Options.DefaultName, configure);

    /// <summary>Adds the session without a name, with options from configuration.</summary>
    /// <inheritdoc cref="AddHttpSession(IServiceCollection, string, IConfiguration)"/>
    public static HttpSessionBuilder AddHttpSession(this IServiceCollection services, IConfiguration configuration) =>
        AddHttpSession(services, Options.DefaultName, configuration);

    /// <summary>Adds the session of a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, which is the key of the service.</param>
    /// <param name="configure">Sets its options; by default none.</param>
    public static HttpSessionBuilder AddHttpSession(
        this IServiceCollection services, string name, Action<HttpSessionOptions>? configure = null)
    {
        var builder = SessionRegistration.Add(services, name);
        if (configure is not null)
        {
            services.AddSingleton<IConfigureOptions<HttpSessionOptions>>(
                new ConfigureNamedOptions<HttpSessionOptions>(name, configure));
        }

        return builder;
    }

    /// <summary>Adds the session of a name, with options that the container's services help to set.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, which is the key of the service.</param>
    /// <param name="configure">Sets its options. It runs when the session is made, and again when the configuration of
    /// this session is reloaded: what has to outlive that, such as credentials with a token in hand, is made outside,
    /// as a service for example.</param>
    public static HttpSessionBuilder AddHttpSession(
        this IServiceCollection services, string name, Action<IServiceProvider, HttpSessionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = SessionRegistration.Add(services, name);
        services.AddSingleton<IConfigureOptions<HttpSessionOptions>>(container =>
            new ConfigureNamedOptions<HttpSessionOptions>(name, options => configure(container, options)));
        return builder;
    }

    /// <summary>
    /// Adds the session of a name, with options from configuration: <c>BaseUrl</c>, <c>Headers</c>,
    /// <c>Timeout:Connect</c>, <c>Retry:Total</c>, <c>RateLimit:PerSecond</c> and the others that a text can say. A
    /// number is seconds, a text <c>hh:mm:ss</c>. What can't be read, or is no name of an option, is a fault that is
    /// named by its path.
    /// <para>When the configuration is reloaded, the session goes by the new options from its next call on
    /// (<see cref="HttpSession.Reconfigure"/>). New options with a fault are logged and change nothing; so are those
    /// that belong to the connections, such as <c>Limits</c>, which need a restart.</para>
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, which is the key of the service.</param>
    /// <param name="configuration">Mostly a section.</param>
    public static HttpSessionBuilder AddHttpSession(
        this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = SessionRegistration.Add(services, name);
        var configured = new ConfiguredOptions(name, configuration);
        services.AddSingleton(configured);
        services.AddSingleton<IConfigureOptions<HttpSessionOptions>>(configured);
        return builder;
    }
}
