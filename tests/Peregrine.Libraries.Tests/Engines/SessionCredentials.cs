using Docker.DotNet;

namespace Peregrine;

internal sealed class SessionCredentials(HttpSession session) : Credentials
{
    public override bool IsTlsCredentials() => false;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler) => session.AsHandler();
}
