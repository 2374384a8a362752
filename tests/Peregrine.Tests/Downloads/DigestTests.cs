using System.Security.Cryptography;

namespace Peregrine;

/// <summary>The digests that a file must have (RFC 9530).</summary>
public sealed class DigestTests
{
    private static readonly Headers Both = new(
        [new Header("Repr-Digest", "sha-256=:AQID:"), new Header("Content-Digest", "sha-512=:BAUG:")]);

    [Theory]
    [InlineData(true, true, "sha-256=:AQID:, sha-512=:BAUG:")]
    [InlineData(true, false, "sha-256=:AQID:")] // A HEAD: its content is none of the file.
    // A range of the caller's: the file is the content, and not the whole representation.
    [InlineData(false, true, "sha-512=:BAUG:")]
    [InlineData(false, false, null)]
    public void Each_is_about_what_it_is_about(bool hasWhole, bool hasContent, string? told) =>
        Assert.Equal(told, Digests.Told(Both, hasWhole, hasContent));

    [Theory]
    [InlineData(null, "")]
    [InlineData("md5=:AAAA:, sha-256=:AQID:;x=1 , sha-512=:BAUG:", "SHA256 010203,SHA512 040506")]
    [InlineData("sha-256=:***:", "SHA256 ")]
    [InlineData("sha-256", "")]
    public void Those_of_a_known_algorithm_are_read(string? told, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ',',
                Digests.Parse(told, null).Select(
                    digest => $"{digest.Algorithm.Name} {Convert.ToHexString(digest.Value)}")));

    [Fact]
    public void The_first_that_the_file_does_not_have_is_named()
    {
        using var file = new MemoryStream([1, 2, 3]);
        var right = Convert.ToHexString(SHA256.HashData([1, 2, 3]));

        Assert.Null(Digests.Broken(file, Digests.Parse(null, right)));
        Assert.Equal(HashAlgorithmName.SHA512, Digests.Broken(file, Digests.Parse("sha-512=:AAAA:", right)));
    }
}
