using System.Security.Cryptography;

namespace Peregrine;

internal sealed class PlatformHash(HashAlgorithmName name) : DigestHash
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    internal override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    internal override byte[] Finish()
    {
        using (_hash)
        {
            return _hash.GetHashAndReset();
        }
    }
}
