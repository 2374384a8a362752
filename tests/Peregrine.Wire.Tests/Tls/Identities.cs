using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>A server that asks for a certificate, takes any or none, and notes whose it was.</summary>
internal sealed class Identities
{
    private readonly ConcurrentQueue<string> _subjects = new();

    /// <summary>The subject of each client in order; empty for none.</summary>
    internal IReadOnlyList<string> Subjects => [.. _subjects];

    /// <summary>How many certificates each client sent along with its own.</summary>
    internal ConcurrentQueue<int> Lengths { get; } = new();

    internal static X509Certificate2 Make(string name, X509Certificate2? issuer = null) =>
        new Recipe { CommonName = name, Names = [], Addresses = [], IsForClients = true, Issuer = issuer }.Make();

    internal void Ask(SslServerAuthenticationOptions options)
    {
        options.ClientCertificateRequired = true;
        options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            _subjects.Enqueue(certificate?.Subject ?? "");
            Lengths.Enqueue(chain?.ChainPolicy.ExtraStore.Count ?? 0);
            return true;
        };
    }
}
