using Polly;

namespace Peregrine;

/// <summary>Runs what comes after it through a pipeline of Polly.</summary>
/// <param name="pipeline">The pipeline.</param>
internal sealed class ResilientMiddleware(ResiliencePipeline<Response> pipeline)
{
    internal async ValueTask<Response> RunAsync(Request request, Next next)
    {
        var context = ResilienceContextPool.Shared.Get(next.CancellationToken);
        var sends = new PipelineSends(request, next);
        Response? given = null;
        try
        {
            return given = next.IsBlocking
                ? Run(sends, context)
                : await pipeline.ExecuteAsync(
                    static (inner, sends) => sends.SendAsync(inner.CancellationToken), context, sends)
                    .ConfigureAwait(false);
        }
        finally
        {
            sends.Discard(given);
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Polly waits on this thread, and a send of a blocking call is over when it comes back.
    private Response Run(PipelineSends sends, ResilienceContext context) => pipeline.Execute(
        static (inner, sends) => sends.SendAsync(inner.CancellationToken).AsTask().GetAwaiter().GetResult(),
        context, sends);
}
