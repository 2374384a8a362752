namespace Peregrine;

/// <summary>A mount sets what it names, and nothing of the call comes back with it that was decided since.</summary>
public sealed class MountAndCallTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("https://alice@api.test/", "alice:first")]
    [InlineData("https://alice:own@api.test/", "alice:own")]
    [InlineData("https://api.test/", "bob:last")]
    public void Under_a_mount_the_user_that_a_URL_names_is_asked_for(string url, string credentials)
    {
        File.WriteAllText(
            _file, "machine api.test login alice password first\nmachine api.test login bob password last\n");
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var plain = new HttpSession(new() { Transport = server });
        using var mounted = new HttpSession(
            new() { Transport = server, Mounts = { ["https://"] = new() { Retry = 3 } } });

        Ask(plain, url);
        Ask(mounted, url);

        var expected = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credentials));
        Assert.Equal([expected, expected], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public void Under_a_mount_the_Expect_that_a_call_takes_out_stays_out()
    {
        using var session = new HttpSession(new() { Mounts = { ["https://"] = new() { Retry = 3 } } });
        var request = session.Build(HttpMethod.Post, "https://api.test/", new()
        {
            Body = Body.Text("x"),
            ExpectContinue = TimeSpan.FromSeconds(1),
            Headers = { ["Expect"] = null },
        });

        Assert.Null(request.Settings!.At(request.Target.Origin, isFirst: true).ExpectContinue);
    }

    private void Ask(HttpSession session, string url) => session.Get(url, new() { Auth = Auth.Netrc(_file) });
}
