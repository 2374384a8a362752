using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Stands under TLS and gives it what has arrived record by record (RFC 8446, section 5.1), so that nothing is hidden
/// in TLS's own buffers: what lies here when an exchange is over came unasked. It also sees an end that TLS was not
/// told of. Room for what arrives is rented while something lies there.
/// </summary>
/// <param name="wire">What is below.</param>
/// <param name="outer">The records of the TLS that this one runs inside of, to an https proxy; else null.</param>
internal sealed class TlsRecordStream(Stream wire, TlsRecordStream? outer = null) : ReadWriteStream(wire)
{
    private const int HeaderSize = 5;
    private const int FirstType = 20; // Types of records (RFC 8446, section 5.1).
    private const int LastType = 24;
    private const int LargestRecord = HeaderSize + 16_384 + 256;
    private byte[] _arrived = [];
    private int _start;
    private int _end;
    private int _headerSeen;
    private int _length;
    private int _recordLeft;
    private bool _hasBegun;

    /// <summary>Whether something arrived that TLS has not asked for.</summary>
    internal bool HasMore => _start < _end || outer is { HasMore: true };

    /// <summary>
    /// Whether a record has begun to arrive of which TLS has not got all: then a read that waits is no sign of silence.
    /// </summary>
    internal bool IsInRecord => HasMore || _headerSeen > 0 || _recordLeft > 0 || outer is { IsInRecord: true };

    /// <summary>
    /// Whether the connection ended under TLS: without its closing alert the data may be cut (RFC 8446, section 6.1).
    /// </summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether the first thing that came was no record of TLS.</summary>
    internal bool SpokeNoTls { get; private set; }

    /// <summary>Whether it was the beginning of an answer of HTTP.</summary>
    internal bool SpokeHttp { get; private set; }

    /// <summary>Whether records no longer matter: the reader keeps the connection to its end.</summary>
    internal bool PassesThrough { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            var room = ReceiveRooms.Pool.Rent(LargestRecord);
            Arrived(room, Inner.Read(room));
        }

        return Give(buffer);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (PassesThrough && _start == _end)
        {
            return await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        if (_start == _end)
        {
            // Where the read fails, the room is left to the collector: what is below may still write to it.
            var room = ReceiveRooms.Pool.Rent(LargestRecord);
            Arrived(room, await Inner.ReadAsync(room, cancellationToken).ConfigureAwait(false));
        }

        return Give(buffer.Span);
    }

    private void Arrived(byte[] bytes, int count)
    {
        _arrived = bytes;
        if (!_hasBegun && count > 0)
        {
            (_hasBegun, SpokeNoTls, SpokeHttp) =
                (true, _arrived[0] is < FirstType or > LastType, _arrived.AsSpan(0, count).StartsWith("HTTP/"u8));
        }

        (_start, _end) = (0, count);
        HasEnded |= count == 0;
    }

    // The rest of a header, or of the record that it announced; never into the next record.
    private int Give(Span<byte> buffer)
    {
        var count = Take(buffer);
        if (_start == _end)
        {
            ReceiveRooms.Pool.Return(_arrived);
            _arrived = [];
        }

        return count;
    }

    private int Take(Span<byte> buffer)
    {
        var limit = _recordLeft > 0 ? _recordLeft : HeaderSize - _headerSeen;
        var count = Math.Min(Math.Min(limit, _end - _start), buffer.Length);
        var given = _arrived.AsSpan(_start, count);
        given.CopyTo(buffer);
        _start += count;
        if (_recordLeft > 0)
        {
            _recordLeft -= count;
            return count;
        }

        foreach (var one in given)
        {
            _length = ((_length << 8) | one) & 0xFFFF; // The last two bytes of a header are the length.
            _headerSeen++;
        }

        if (_headerSeen == HeaderSize)
        {
            (_recordLeft, _headerSeen) = (_length, 0);
        }

        return count;
    }
}
