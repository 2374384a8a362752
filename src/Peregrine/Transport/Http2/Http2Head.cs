using System.Net;

namespace Peregrine;

/// <summary>
/// The head of a response, or its trailers, field by field as they are decoded, held to their rules (RFC 9113, sections
/// 8.1 and 8.3.2). Pure. Fields that say the same as in the head before are that head's, and so are all of them
/// together.
/// </summary>
internal sealed class Http2Head(HeadLimit limit) : IHpackFields
{
    private const string Status = ":status";
    private readonly FieldList _fields = new();
    private Headers _last = Headers.Empty;
    private ResponseHead? _lastHead;
    private bool _isLikeLast;
    private bool _isTrailers;
    private string? _fault;

    /// <summary>The status; 0 in trailers.</summary>
    internal int StatusCode { get; private set; }

    /// <summary>
    /// The size, with what was received for the same response before it: name, value and 32 bytes for each field (RFC
    /// 9113, section 10.5.1).
    /// </summary>
    internal int Size { get; private set; }

    /// <summary>Whether it is larger than we take.</summary>
    internal bool IsTooLarge { get; private set; }

    /// <summary>The field of the last head that stands where the next one comes.</summary>
    public Header Expected => _fields.Count < _last.Count && !_isTrailers ? _last[_fields.Count] : default;

    /// <summary>What is wrong with it, when all of it has come; else null.</summary>
    internal Http2StreamException? Fault =>
        IsTooLarge ? Http2StreamException.Malformed(limit.Reason, HttpRequestError.ConfigurationLimitExceeded)
        : _fault is not null ? Http2StreamException.Malformed(_fault)
        : StatusCode == 0 && !_isTrailers ? Http2StreamException.Malformed("the response has no status")
        : null;

    /// <summary>The fields.</summary>
    internal Headers Fields
    {
        get
        {
            if (_isTrailers)
            {
                return _fields.ToHeaders();
            }

            return _last = _isLikeLast && _fields.Count == _last.Count ? _last : _fields.ToHeaders();
        }
    }

    /// <summary>The head of a response.</summary>
    internal ResponseHead Result
    {
        get
        {
            var fields = Fields;
            return _lastHead = _lastHead?.Or(StatusCode, "", HttpVersion.Version20, fields)
                ?? new ResponseHead(StatusCode, "", HttpVersion.Version20, fields);
        }
    }

    internal void Begin(bool isTrailers, int size)
    {
        _fields.Clear();
        (_isLikeLast, IsTooLarge, _isTrailers) = (true, false, isTrailers);
        (_fault, StatusCode, Size) = (null, 0, size);
    }

    public void Add(in HpackField field)
    {
        Size += field.Size;
        if (IsTooLarge || Size > limit.Bytes)
        {
            IsTooLarge = true;
            Size = limit.Bytes + 1;
            return;
        }

        _fault ??= field.Fault;
        if (field.IsLeftOut)
        {
            return;
        }

        if (field.IsPseudo)
        {
            TakeStatus(field.Field);
            return;
        }

        var isSame = _fields.Count < _last.Count && !_isTrailers && field.Field == _last[_fields.Count];
        _isLikeLast &= isSame;
        _fields.Add(isSame ? _last[_fields.Count] : field.Field);
    }

    // Once, and before all other fields; no other name with a colon is one of a response.
    private void TakeStatus(in Header field)
    {
        if (field.Name != Status || _isTrailers || StatusCode != 0 || _fields.Count > 0)
        {
            _fault ??= "the response has a pseudo-field that has no place there";
        }
        else if (field.Value is not [>= '1' and <= '9', >= '0' and <= '9', >= '0' and <= '9'])
        {
            _fault ??= "the status of the response is not a number of three digits";
        }
        else
        {
            StatusCode = ((field.Value[0] - '0') * 100) + ((field.Value[1] - '0') * 10) + field.Value[2] - '0';
        }
    }
}
