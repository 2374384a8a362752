namespace Peregrine;

internal sealed class NoAuth : Auth
{
    internal override Auth? Naming(string userInfo) => OfUserInfo(userInfo);

    protected internal override Request Sign(Request request) => request;
}
