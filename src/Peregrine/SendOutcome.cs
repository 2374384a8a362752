namespace Peregrine;

/// <summary>How one of many calls ended: with a response or with a failure, never both.</summary>
public sealed class SendOutcome
{
    internal SendOutcome(int index, Request? request, Response? response, Exception? failure) =>
        (Index, Request, Response, Failure) = (index, request, response, failure);

    /// <summary>
    /// The position of the request, or of the item that it was built from, in what was given; from 0.
    /// </summary>
    public int Index { get; }

    /// <summary>
    /// The request as it was given or built; null when it could not be built, and <see cref="Failure"/> says why.
    /// </summary>
    public Request? Request { get; }

    /// <summary>The response, whatever its status, or null.</summary>
    public Response? Response { get; }

    /// <summary>
    /// Why there was no response, or null: a <see cref="RequestException"/>, an <see cref="InvalidUrlException"/>, or
    /// what the caller's own code threw.
    /// </summary>
    public Exception? Failure { get; }

    /// <summary>The request, and the status or the failure.</summary>
    public override string ToString() =>
        Response?.ToString() ?? $"{Request?.ToString() ?? $"Item {Index}"}: {Failure!.GetType().Name}";
}
