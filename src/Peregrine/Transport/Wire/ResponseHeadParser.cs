using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the head of a response as it arrives (RFC 9112, sections 4 and 5); interim responses (1xx) are passed over.
/// Pure.
/// </summary>
internal sealed class ResponseHeadParser(HeadLimit limit)
{
    private readonly FieldList _fields = new();
    private Headers _last = Headers.Empty;
    private ResponseHead? _lastHead;
    private StringBuilder? _folded; // The value of the last field, where folded lines add to it.
    private bool _isLikeLast;
    private bool _isLeftOut; // The last field was; lines that continue it go with it.
    private int _bytes;
    private int _status;
    private string _reason = "";
    private Version _version = HttpVersion.Version11;

    /// <summary>Whether the server said that it waits for the body (100).</summary>
    internal bool HasContinued { get; private set; }

    internal bool HasBegun => _bytes > 0;

    /// <summary>The status of the head that is being read; 0 before its first line.</summary>
    internal int StatusCode => _status;

    /// <summary>
    /// The head. Fields that say the same as in the head before are that head's, and so are all of them together: it
    /// saves 470 bytes of a GET of JSON.
    /// </summary>
    internal ResponseHead Result
    {
        get
        {
            _last = _isLikeLast && _fields.Count == _last.Count ? _last : _fields.ToHeaders();
            return _lastHead = _lastHead?.Or(_status, _reason, _version, _last)
                ?? new ResponseHead(_status, _reason, _version, _last);
        }
    }

    /// <summary>Makes ready for the next response on the connection.</summary>
    internal void Reset()
    {
        _bytes = 0;
        HasContinued = false;
        Begin();
    }

    /// <summary>Reads what has arrived, and says whether the head is complete.</summary>
    /// <exception cref="MalformedException">It is no head of HTTP/1, or too large.</exception>
    internal bool Read(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        if (_bytes == 0 && IsHttp2(data))
        {
            throw new MalformedException("the server answers in HTTP/2 where HTTP/1 is spoken");
        }

        while (HeaderLine.TryRead(data[consumed..], out var length, out var line))
        {
            consumed += length;
            Count(length);
            if (_status == 0)
            {
                ReadStatusLine(line);
            }
            else if (!line.IsEmpty)
            {
                ReadField(line);
            }
            else if (_status >= 200)
            {
                EndFold();
                return true;
            }
            else
            {
                EndInterim();
            }
        }

        ThrowIfLarger(_bytes + (data.Length - consumed)); // A line may have no end.
        return false;
    }

    // A server that speaks only HTTP/2 begins with its settings, or goes away at once (RFC 9113, section 3.4).
    private static bool IsHttp2(ReadOnlySpan<byte> data)
    {
        if (data.Length < FrameHeader.Size || data[0] != 0)
        {
            return false;
        }

        var frame = FrameHeader.Read(data);
        return frame.Stream == 0 && frame.Length <= FrameRules.MaxFrameSize && (frame.Type == FrameType.Settings
            ? frame.Length % PeerSettings.SettingSize == 0
            : frame.Type == FrameType.GoAway && frame.Length >= 8);
    }

    private void Count(int bytes)
    {
        _bytes += bytes;
        ThrowIfLarger(_bytes);
    }

    private void ThrowIfLarger(int bytes)
    {
        if (bytes > limit.Bytes)
        {
            throw new MalformedException(limit.Reason, HttpRequestError.ConfigurationLimitExceeded);
        }
    }

    private void Begin()
    {
        _fields.Clear();
        _folded = null;
        _isLeftOut = false;
        _isLikeLast = true;
        _status = 0;
    }

    private void EndInterim()
    {
        if (_status == 101)
        {
            throw new MalformedException("the server switched protocols without being asked");
        }

        HasContinued |= _status == 100;

        Begin();
    }

    // HTTP/1.1 SP 200 SP OK; the second space and the words may be missing. A later minor version is read as 1.1 (RFC
    // 9110, section 2.5).
    private void ReadStatusLine(ReadOnlySpan<byte> line)
    {
        var isLine = line.Length >= 12 && line.StartsWith("HTTP/1."u8)
            && line[7] is >= (byte)'0' and <= (byte)'9' && line[8] == ' '
            && (line.Length == 12 || line[12] == ' ');
        if (!isLine
            || line[9..12] is not [>= (byte)'1' and <= (byte)'9', >= (byte)'0'
                and <= (byte)'9', >= (byte)'0' and <= (byte)'9'])
        {
            throw new MalformedException("the answer does not begin as a response of HTTP/1 does");
        }

        _version = line[7] == '0' ? HttpVersion.Version10 : HttpVersion.Version11;
        _status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        _reason = line.Length > 13 ? line[13..] is [(byte)'O', (byte)'K'] ? "OK" : ReasonOf(line[13..]) : "";
    }

    private void ReadField(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            ReadFolded(line);
            return;
        }

        EndFold();
        var isSame = _fields.Count < _last.Count && HeaderLine.Is(_last[_fields.Count], line);
        _isLeftOut = false;
        if (isSame)
        {
            _fields.Add(_last[_fields.Count]);
        }
        else if (HeaderLine.TryParse(line, out var field))
        {
            _isLikeLast = false;
            _fields.Add(field);
        }
        else
        {
            _isLeftOut = true;
        }
    }

    // A folded line continues the one before (RFC 9112, section 5.2).
    private void ReadFolded(ReadOnlySpan<byte> line)
    {
        if (_isLeftOut)
        {
            return;
        }

        if (_fields.Count == 0)
        {
            throw new MalformedException("the head of the response begins with a folded line");
        }

        _isLikeLast = false;
        var field = _fields[_fields.Count - 1];
        if (!HeaderLine.TryValue(field.Name, line, out var more))
        {
            _folded = null;
            _fields.RemoveLast();
            _isLeftOut = true;
            return;
        }

        _folded ??= new StringBuilder(field.Value);
        _folded.Append(_folded.Length == 0 || more.Length == 0 ? "" : " ").Append(more);
    }

    // Once for a field, however many lines it has.
    private void EndFold()
    {
        if (_folded is not null)
        {
            _fields[_fields.Count - 1] = _fields[_fields.Count - 1] with { Value = _folded.ToString() };
            _folded = null;
        }
    }

    private static string ReasonOf(ReadOnlySpan<byte> line)
    {
        _ = HeaderLine.TryValue("", line, out var reason);
        return reason;
    }
}
