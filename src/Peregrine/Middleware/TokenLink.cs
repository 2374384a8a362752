namespace Peregrine;

/// <summary>
/// A token that ends when the call's does, or a middleware's own. For the time after the answer has come, the own one
/// is let go of, and the call's stays until the body has been read.
/// </summary>
internal sealed class TokenLink : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _ofCall;
    private readonly CancellationTokenRegistration _own;

    internal TokenLink(CancellationToken ofCall, CancellationToken own)
    {
        Token = _stop.Token;
        _ofCall = ofCall.UnsafeRegister(static link => ((TokenLink)link!).Cancel(), this);
        _own = own.UnsafeRegister(static link => ((TokenLink)link!).Cancel(), this);
    }

    internal CancellationToken Token { get; }

    /// <summary>The middleware's own token ends nothing any more.</summary>
    internal void ReleaseOwn() => _own.Dispose();

    public void Dispose()
    {
        _ofCall.Unregister(); // Neither waits for what is under way: a finalizer may call.
        _own.Unregister();
        _stop.Dispose();
    }

    private void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was to be ended had ended.
        }
    }
}
