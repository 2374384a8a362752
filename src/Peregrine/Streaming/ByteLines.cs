namespace Peregrine;

/// <summary>
/// The lines of a body that is UTF-8 by definition, as bytes; a byte order mark at the very start is passed over.
/// </summary>
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

    internal ValueTask<bool> FillAsync() => input.FillAsync(_window, what);

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
