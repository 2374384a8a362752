using Polly;

namespace Peregrine;

/// <summary>Runs what comes after it through a pipeline of Polly.</summary>
/// <param name="pipeline">The pipeline.</param>
internal sealed class ResilientMiddleware(ResiliencePipeline<Response> pipeline)
{
    internal ValueTask<Response> RunAsync(Request request, Next next)
    {
        var context = ResilienceContextPool.Shared.Get(next.CancellationToken);
        return next.IsBlocking
            ? new ValueTask<Response>(Run(new PipelineSends(request, next), context))
            : RunAsync(new PipelineSends(request, next), context);
    }

    private async ValueTask<Response> RunAsync(PipelineSends sends, ResilienceContext context)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static (inner, sends) => sends.SendAsync(inner.CancellationToken), context, sends)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Polly waits on this thread, and a send of a blocking call is over when it comes back.
    private Response Run(PipelineSends sends, ResilienceContext context)
    {
        try
        {
            return pipeline.Execute(
                static (inner, sends) => sends.SendAsync(inner.CancellationToken).AsTask().GetAwaiter().GetResult(),
                context, sends);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
