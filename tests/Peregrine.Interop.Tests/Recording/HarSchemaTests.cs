using System.Net;

namespace Peregrine;

/// <summary>What a recorder writes is valid by a schema that others use.</summary>
[Trait("run", "long")]
public sealed class HarSchemaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-har-");

    private string Har => Path.Combine(_folder.FullName, "calls.har");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recording_of_all_kinds_of_calls(bool blocking)
    {
        await using var bin = await Httpbin.StartAsync(TestContext.Current.CancellationToken);
        using (var har = new HarRecorder(Har) { MaxBodyBytes = 1000 })
        {
            await RecordAsync(har, bin.Url, HttpVersion.Version11, bin, blocking);
            await RecordAsync(har, bin.TlsUrl, HttpVersion.Version20, bin, blocking);
            using var nowhere = new HttpSession(new() { NetworkMiddleware = { har.Record } });
            await Assert.ThrowsAsync<ConnectException>(() => nowhere.GetAsync("http://127.0.0.1:1/"));
            Assert.Equal("", await HarSchema.ComplaintsAsync(Har)); // While it is written.
        }

        Assert.Equal("", await HarSchema.ComplaintsAsync(Har));
        Assert.Equal(21, HarFile.Read(Har).Entries.Count);
    }

    [Fact]
    public async Task A_file_that_is_none_is_told()
    {
        await File.WriteAllTextAsync(
            Har, """{"log":{"version":"1.2","entries":[{"time":"x"}]}}""", TestContext.Current.CancellationToken);

        var complaints = await HarSchema.ComplaintsAsync(Har);

        Assert.Contains("should have required property 'creator'", complaints, StringComparison.Ordinal);
        Assert.Contains(".time should be number", complaints, StringComparison.Ordinal);
    }

    private static async Task RecordAsync(HarRecorder har, Uri url, Version version, Httpbin bin, bool blocking)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = url.AbsoluteUri,
            Version = version,
            Tls = new TlsOptions { Authorities = bin.Authority },
            NetworkMiddleware = { har.Record },
        });
        (HttpMethod Method, string Url, RequestOptions? Options)[] calls =
        [
            (HttpMethod.Get, "get?token=abcdefgh&a=b", new() { Auth = ("alice", "open-sesame") }),
            (HttpMethod.Get, "redirect/1", null),
            (HttpMethod.Get, "cookies/set?a=b", null),
            (HttpMethod.Get, "gzip", null),
            (HttpMethod.Get, "bytes/2000", null),
            (HttpMethod.Post, "post", new() { Form = { ["password"] = "x", ["a"] = "b" } }),
            (HttpMethod.Post, "post", new() { Body = Body.Bytes((byte[])[0xff, 0]) }),
            (HttpMethod.Head, "get", null),
        ];
        foreach (var (method, path, options) in calls)
        {
            var request = session.Build(method, path, options);
            _ = blocking ? session.Send(request) : await session.SendAsync(request);
        }
    }
}
