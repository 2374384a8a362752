namespace Peregrine;

/// <summary>
/// One of the platform's decoders, held to what it does not check: a coding that is cut off is an error, and what
/// follows its end is read, though not used, so that the codings and the framing under it come to their own ends.
/// </summary>
internal sealed class CodingStream : ReadOnlyStream
{
    private const int MostJunk = 64 * 1024;
    private readonly CodedInput _input;
    private readonly Stream _decoder;
    private bool _isOver;

    internal CodingStream(CodedInput input, Func<Stream, Stream> open) => (_input, _decoder) = (input, open(input));

    public override int Read(Span<byte> buffer)
    {
        while (!_isOver && !buffer.IsEmpty)
        {
            var read = _decoder.Read(buffer);
            if (read > 0 && _input.IsData(buffer[..read]))
            {
                return read;
            }

            if (read == 0)
            {
                End();
                var junk = new byte[1024];
                for (var total = 0; _input.Rest.Read(junk, 0, junk.Length) is var more && more > 0;)
                {
                    total = Passed(total + more);
                }
            }
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isOver && !buffer.IsEmpty)
        {
            var read = await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0 && _input.IsData(buffer.Span[..read]))
            {
                return read;
            }

            if (read == 0)
            {
                End();
                var junk = new byte[1024];
                for (var total = 0;
                    await _input.Rest.ReadAsync(junk, cancellationToken).ConfigureAwait(false) is var more && more > 0;)
                {
                    total = Passed(total + more);
                }
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void End()
    {
        _isOver = true;
        if (!_input.IsWhole)
        {
            throw new CodedDataException("The coded data is cut off.");
        }
    }

    private static int Passed(int junk) =>
        junk <= MostJunk ? junk : throw new CodedDataException("Far too much follows the coded data.");
}
