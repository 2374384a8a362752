namespace Peregrine;

/// <summary>Something that is given back once, however often that is asked.</summary>
internal sealed class DisposableAction(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
