using System.Text;

namespace Peregrine;

public sealed class BodyBytesTests
{
    [Theory]
    [InlineData("text/html", new byte[] { 0xE9, 0x20 }, true)] // Latin-1
    [InlineData("text/html", new byte[] { 0x41, 0x00 }, false)]
    [InlineData("application/problem+json", new byte[] { 0x7B, 0x7D }, true)]
    [InlineData("image/svg+xml", new byte[] { 0x3C }, true)]
    [InlineData("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47 }, false)]
    [InlineData("application/octet-stream", new byte[] { 0x41, 0x0A }, true)]
    [InlineData("application/octet-stream", new byte[] { 0x01, 0x0A }, false)]
    [InlineData(null, new byte[] { 0xC3, 0xA9 }, true)]
    [InlineData(null, new byte[] { 0xC3 }, false)]
    public void A_text_is_what_says_so_or_reads_as_one(string? type, byte[] bytes, bool isText) =>
        Assert.Equal(isText, BodyBytes.IsText(type, Encoding.UTF8, bytes));

    [Fact]
    public void Utf_16_is_full_of_zeros() => Assert.True(BodyBytes.IsText("text/plain", Encoding.Unicode, "a\0"u8));
}
