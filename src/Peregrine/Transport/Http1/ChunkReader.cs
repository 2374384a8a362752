namespace Peregrine;

/// <summary>
/// Follows the chunks of a body (RFC 9112, section 7.1), strictly: lines end in CR LF, sizes are hexadecimal digits
/// with nothing but white space behind them. Pure.
/// </summary>
internal sealed class ChunkReader
{
    private const int LongestLine = 4096;
    private const int MostExtensions = 16 * 1024;
    private FieldList? _trailers;
    private Part _part = Part.Size;
    private int _extensions;
    private int _trailerBytes;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        Done,
    }

    /// <summary>How many bytes of the body follow now.</summary>
    internal long Left { get; private set; }

    internal bool IsDone => _part == Part.Done;

    internal Headers Trailers => _trailers?.ToHeaders() ?? Headers.Empty;

    /// <summary>
    /// Passes over framing, and gives how many bytes of it there were. When nothing is left and it is not done, more
    /// has to arrive.
    /// </summary>
    /// <exception cref="MalformedException">It is not chunked as the standard says, or the framing grows out of all
    /// proportion.</exception>
    internal int Advance(ReadOnlySpan<byte> data)
    {
        var consumed = 0;
        while (_part is not (Part.Data or Part.Done))
        {
            var rest = data[consumed..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                return rest.Length <= LongestLine
                    ? consumed
                    : throw new MalformedException("a chunk's line is too long");
            }

            if (end == 0 || rest[end - 1] != '\r' || rest[..(end - 1)].Contains((byte)'\r'))
            {
                throw new MalformedException("a chunk's line does not end in CR LF");
            }

            consumed += end + 1;
            ReadLine(rest[..(end - 1)]);
        }

        return consumed;
    }

    /// <summary>Notes that bytes of the body were taken.</summary>
    internal void Took(int count)
    {
        Left -= count;
        _part = Left == 0 ? Part.DataEnd : Part.Data;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        switch (_part)
        {
            case Part.Size:
                ReadSize(line);
                break;
            case Part.DataEnd:
                _part = line.IsEmpty ? Part.Size : throw new MalformedException("a chunk is longer than its size");
                break;
            default:
                ReadTrailer(line);
                break;
        }
    }

    private void ReadSize(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = (end < 0 ? line : line[..end]).TrimEnd(" \t"u8);
        _extensions += line.Length - digits.Length;
        if (_extensions > MostExtensions)
        {
            throw new MalformedException(
                "the chunks carry too many extensions", HttpRequestError.ConfigurationLimitExceeded);
        }

        Left = Hexadecimal(digits);
        _part = Left == 0 ? Part.Trailers : Part.Data;
    }

    private static long Hexadecimal(ReadOnlySpan<byte> digits)
    {
        long size = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit) || size > long.MaxValue >> 4)
            {
                throw new MalformedException("a chunk's size is not a hexadecimal number");
            }

            size = (size << 4) | (digit <= '9' ? digit - (long)'0' : (digit | 0x20L) - 'a' + 10);
        }

        return digits.IsEmpty ? throw new MalformedException("a chunk has no size") : size;
    }

    private void ReadTrailer(ReadOnlySpan<byte> line)
    {
        _trailerBytes += line.Length + 2;
        if (_trailerBytes > HeadLimit.Standard.Bytes)
        {
            throw new MalformedException("the trailers are too large", HttpRequestError.ConfigurationLimitExceeded);
        }

        if (line.IsEmpty)
        {
            _part = Part.Done;
            return;
        }

        if (HeaderLine.TryParse(line, out var trailer))
        {
            (_trailers ??= new FieldList()).Add(trailer);
        }
    }
}
