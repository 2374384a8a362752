namespace Peregrine;

/// <summary>
/// What is kept for each key while it is of use. When there are many, those that are as new are forgotten; so it grows
/// no further than what is in use, and each addition costs the same on average. Its owner's lock is held.
/// </summary>
/// <param name="keys">How keys compare.</param>
/// <param name="isFresh">Whether a value is as a new one would be at a moment.</param>
internal sealed class RateMap<TKey, TValue>(IEqualityComparer<TKey> keys, Func<TValue, long, bool> isFresh)
    where TKey : notnull
    where TValue : class
{
    private const int Few = 64;
    private readonly Dictionary<TKey, TValue> _values = new(keys);
    private int _many = Few;
    private TKey? _lastKey; // What was asked for last is most often asked for next.
    private TValue? _last;

    internal int Count => _values.Count;

    internal TValue? Find(TKey key)
    {
        if (_last is null || !keys.Equals(_lastKey, key))
        {
            (_lastKey, _last) = (key, _values.GetValueOrDefault(key));
        }

        return _last;
    }

    internal TValue Add(TKey key, TValue value, long now)
    {
        if (_values.Count >= _many)
        {
            foreach (var (old, kept) in _values)
            {
                if (isFresh(kept, now))
                {
                    _values.Remove(old);
                }
            }

            _many = Math.Max(Few, 2 * _values.Count);
        }

        _values.Add(key, value);
        (_lastKey, _last) = (key, value);
        return value;
    }
}
