namespace Peregrine;

internal sealed class CustomAuth(Func<Request, Request> sign) : Auth
{
    protected internal override Request Sign(Request request) =>
        sign(request)
            ?? throw new InvalidOperationException("The function of Auth.Custom returned null instead of a request.");
}
