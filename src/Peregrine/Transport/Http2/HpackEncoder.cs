using System.Buffers.Text;
using System.Text;

namespace Peregrine;

/// <summary>
/// Writes the fields of requests (RFC 7541, section 6). What was sent twice is kept in the table and only named from
/// then on; what carries a secret never is (section 7.1.3). Texts are written as they are: once kept they cost one
/// byte, and coding them takes longer than sending them.
/// </summary>
internal sealed class HpackEncoder
{
    private const int Seen = 16;
    private readonly HpackDynamicTable _table = new();
    private readonly Header[] _seen = new Header[Seen];
    private int _nextSeen;
    private int _smallest = HpackDynamicTable.MaxSize; // Since the server was told last.
    private int _told = HpackDynamicTable.MaxSize;
    private bool _isResized;

    /// <summary>The server has said how large the table may be.</summary>
    internal void Resize(uint size)
    {
        var limit = (int)Math.Min(size, HpackDynamicTable.MaxSize);
        _smallest = Math.Min(_smallest, limit);
        _table.Resize(_smallest);
        _table.Resize(limit);
        _isResized |= limit != _told || _smallest != _told;
    }

    /// <summary>Begins a block, and tells what became of the table.</summary>
    internal void Begin(FrameBuffer into)
    {
        if (!_isResized)
        {
            return;
        }

        if (_smallest < _table.Limit)
        {
            HpackInteger.Write(into, 0x20, 5, _smallest);
        }

        HpackInteger.Write(into, 0x20, 5, _table.Limit);
        (_isResized, _told, _smallest) = (false, _table.Limit, _table.Limit);
    }

    /// <summary>A field of the static table.</summary>
    internal static void WriteStatic(FrameBuffer into, int index) => HpackInteger.Write(into, 0x80, 7, index);

    /// <summary>A number, never kept.</summary>
    internal static void WriteNumber(FrameBuffer into, int name, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var count);
        HpackInteger.Write(into, 0, 4, name);
        HpackInteger.Write(into, 0, 7, count);
        digits[..count].CopyTo(into.Reserve(count));
    }

    /// <summary>A field that is never kept, with a name of the static table.</summary>
    internal static void WriteOnce(FrameBuffer into, int name, string value)
    {
        HpackInteger.Write(into, 0, 4, name);
        WriteText(into, value, isLatin1: false);
    }

    /// <summary>Any field.</summary>
    internal void Write(FrameBuffer into, in Header field)
    {
        var index = IndexOf(field);
        if (index >= 0)
        {
            HpackInteger.Write(into, 0x80, 7, HpackStaticTable.Count + 1 + index);
            return;
        }

        var (first, bits) = IsSecret(field) ? (0x10, 4) : WasSeen(field) ? (0x40, 6) : (0, 4);
        var name = HpackStaticTable.IndexOf(field.Name);
        HpackInteger.Write(into, first, bits, name);
        if (name == 0)
        {
            WriteName(into, field.Name);
        }

        var size = WriteText(into, field.Value, field.IsLatin1) + field.Name.Length + HpackField.Overhead;
        if (first == 0x40)
        {
            _table.Add(new HpackField(field, size, null));
        }
    }

    private static bool IsSecret(in Header field) =>
        field.IsSecret || field.IsNamed(HeaderNames.Cookie) || field.IsNamed(HeaderNames.Authorization)
            || field.IsNamed(HeaderNames.ProxyAuthorization)
        || field.IsNamed(HeaderNames.SetCookie);

    private static bool IsSame(in Header one, in Header other) =>
        one.Value == other.Value && one.Name == other.Name && one.IsLatin1 == other.IsLatin1;

    private static void WriteName(FrameBuffer into, string name)
    {
        HpackInteger.Write(into, 0, 7, name.Length);
        Ascii.ToLower(name, into.Reserve(name.Length), out _);
    }

    private static int WriteText(FrameBuffer into, string text, bool isLatin1)
    {
        var length = FieldText.OctetsOf(text, isLatin1);
        HpackInteger.Write(into, 0, 7, length);
        (isLatin1 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text, into.Reserve(length));
        return length;
    }

    // Texts that are the same object are found at once; the others are compared only where that fails.
    private int IndexOf(in Header field)
    {
        for (var i = 0; i < _table.Count; i++)
        {
            var kept = _table[i].Field;
            if (ReferenceEquals(kept.Value, field.Value)
                && ReferenceEquals(kept.Name, field.Name) && kept.IsLatin1 == field.IsLatin1)
            {
                return i;
            }
        }

        for (var i = 0; i < _table.Count; i++)
        {
            if (IsSame(_table[i].Field, field) && !IsSecret(field))
            {
                return i;
            }
        }

        return -1;
    }

    private bool WasSeen(in Header field)
    {
        foreach (ref readonly var seen in _seen.AsSpan())
        {
            if (seen.Value is not null && IsSame(seen, field))
            {
                return true;
            }
        }

        _seen[_nextSeen] = field;
        _nextSeen = (_nextSeen + 1) % Seen;
        return false;
    }
}
