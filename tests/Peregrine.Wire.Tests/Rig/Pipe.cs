using System.IO.Pipelines;

namespace Peregrine;

/// <summary>Streams that do not know their length.</summary>
internal static class Pipe
{
    internal static Stream Of(byte[] bytes) =>
        PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(bytes)).AsStream();
}
