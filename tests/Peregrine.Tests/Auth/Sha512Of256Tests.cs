using System.Text;

namespace Peregrine;

/// <summary>
/// The values are those of the National Institute of Standards and Technology (SHA512_256.pdf), and of Python's hashlib
/// where it says so.
/// </summary>
public sealed class Sha512Of256Tests
{
    [Theory]
    [InlineData("", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a")]
    [InlineData("abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrs"
        + "tu",
        "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a")]
    public void Agrees_with_the_published_values(string text, string expected) =>
        Assert.Equal(expected, Hash(Encoding.ASCII.GetBytes(text), 1024));

    [Theory] // hashlib.new("sha512_256", bytes(i % 251 for i in range(n)))
    [InlineData(111, "bd209f60b0d04102a09175297fd255367e54b5a5605b928635c606306914363f")]
    [InlineData(112, "2cafeb0882cc405167e9a255b8581a66dc683212474902dd453dbca20a94e61a")]
    [InlineData(127, "c26bc7e9315e62ab0dc6aeb577724d07c09b0c6fdfc0a9f08d8548047c032248")]
    [InlineData(128, "2ff11194b2aec1f943cb5f130ba647c151334068083194d7281a55d607ae255f")]
    [InlineData(10_000, "29c023d741040af066a5ba17f66daa0f59b525137f70800f4b6844422473c46d")]
    public void Agrees_at_the_edges_of_a_block_however_it_is_cut(int length, string expected)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();

        Assert.All([1, 7, 128, 129, 20_000], size => Assert.Equal(expected, Hash(bytes, size)));
    }

    private static string Hash(byte[] bytes, int size)
    {
        var hash = new Sha512Of256();
        foreach (var piece in bytes.Chunk(size))
        {
            hash.Append(piece);
        }

        return Convert.ToHexStringLower(hash.Finish());
    }
}
