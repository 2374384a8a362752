namespace Peregrine;

/// <summary>How one send ended: with a response or with a failure, never both. Policies look at it and answer with a verdict.</summary>
internal readonly record struct Outcome(Response? Response, RequestException? Failure)
{
    /// <summary>Whether it is neither yet: the connection went before anything was sent, and another one is to be taken.</summary>
    internal bool IsNone => Response is null && Failure is null;
}
