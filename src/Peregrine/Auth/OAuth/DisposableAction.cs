namespace Peregrine;

/// <summary>Runs an action when it is first disposed, and never again.</summary>
internal sealed class DisposableAction(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
