namespace Peregrine;

internal sealed class NoAuth : Auth
{
    protected internal override Request Sign(Request request) => request;
}
