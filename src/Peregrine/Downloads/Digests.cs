using System.Security.Cryptography;

namespace Peregrine;

/// <summary>The digests that a file must have: the caller's, and those that the server tells (RFC 9530).</summary>
internal static class Digests
{
    /// <summary>
    /// The digests that an answer tells of the bytes that it begins, as members of one dictionary; null when it tells
    /// none.
    /// </summary>
    /// <param name="headers">The fields of the answer.</param>
    /// <param name="hasWhole">Whether the file is the whole representation, which <c>Repr-Digest</c> is about.</param>
    /// <param name="hasContent">Whether the file is the content of this one answer, which <c>Content-Digest</c> is
    /// about.</param>
    internal static string? Told(Headers headers, bool hasWhole, bool hasContent)
    {
        var told = string.Join(", ", new[]
        {
            hasWhole ? headers[HeaderNames.ReprDigest] : null,
            hasContent ? headers[HeaderNames.ContentDigest] : null,
        }.Where(field => field is not null));
        return told.Length > 0 ? told : null;
    }

    /// <summary>Every digest that is told in an algorithm that is known, and the caller's.</summary>
    internal static IReadOnlyList<(HashAlgorithmName Algorithm, byte[] Value)> Parse(string? told, string? sha256)
    {
        var digests = new List<(HashAlgorithmName, byte[])>();
        if (sha256 is not null)
        {
            digests.Add((HashAlgorithmName.SHA256, Convert.FromHexString(sha256)));
        }

        // sha-256=:base64:, sha-512=:base64:, a dictionary of bytes (RFC 8941, section 3.2).
        foreach (var member in told?.Split(',', StringSplitOptions.TrimEntries) ?? [])
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
                digests.Add((known, Bytes(member[(equals + 2)..])));
            }
        }

        return digests;
    }

    /// <summary>The first digest that a file does not have, or null.</summary>
    internal static HashAlgorithmName? Broken(
        Stream file, IReadOnlyList<(HashAlgorithmName Algorithm, byte[] Value)> digests)
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

    // What is no base64 is no digest of anything.
    private static byte[] Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Split(':')[0], bytes, out var count) ? bytes[..count] : [];
    }
}
