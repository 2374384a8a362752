using Peregrine;
using Polly;
using Polly.Retry;
using RetryPolicy = Peregrine.RetryPolicy;

namespace NameClash;

internal static class Retries
{
    internal static RetryPolicy Ours { get; } = new(3);

    internal static HttpSessionOptions WithoutTheName { get; } = new() { Retry = new(3) { Jitter = Jitter.Full } };

    internal static ResiliencePipeline Theirs { get; } = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions()).Build();
}
