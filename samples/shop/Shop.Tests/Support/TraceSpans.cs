using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Shop.Tests;

/// <summary>Keeps the spans of one trace, because other tests run beside the one that began it.</summary>
internal sealed class TraceSpans(ActivityTraceId trace) : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The spans, when the shop's own has ended: that is the last one, and ends behind the answer.</summary>
    public async Task<IReadOnlyList<Activity>> WholeAsync(CancellationToken cancellationToken)
    {
        await _whole.Task.WaitAsync(cancellationToken);
        return [.. _ended];
    }

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == trace)
        {
            _ended.Enqueue(data);
            if (data.Kind == ActivityKind.Server)
            {
                _whole.TrySetResult();
            }
        }
    }
}
