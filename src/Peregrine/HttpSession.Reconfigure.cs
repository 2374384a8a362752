namespace Peregrine;

/// <content>How the options of a session are replaced while it is in use.</content>
public sealed partial class HttpSession
{
    /// <summary>
    /// Replaces the options of this session: for calls that begin from now on, while those under way keep theirs. The
    /// options are complete, as for a new session: a member that is null or empty has its default again, and nothing of
    /// the former options stays. They are copied.
    /// <para>What belongs to the connections stays as it was made: <see cref="HttpSessionOptions.Transport"/>,
    /// <see cref="HttpSessionOptions.Limits"/>, <see cref="HttpSessionOptions.Cookies"/>,
    /// <see cref="HttpSessionOptions.TimeProvider"/>, <see cref="HttpSessionOptions.Resolve"/>,
    /// <see cref="HttpSessionOptions.UnixSocket"/>, <see cref="HttpSessionOptions.AltSvc"/>,
    /// <see cref="HttpSessionOptions.LocalAddress"/> and <see cref="HttpSessionOptions.ConfigureSocket"/>. Each of
    /// these is null here, or what it is already.</para>
    /// <para>No connection is closed: one that the new options allow serves on, and one to another proxy, or made with
    /// another <see cref="HttpSessionOptions.Tls"/> or other <see cref="HttpSessionOptions.AddressRules"/>, is used no
    /// more and ends as idle ones do. A bucket of <see cref="HttpSessionOptions.RateLimit"/> keeps its permits and
    /// pauses where the limit is equal to the one before. The environment is read again only where
    /// <see cref="HttpSessionOptions.Environment"/> is another one.</para>
    /// <para>Sessions that <see cref="With"/> made of this one, and handlers and clients of
    /// <see cref="AsHandler"/> and <see cref="AsHttpClient"/>, follow it; a client's own base address and size limit
    /// stay. A request that <see cref="Build"/> made before keeps the options that it was made with.</para>
    /// </summary>
    /// <param name="options">The complete new options.</param>
    /// <exception cref="InvalidUrlException">The base URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or change what belongs to the
    /// connections. The session goes on as before.</exception>
    /// <exception cref="InvalidOperationException"><see cref="With"/> made this session: it follows its
    /// parent.</exception>
    /// <exception cref="ObjectDisposedException">This session was disposed.</exception>
    public void Reconfigure(HttpSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_owner is not null)
        {
            throw new InvalidOperationException(
                "With made this session, and it follows its parent: reconfigure that one, or make another by With.");
        }

        lock (_changing)
        {
            _state = new SessionState(_state.Options.Replaced(options, Cookies));
        }
    }

    // A session of With is made anew of its parent's options and its own changes when it is first used after the
    // parent changed.
    private SessionState Followed(HttpSession owner)
    {
        var parent = owner.State;
        if (ReferenceEquals(_state.Parent, parent))
        {
            return _state;
        }

        lock (_changing)
        {
            parent = owner.State;
            return ReferenceEquals(_state.Parent, parent)
                ? _state
                : _state = new SessionState(parent.Options.With(_changes!, _state.Options.Rates), parent);
        }
    }
}
