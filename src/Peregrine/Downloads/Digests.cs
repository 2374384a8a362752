using System.Security.Cryptography;

namespace Peregrine;

/// <summary>The digests that a file must have: the caller's, and those that the server says (RFC 9530).</summary>
internal static class Digests
{
    /// <summary>Every digest that is known and said: the algorithm, and the octets.</summary>
    internal static IReadOnlyList<(HashAlgorithmName Algorithm, byte[] Value)> Of(Response response, string? sha256)
    {
        var digests = new List<(HashAlgorithmName, byte[])>();
        if (sha256 is not null)
        {
            digests.Add((HashAlgorithmName.SHA256, Convert.FromHexString(sha256)));
        }

        // What is coded has the digest of the coded octets, which are not what the file has.
        if (CodingTable.Names(response.Headers).Count == 0)
        {
            Add(digests, response.Headers["Repr-Digest"]);
            Add(digests, response.StatusCode == 200 ? response.Headers["Content-Digest"] : null);
        }

        return digests;
    }

    /// <summary>The first digest that a file has not, or null.</summary>
    internal static HashAlgorithmName? Broken(Stream file, IReadOnlyList<(HashAlgorithmName Algorithm, byte[] Value)> digests)
    {
        foreach (var (algorithm, value) in digests)
        {
            file.Position = 0;
            if (!CryptographicOperations.HashData(algorithm, file).AsSpan().SequenceEqual(value))
            {
                return algorithm;
            }
        }

        return null;
    }

    // sha-256=:base64:, sha-512=:base64:, a dictionary of octets (RFC 8941, section 3.2).
    private static void Add(List<(HashAlgorithmName, byte[])> digests, string? field)
    {
        foreach (var member in field?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            var equals = member.IndexOf("=:", StringComparison.Ordinal);
            HashAlgorithmName? algorithm = equals < 0 ? null : member[..equals] switch
            {
                "sha-256" => HashAlgorithmName.SHA256,
                "sha-512" => HashAlgorithmName.SHA512,
                _ => null,
            };
            if (algorithm is { } known)
            {
                digests.Add((known, Octets(member[(equals + 2)..])));
            }
        }
    }

    // What is no base64 is no digest of anything.
    private static byte[] Octets(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text.Split(':')[0], octets, out var count) ? octets[..count] : [];
    }
}
