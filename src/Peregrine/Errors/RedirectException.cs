namespace Peregrine;

/// <summary>A redirect was not followed: there were too many, or the request must not go to its target.</summary>
public sealed class RedirectException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public RedirectException(string message, Request request, IReadOnlyList<Response>? history = null)
        : base(HttpRequestError.Unknown, message, request, null) => History = history ?? [];

    /// <summary>The responses that led here, oldest first; the refused redirect is the last.</summary>
    public IReadOnlyList<Response> History { get; }

    /// <summary>False: the same redirect comes again.</summary>
    public override bool IsTransient => false;
}
