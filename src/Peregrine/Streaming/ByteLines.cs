namespace Peregrine;

/// <summary>The lines of a body that is UTF-8 by definition, as bytes; a byte order mark at the very start is passed over.</summary>
internal sealed class ByteLines(BodyInput input, string what) : IDisposable
{
    private const int Size = 32 * 1024;
    private readonly LineWindow<byte> _window = new((byte)'\r', (byte)'\n', input.ItemLimit, Size);
    private bool _hasBegun;

    internal bool TryTake(out ReadOnlySpan<byte> line)
    {
        if (!_window.TryTake(out line))
        {
            return false;
        }

        line = WithoutMark(line);
        return true;
    }

    internal ReadOnlySpan<byte> TakeRest() => WithoutMark(_window.TakeRest());

    internal async ValueTask<bool> FillAsync()
    {
        if (_window.IsTooLong)
        {
            throw input.ItemLimit.Exceeded(input.Response.Request, what);
        }

        var read = await input.ReadAsync(_window.Free(Size / 4)).ConfigureAwait(false);
        _window.Advance(read);
        return read > 0;
    }

    public void Dispose() => _window.Dispose();

    private ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line)
    {
        if (_hasBegun)
        {
            return line;
        }

        _hasBegun = true;
        return ByteOrderMark.Skip(line);
    }
}
