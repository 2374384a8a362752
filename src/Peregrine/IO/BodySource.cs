namespace Peregrine;

/// <summary>A body as it comes in. Reading past the end, or disposing, gives up what it came from.</summary>
internal abstract class BodySource : IDisposable
{
    private const long NotYet = long.MinValue;
    private long _endedAt = NotYet;

    /// <summary>How many bytes are left, or null when that is not known.</summary>
    internal abstract long? Length { get; }

    /// <summary>How many bytes of the body have come in, as they were received.</summary>
    internal long Received { get; private protected set; }

    /// <summary>When the end of the body was there, as a timestamp; null until then.</summary>
    internal long? EndedAt
    {
        get => _endedAt == NotYet ? null : _endedAt;
        private protected set => _endedAt = value ?? NotYet;
    }

    /// <summary>The fields that followed the body; complete once it is read to its end.</summary>
    internal virtual Headers Trailers => Headers.Empty;

    /// <summary>Whether the content codings that the fields name are undone already.</summary>
    internal virtual bool IsPlain => false;

    /// <summary>Reads some bytes, blocking or not as the call says; 0 at the end.</summary>
    internal abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Makes a read that is under way fail at once; from any thread.</summary>
    internal virtual void Abort() => Dispose();

    /// <summary>The caller let go of it without disposing it: the finalizer says so.</summary>
    internal virtual void Abandon() => Dispose();

    public abstract void Dispose();
}
