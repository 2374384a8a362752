namespace Peregrine;

public sealed class HttpbinImageTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Images_have_their_type_and_their_first_bytes(string server)
    {
        var client = await ClientAsync(server);
        Shows(await client.GetAsync("image/png"), "image/png", "89504E470D0A1A0A");
        Shows(await client.GetAsync("image/jpeg"), "image/jpeg", "FFD8FF");
        Shows(await client.GetAsync("image/webp"), "image/webp", "52494646");
        Shows(await client.GetAsync("image/svg"), "image/svg+xml", "3C737667");
    }

    [Theory, HttpbinContract]
    public async Task Image_looks_at_what_is_accepted(string server)
    {
        var client = await ClientAsync(server);
        foreach (var (accept, type) in new[]
        {
            ("image/webp", "image/webp"), ("image/svg+xml", "image/svg+xml"),
            ("image/jpeg", "image/jpeg"), ("IMAGE/PNG", "image/png"),
            ("image/*", "image/png"), ("image/png, image/webp;q=0.1", "image/webp"),
        })
        {
            Assert.Equal(type, (await client.GetAsync("image", ("Accept", accept))).Header("Content-Type"));
        }

        Assert.Equal("image/png", (await client.GetAsync("image")).Header("Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Image_that_nobody_accepts_is_406(string server)
    {
        var client = await ClientAsync(server);
        foreach (var accept in new[] { "*/*", "text/html" })
        {
            var answer = await client.GetAsync("image", ("Accept", accept));
            Assert.Equal(406, answer.Status);
            Assert.Equal(["accept", "message"], answer.Keys);
        }
    }

    private static void Shows(HttpbinAnswer answer, string type, string start)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal(type, answer.Header("Content-Type"));
        Assert.StartsWith(start, Convert.ToHexString(answer.Body), StringComparison.Ordinal);
    }
}
