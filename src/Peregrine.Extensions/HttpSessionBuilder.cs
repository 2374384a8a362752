using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>A session that was added to a container, for what is added to it.</summary>
public sealed partial class HttpSessionBuilder
{
    internal HttpSessionBuilder(IServiceCollection services, string name) => (Services, Name) = (services, name);

    /// <summary>The name of the session; empty for the one without a name.</summary>
    public string Name { get; }

    /// <summary>The services that it was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Adds a client class over the session: a singleton. Its constructor takes an <see cref="HttpSession"/>, which is
    /// this one, and whatever else the container has. Under a session with a name it can also be had by that key.
    /// </summary>
    /// <typeparam name="TClient">The class, mostly an <see cref="ApiClient"/>.</typeparam>
    public HttpSessionBuilder AddApiClient<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClient>()
        where TClient : class => AddApiClient<TClient, TClient>();

    /// <summary>
    /// Adds a client class over the session under its interface: a singleton. Its constructor takes an
    /// <see cref="HttpSession"/>, which is this one, and whatever else the container has. Under a session with a name
    /// it can also be had by that key.
    /// </summary>
    /// <typeparam name="TInterface">What is asked for.</typeparam>
    /// <typeparam name="TClient">The class.</typeparam>
    public HttpSessionBuilder AddApiClient<
        TInterface, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClient>()
        where TInterface : class
        where TClient : class, TInterface
    {
        var name = Name;
        if (name == Options.DefaultName)
        {
            Services.AddSingleton<TInterface>(static container => Create<TClient>(container, Options.DefaultName));
            return this;
        }

        // One object for both ways: the container asks the keyed one for the plain one.
        Services.AddKeyedSingleton<TInterface>(name, (container, _) => Create<TClient>(container, name));
        Services.AddSingleton(container => container.GetRequiredKeyedService<TInterface>(name));
        return this;
    }

    private static TClient Create<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClient>(
        IServiceProvider container, string name) =>
        ActivatorUtilities.CreateInstance<TClient>(container, SessionRegistration.Get(container, name));
}
