namespace Peregrine;

/// <summary>Takes the body to the stream that codes it.</summary>
internal sealed class CodingSink(Stream coder, CallContext call) : BodySink
{
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
