#if WITHOUT_CURE
using Peregrine;
using Polly.Retry;

namespace NameClash;

internal static class RetriesUncured
{
    internal static HttpSessionOptions Options() => new()
    {
        Retry = new RetryPolicy(3), // CS0104
    };
}
#endif
