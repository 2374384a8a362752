using System.Collections;

namespace Peregrine;

/// <summary>
/// An immutable, ordered list of header fields. Names compare without regard to case, repeated fields keep their lines
/// and their order (RFC 9110, section 5.3).
/// </summary>
public sealed class Headers : IReadOnlyList<Header>
{
    private readonly Header[] _fields;

    internal Headers(Header[] fields) => _fields = fields;

    /// <summary>No fields.</summary>
    public static Headers Empty { get; } = new([]);

    /// <summary>How many field lines there are.</summary>
    public int Count => _fields.Length;

    /// <summary>The field line at a position, in the order of the wire.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such line.</exception>
    public Header this[int index] => _fields[index];

    /// <summary>
    /// The value of the named field, or <see langword="null"/> when it is absent. Repeated lines are joined with
    /// <c>", "</c> (RFC 9110, section 5.3); for <c>Set-Cookie</c>, which can't be joined, it is the first line.
    /// </summary>
    public string? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            var at = IndexOf(name, 0);
            if (at < 0)
            {
                return null;
            }

            return IndexOf(name, at + 1) < 0 || _fields[at].IsNamed(HeaderNames.SetCookie)
                ? _fields[at].Value
                : string.Join(", ", GetAll(name));
        }
    }

    /// <summary>
    /// Each value of the named field, one for each line, in the order of the wire; empty when it is absent.
    /// </summary>
    public IReadOnlyList<string> GetAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<string>? values = null;
        for (var at = IndexOf(name, 0); at >= 0; at = IndexOf(name, at + 1))
        {
            (values ??= []).Add(_fields[at].Value);
        }

        return values is null ? [] : values;
    }

    /// <summary>Whether the named field is there.</summary>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IndexOf(name, 0) >= 0;
    }

    /// <summary>
    /// A copy in which <paramref name="value"/> is the only value of the named field, at the place of its first line.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not a token, the value holds a control character, or the field
    /// is one that only the library may write.</exception>
    public Headers With(string name, string value) => With(HeaderRules.Sendable(name, value));

    /// <summary>A copy with one more line at the end, beside those that the named field has already.</summary>
    /// <exception cref="ArgumentException">The name is not a token, the value holds a control character, or the field
    /// is one that only the library may write.</exception>
    public Headers Add(string name, string value) =>
        HeaderRules.WithOneHost(With(1, HeaderRules.Sendable(name, value)));

    /// <summary>A copy without the named field.</summary>
    public Headers Without(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IndexOf(name, 0) < 0 ? this : new Headers(Array.FindAll(_fields, field => !field.IsNamed(name)));
    }

    /// <summary>The field lines, in the order of the wire.</summary>
    public IEnumerator<Header> GetEnumerator() => ((IEnumerable<Header>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line for each field; the values of fields that carry secrets are hidden.</summary>
    public override string ToString() => string.Join('\n', _fields);

    internal ReadOnlySpan<Header> AsSpan() => _fields;

    /// <summary>A copy in which a field that was checked is the only one of its name.</summary>
    internal Headers With(Header field)
    {
        var at = IndexOf(field.Name, 0);
        return at < 0 ? With(1, field) : Replaced(at, field);
    }

    /// <summary>A copy with two fields that were checked, each the only one of its name.</summary>
    internal Headers With(Header one, Header other) => IndexOf(one.Name, 0) < 0 && IndexOf(other.Name, 0) < 0
        ? With(2, one, other)
        : With(one).With(other);

    // By hand, because what is made of a struct's type is compiled anew in each process.
    private Headers With(int more, Header one, Header other = default)
    {
        var all = new Header[_fields.Length + more];
        Array.Copy(_fields, all, _fields.Length);
        all[^1] = other;
        all[_fields.Length] = one;
        return new Headers(all);
    }

    // On its own, because what a lambda takes along is allocated where its method begins.
    private Headers Replaced(int at, Header field)
    {
        var kept = _fields.Where((old, i) => i == at || !old.IsNamed(field.Name)).ToArray();
        kept[at] = field;
        return new Headers(kept);
    }

    private int IndexOf(string name, int from)
    {
        for (var i = from; i < _fields.Length; i++)
        {
            if (_fields[i].IsNamed(name))
            {
                return i;
            }
        }

        return -1;
    }
}
