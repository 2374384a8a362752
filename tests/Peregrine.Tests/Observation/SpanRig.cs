using System.Collections.Concurrent;
using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// Listens to the spans of one test: those of the trace that it begins, because other tests run beside it.
/// </summary>
internal sealed class SpanRig : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly Activity _root = new("test");

    internal SpanRig(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _root.SetIdFormat(ActivityIdFormat.W3C);
        _root.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Peregrine",
            Sample = (ref options) => options.Parent.TraceId == _root.TraceId ? sampling : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == _root.TraceId)
                {
                    _ended.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal Activity Root => _root;

    /// <summary>The spans that have ended, in that order.</summary>
    internal IReadOnlyList<Activity> Ended => [.. _ended];

    internal Activity Call => Assert.Single(Ended, span => span.Kind == ActivityKind.Internal);

    internal IReadOnlyList<Activity> Sends => [.. Ended.Where(span => span.Kind == ActivityKind.Client)];

    public void Dispose()
    {
        _root.Stop();
        _listener.Dispose();
        _root.Dispose();
    }

    internal static object? Tag(Activity span, string name) => span.GetTagItem(name);

    internal static object? Tag(ActivityEvent told, string name) =>
        told.Tags.FirstOrDefault(tag => tag.Key == name).Value;
}
