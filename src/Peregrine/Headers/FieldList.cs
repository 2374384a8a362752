namespace Peregrine;

/// <summary>Fields as they come in, before they are <see cref="Headers"/>.</summary>
/// <remarks>A list of its own, because a <c>List</c> of structs is compiled anew in each process.</remarks>
internal sealed class FieldList
{
    private Header[] _fields = [];

    internal int Count { get; private set; }

    internal Header this[int index]
    {
        get => _fields[index];
        set => _fields[index] = value;
    }

    internal void Add(Header field)
    {
        if (Count == _fields.Length)
        {
            _fields = Copy(Math.Max(12, Count * 2));
        }

        _fields[Count++] = field;
    }

    internal void RemoveLast() => Count--;

    /// <summary>Begins anew in the same memory.</summary>
    internal void Clear() => Count = 0;

    internal Headers ToHeaders() => Count == 0 ? Headers.Empty : new Headers(Copy(Count));

    private Header[] Copy(int length)
    {
        var copy = new Header[length];
        Array.Copy(_fields, copy, Count);
        return copy;
    }
}
