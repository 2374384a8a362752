using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>The targets of texts that came before: most programs ask for few URLs many times. Bounded; when it is full it starts anew.</summary>
internal sealed class TargetCache
{
    private const int Capacity = 512;
    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private int _count;

    internal Target? Find(string text) => _targets.GetValueOrDefault(text);

    internal void Keep(string text, Target target)
    {
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _targets.Clear();
            _count = 0;
        }

        _targets[text] = target;
    }
}
