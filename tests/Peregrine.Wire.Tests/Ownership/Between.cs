namespace Peregrine;

/// <summary>A place between the head of a response and the one who gets it, where code of the caller's runs.</summary>
public enum Between
{
    OnResponse,
    Middleware,
    NetworkMiddleware,
    Challenge,
    RetryVerdict,
    RedirectVerdict,
}
