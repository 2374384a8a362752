using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// Counts how often each array was given back to a shared pool, on any thread: the pools tell it by an array's hash.
/// </summary>
internal sealed class PoolWatch : EventListener
{
    private readonly ConcurrentDictionary<int, int> _returns = new();

    /// <summary>The array of some room.</summary>
    internal static byte[] ArrayOf(ReadOnlyMemory<byte> room)
    {
        Assert.True(MemoryMarshal.TryGetArray(room, out var segment));
        return segment.Array!;
    }

    internal int ReturnsOf(byte[] array) => _returns.GetValueOrDefault(RuntimeHelpers.GetHashCode(array));

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "BufferReturned")
        {
            _returns.AddOrUpdate((int)eventData.Payload![0]!, 1, static (_, count) => count + 1);
        }
    }
}
