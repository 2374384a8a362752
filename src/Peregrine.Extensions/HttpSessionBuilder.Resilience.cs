using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;

namespace Peregrine;

/// <content>Pipelines of Polly.</content>
public sealed partial class HttpSessionBuilder
{
    /// <summary>
    /// Puts a pipeline of Polly around each send of the session, or around each whole call. Several are one inside the
    /// other, the first outermost. The pipeline is made once, with the clock of the session, and outlives reloads.
    /// <para>What its strategies throw (<c>TimeoutRejectedException</c>, <c>BrokenCircuitException</c>,
    /// <c>RateLimiterRejectedException</c>) reaches the caller as it is, and the session's
    /// <see cref="HttpSessionOptions.Retry"/> does not repeat it. A response that a strategy discards is
    /// disposed.</para>
    /// <para>A strategy that is added by <see cref="ResponseResilience"/> handles <see cref="RequestException"/> and
    /// the statuses 408, 429 and 5xx unless its options say otherwise.</para>
    /// </summary>
    /// <param name="configure">Adds the strategies.</param>
    /// <param name="scope">What the pipeline is around.</param>
    public HttpSessionBuilder AddResilience(
        Action<ResiliencePipelineBuilder<Response>> configure, ResilienceScope scope = ResilienceScope.Send)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddResilience((_, pipeline) => configure(pipeline), scope);
    }

    /// <summary>
    /// The same, with the services of the container: to take their <c>ILoggerFactory</c> for Polly's telemetry, say.
    /// </summary>
    /// <inheritdoc cref="AddResilience(Action{ResiliencePipelineBuilder{Response}}, ResilienceScope)"/>
    public HttpSessionBuilder AddResilience(
        Action<IServiceProvider, ResiliencePipelineBuilder<Response>> configure,
        ResilienceScope scope = ResilienceScope.Send)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (!Enum.IsDefined(scope))
        {
            throw new ArgumentOutOfRangeException(nameof(scope), scope, "It is Send or Call.");
        }

        var name = Name;
        Services.AddSingleton<IPostConfigureOptions<HttpSessionOptions>>(container =>
            new ResilientSession(name, scope, pipeline => configure(container, pipeline)));
        return this;
    }
}
