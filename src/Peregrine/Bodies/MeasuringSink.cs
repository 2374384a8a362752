using System.Buffers;

namespace Peregrine;

/// <summary>
/// Takes in the beginning of a body, and holds up its writer until there is a connection to write the rest to.
/// </summary>
internal sealed class MeasuringSink : BodySink
{
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly TaskCompletionSource _isFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<BodySink> _further = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _most;
    private Task _writing = Task.CompletedTask;
    private BodySink? _sink;

    private MeasuringSink(int most) => _most = most;

    /// <summary>The whole body, where it has an end within the measure.</summary>
    internal ReadOnlyMemory<byte>? Whole { get; private set; }

    /// <summary>Reads a body until its end or the measure.</summary>
    internal static async ValueTask<MeasuringSink> ReadAsync(Body body, int most, Request request, CallContext call)
    {
        var sink = new MeasuringSink(most);

        // On a worker of the framework: content may write without awaiting, and would be held up on this thread. It
        // outlives the wait for it.
        var own = call.IsBlocking ? call.Beside() : call;
        sink._writing = Task.Factory.StartNew(
            () => body.WriteAsync(sink, own).AsTask(),
            call.CancellationToken,
            TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default)
            .Unwrap();
        try
        {
            await TokenWait.ForAsync(Task.WhenAny(sink._writing, sink._isFull.Task), request, call)
                .ConfigureAwait(false);
        }
        catch
        {
            sink.GiveUp(); // A writer that goes on after all is no longer held up.
            _ = sink._writing.ContinueWith(
                static late => _ = late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            throw;
        }

        if (sink._writing.IsCompleted)
        {
            await sink._writing.ConfigureAwait(false);
            sink.Whole = sink._held.WrittenMemory;
        }

        return sink;
    }

    /// <summary>Writes what was held, and lets the body write on.</summary>
    internal Task WriteOnAsync(BodySink sink)
    {
        _further.TrySetResult(sink);
        return _writing;
    }

    /// <summary>The rest will not be taken.</summary>
    internal void GiveUp() => _further.TrySetException(new OperationCanceledException("The body was never sent."));

    internal override ValueTask FlushAsync() => _sink is null ? default : _sink.FlushAsync();

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_sink is null && bytes.Length <= _most - _held.WrittenCount)
        {
            _held.Write(bytes.Span);
            return;
        }

        if (_sink is null)
        {
            _isFull.TrySetResult();
            _sink = await _further.Task.ConfigureAwait(false);
            await _sink.WriteAsync(_held.WrittenMemory).ConfigureAwait(false);
        }

        await _sink.WriteAsync(bytes).ConfigureAwait(false);
    }
}
