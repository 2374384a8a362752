namespace Peregrine;

/// <summary>Keeps what goes through it.</summary>
/// <param name="sink">Where it goes; null keeps it alone.</param>
/// <param name="capture">What keeps it.</param>
internal sealed class RecordedSink(BodySink? sink, BodyCapture capture) : BodySink
{
    internal override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        capture.Add(bytes.Span);
        return sink?.WriteAsync(bytes) ?? default;
    }

    internal override ValueTask FlushAsync() => sink?.FlushAsync() ?? default;
}
