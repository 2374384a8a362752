namespace Peregrine;

/// <summary>What <see cref="RedirectPolicy.Verdict"/> decides about: one hop.</summary>
public sealed class RedirectContext
{
    /// <summary>Makes one; a test of a verdict function may too.</summary>
    public RedirectContext(Response response, Request next, IReadOnlyList<Response> history)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(history);
        (Response, Next, History) = (response, next, history);
    }

    /// <summary>The redirect.</summary>
    public Response Response { get; }

    /// <summary>The request that would be sent next, without cookies and credentials.</summary>
    public Request Next { get; }

    /// <summary>The redirects so far, oldest first; this one is the last.</summary>
    public IReadOnlyList<Response> History { get; }

    /// <summary>Whether the next request goes to another origin: another scheme, host or port.</summary>
    public bool IsCrossOrigin => Response.Request.Target.Origin != Next.Target.Origin;

    /// <summary>The redirect and where it leads, without queries.</summary>
    public override string ToString() => $"{Response.StatusCode} from {Response.Request} to {Next}";
}
