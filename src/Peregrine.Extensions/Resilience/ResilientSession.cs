using Microsoft.Extensions.Options;
using Polly;

namespace Peregrine;

/// <summary>
/// The step that puts a pipeline around the sends or the calls of a session. It makes the pipeline once: a circuit that
/// is open stays open when the options are made anew.
/// </summary>
internal sealed class ResilientSession(
    string name, ResilienceScope scope, Action<ResiliencePipelineBuilder<Response>> configure)
    : IPostConfigureOptions<HttpSessionOptions>
{
    private readonly Lock _gate = new();
    private ResilientMiddleware? _middleware;

    public void PostConfigure(string? optionsName, HttpSessionOptions options)
    {
        if (optionsName != name)
        {
            return;
        }

        Middleware middleware = Made(options.TimeProvider).RunAsync;
        if (scope == ResilienceScope.Call)
        {
            options.Middleware = [.. options.Middleware, middleware];
        }
        else
        {
            options.NetworkMiddleware = [.. options.NetworkMiddleware, middleware];
        }
    }

    private ResilientMiddleware Made(TimeProvider? time)
    {
        lock (_gate)
        {
            if (_middleware is null)
            {
                var builder = new ResiliencePipelineBuilder<Response>
                {
                    Name = name.Length == 0 ? "Peregrine" : $"Peregrine.{name}",
                    InstanceName = scope.ToString(),
                    TimeProvider = time,
                };
                configure(builder);
                _middleware = new ResilientMiddleware(builder.Build());
            }

            return _middleware;
        }
    }
}
