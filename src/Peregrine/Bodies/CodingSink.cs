namespace Peregrine;

/// <summary>Takes the body to the stream that codes it.</summary>
internal sealed class CodingSink(Stream coder, BodySink sink, CallContext call) : BodySink
{
    // What the coder still holds stays with it: to make it give that up would cost bytes at each wait.
    internal override ValueTask FlushAsync() => sink.FlushAsync();

    internal override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!call.IsBlocking)
        {
            return coder.WriteAsync(bytes, call.CancellationToken);
        }

        coder.Write(bytes.Span);
        return default;
    }
}
