using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <content>For the raw server.</content>
internal sealed partial record Recipe
{
    /// <summary>A server's side of TLS with it.</summary>
    internal ServerTls Serve(params X509Certificate2[] chain) => new ServerTls(Make()).Sending(chain);
}
