namespace Peregrine;

/// <summary>Cookies in files: what is saved is read again, and curl and wget read it too.</summary>
public sealed class CookieFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoppedClock _time = new(FakeTime.Start);

    public static TheoryData<string> Names => ["cookies.txt", "cookies.json"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everything_that_decides_where_a_cookie_goes_comes_back(string name)
    {
        using var rig = Filled();
        rig.Jar.Save(_folder.At(name));
        var jar = new CookieJar(_time);
        var again = new CookieJar(_time);

        Assert.Equal(rig.Jar.Count, jar.Load(_folder.At(name)));
        await jar.SaveAsync(_folder.At("again-" + name), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            rig.Jar.Count, await again.LoadAsync(_folder.At("again-" + name), TestContext.Current.CancellationToken));

        Assert.Equal(rig.Jar.Select(Essence), again.Select(Essence));
        Assert.Equal(File.ReadAllBytes(_folder.At(name)), File.ReadAllBytes(_folder.At("again-" + name)));
    }

    [Fact]
    public void JSON_keeps_everything()
    {
        using var rig = Filled();
        rig.Jar.Save(_folder.At("cookies.json"));
        var jar = new CookieJar(_time);

        jar.Load(_folder.At("cookies.json"));

        Assert.Equal(rig.Jar, jar);
        Assert.Contains(jar, cookie => cookie is { SameSite: SameSite.Lax, Partitioned: true, IsLatin1: false });
        Assert.Contains(jar, cookie => cookie.IsLatin1);
        Assert.Contains(jar, cookie => cookie.Created < cookie.LastAccessed);
    }

    [Fact]
    public void The_file_of_Netscape_is_the_one_that_others_know()
    {
        var jar = new CookieJar(_time);
        jar.Set("https://h.test/", "plain", "a=b,c");
        jar.Set(new Cookie
        {
            Name = "all",
            Value = "\u00e9",
            Domain = "example.com",
            Path = "/x",
            Secure = true,
            HttpOnly = true,
            Expires = FakeTime.Start.AddDays(1),
        });

        jar.Save(_folder.At("jar"), CookieFormat.Netscape);

        Assert.Equal(
            [
                "h.test\tFALSE\t/\tFALSE\t0\tplain\ta=b,c",
                "#HttpOnly_.example.com\tTRUE\t/x\tTRUE\t1767312000\tall\t\u00e9",
            ],
            File.ReadAllLines(_folder.At("jar")).SkipWhile(line => line.Length > 0).Skip(1));
        Assert.StartsWith(
            "# Netscape HTTP Cookie File\n", File.ReadAllText(_folder.At("jar")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_format_is_that_of_the_name_or_the_one_asked_for()
    {
        var jar = new CookieJar(_time);
        jar.Set("https://h.test/", "a", "1");
        jar.Save(_folder.At("a.JSON"));
        jar.Save(_folder.At("b.json"), CookieFormat.Netscape);
        jar.Save(_folder.At("c.txt"), CookieFormat.Json);

        Assert.Equal(
            "{#{",
            string.Concat(new[] { "a.JSON", "b.json", "c.txt" }.Select(name => File.ReadAllText(_folder.At(name))[0])));
        Assert.All(
            new[] { "a.JSON", "b.json", "c.txt" },
            name => Assert.Equal(1, new CookieJar(_time).Load(_folder.At(name))));
    }

    [Fact]
    public void A_tab_or_a_line_break_in_a_cookie_makes_no_other_cookie()
    {
        var jar = new CookieJar(_time);
        jar.Set("https://h.test/", "a", "1\tevil");
        jar.Set("https://h.test/", "b\tevil", "1");
        jar.Set("https://h.test/", new Cookie { Name = "c", Value = "1", Path = "/\tevil" });
        jar.Set("https://h.test/", "d", "#HttpOnly_.evil.test");
        jar.Save(_folder.At("jar.txt"));
        jar.Save(_folder.At("jar.json"));
        var (read, readJson) = (new CookieJar(_time), new CookieJar(_time));

        Assert.Equal((1, 4), (read.Load(_folder.At("jar.txt")), readJson.Load(_folder.At("jar.json"))));

        Assert.Equal("d", read.Single().Name);
        Assert.Equal(jar, readJson);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# a comment\n")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\n")]
    [InlineData("h.test FALSE / FALSE 0 a 1")]
    [InlineData("h.test\tFALSE\t/\tFALSE\tsoon\ta\t1")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t1\ta\tended")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t-1\ta\tended")]
    [InlineData("h.test\tFALSE\tx\tFALSE\t0\ta\t1")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\t\t1")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta\t1; admin=1")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta\t1\u0001")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta\t1\tx")]
    [InlineData("h test\tFALSE\t/\tFALSE\t0\ta\t1")]
    [InlineData("\tFALSE\t/\tFALSE\t0\ta\t1")]
    [InlineData(".co.uk\tTRUE\t/\tFALSE\t0\ta\t1")]
    [InlineData("example.com\tTRUE\t/\tTRUE\t0\t__Host-a\t1")]
    [InlineData("[]")]
    [InlineData("{\"cookies\":[]}")]
    [InlineData(
        "[1, null, {}, {\"name\":\"a\"}, {\"name\":\"a\",\"value\":1,\"domain\":\"h.test\"}, "
        + "{\"name\":\"a\",\"value\":\"\\n\",\"domain\":\"h.test\"}]")]
    [InlineData("[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"github.io\",\"hostOnly\":false}]")]
    [InlineData("[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"h.test\",\"expires\":\"2020-01-01T00:00:00Z\"}]")]
    public void What_is_no_cookie_is_passed_over(string text)
    {
        File.WriteAllText(_folder.At("jar"), text);
        var jar = new CookieJar(_time);

        Assert.Equal(0, jar.Load(_folder.At("jar")));
        Assert.Empty(jar);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"cookies\":1}")]
    [InlineData("[\"\\ud800")]
    public void JSON_that_holds_no_cookies_is_an_error(string text)
    {
        File.WriteAllText(_folder.At("jar"), text);

        Assert.Throws<FormatException>(() => new CookieJar(_time).Load(_folder.At("jar")));
    }

    [Theory]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta", "")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta\t", "")]
    [InlineData("h.test\tFALSE\t/\tFALSE\t0\ta\t1\r", "1")]
    [InlineData("h.test\tfalse\t/\tfalse\t1800000000.25\ta\t1", "1")]
    [InlineData("#HttpOnly_h.test\tFALSE\t/\tFALSE\t99999999999999999999\ta\t1", "1")]
    [InlineData("\ufeff[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"h.test\"}]", "1")]
    [InlineData("# other\n.h.test\tTRUE\t/\tFALSE\t0\ta\t1", "1")]
    public void Other_writers_are_understood(string text, string value)
    {
        File.WriteAllText(_folder.At("jar"), text);
        var jar = new CookieJar(_time);
        jar.Load(_folder.At("jar"));

        Assert.Equal(value, jar["a"]);
        Assert.True(jar.Single().Expires is null || jar.Single().Expires <= FakeTime.Start.AddDays(400));
        Assert.Single(jar.For("http://h.test/"));
    }

    [Fact]
    public void JSON_that_does_not_say_where_else_a_cookie_goes_keeps_it_to_its_host()
    {
        File.WriteAllText(_folder.At("jar"), "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"example.com\"}]");
        var jar = new CookieJar(_time);
        jar.Load(_folder.At("jar"));

        Assert.Empty(jar.For("https://www.example.com/"));
    }

    [Fact]
    public void A_line_that_is_too_long_is_no_cookie_nor_the_beginning_of_one()
    {
        var line = $"h.test\tFALSE\t/\tFALSE\t0\ta\t{new string('v', 1_000_000)}h.test\tFALSE\t/\tFALSE\t0\tevil\t1";
        File.WriteAllText(_folder.At("jar"), $"{line}\nh.test\tFALSE\t/\tFALSE\t0\tgood\t1\n");
        var jar = new CookieJar(_time);

        Assert.Equal(1, jar.Load(_folder.At("jar")));
        Assert.Equal("good", jar.Single().Name);
    }

    [Fact]
    public void The_largest_cookie_comes_back()
    {
        var jar = new CookieJar(_time);
        jar.Set("https://h.test/", new Cookie
        {
            Name = new string('n', 2000),
            Value = new string('v', 2096),
            Path = "/" + new string('p', 1023),
        });
        jar.Save(_folder.At("jar"));
        var read = new CookieJar(_time);

        Assert.Equal(1, read.Load(_folder.At("jar")));
        Assert.Equal(Essence(jar.Single()), Essence(read.Single()));
    }

    [Fact]
    public void Octets_that_are_no_UTF8_are_the_same_octets_in_the_file()
    {
        using var rig = Filled();
        rig.Jar.Save(_folder.At("jar"));

        Assert.True(File.ReadAllBytes(_folder.At("jar")).AsSpan().IndexOf(
            (ReadOnlySpan<byte>)[(byte)'g', (byte)'r', 0xFC, 0xDF, (byte)'\n']) > 0);
    }

    [Fact]
    public void Loaded_cookies_join_those_that_are_there()
    {
        var jar = new CookieJar(_time);
        jar.Set("https://h.test/", "a", "1");
        jar.Set("https://h.test/", "b", "1");
        jar.Save(_folder.At("jar"));
        jar.Set("https://h.test/", "a", "2");
        jar.Remove("b");
        jar.Set("https://h.test/", "c", "3");

        jar.Load(_folder.At("jar"));

        Assert.Equal(["a=1", "b=1", "c=3"], jar.Select(cookie => $"{cookie.Name}={cookie.Value}").Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_is_its_owners_and_is_there_whole_or_not_at_all(string name)
    {
        using var rig = Filled();
        File.WriteAllText(_folder.At(name), "old");
        await rig.Jar.SaveAsync(_folder.At(name), cancellationToken: TestContext.Current.CancellationToken);
        rig.Jar.Save(_folder.At(name));

        Assert.Equal([_folder.At(name)], Directory.GetFileSystemEntries(_folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.At(name)));
        }
    }

    [Fact]
    public async Task When_it_can_not_be_put_in_its_place_nothing_is_left_behind()
    {
        var jar = new CookieJar(_time);
        Directory.CreateDirectory(Path.Combine(_folder.At("taken"), "inside"));

        Assert.ThrowsAny<Exception>(() => jar.Save(_folder.At("taken")));
        await Assert.ThrowsAnyAsync<Exception>(
            () => jar.SaveAsync(_folder.At("taken"), cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => jar.SaveAsync(_folder.At("new"), cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<DirectoryNotFoundException>(() => jar.Save(Path.Combine(_folder.At("missing"), "jar")));
        Assert.Throws<FileNotFoundException>(() => jar.Load(_folder.At("missing")));

        Assert.Equal([_folder.At("taken")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.CreateSymbolicLink(_folder.At("link"), _folder.At("real"));
        File.WriteAllText(_folder.At("real"), "");

        new CookieJar(_time).Save(_folder.At("link"));

        Assert.NotNull(new FileInfo(_folder.At("link")).LinkTarget);
        Assert.NotEmpty(File.ReadAllText(_folder.At("real")));
    }

    [Fact]
    public void Writers_and_readers_at_once_see_whole_files()
    {
        using var rig = Filled();
        rig.Jar.Save(_folder.At("jar"));

        Parallel.For(0, 200, i =>
        {
            if (i % 2 == 0)
            {
                rig.Jar.Save(_folder.At("jar"));
            }
            else
            {
                Assert.Equal(rig.Jar.Count, new CookieJar(_time).Load(_folder.At("jar")));
            }
        });
    }

    private CookieRig Filled()
    {
        var rig = new CookieRig(new CookieJar(_time));
        rig.Receive(
            "https://www.example.com/a/b",
            "host=1",
            "domain=2; Domain=example.com; Path=/",
            "all=\"x, y\"; Secure; HttpOnly; SameSite=Lax; Partitioned; Max-Age=1000; Path=/",
            "empty=");
        rig.Receive("http://127.0.0.1/", "ip=1")
            .Receive("http://[::1]/", "v6=1")
            .Receive("http://b\u00fccher.example/", "idn=\u6625\u8282; Domain=xn--bcher-kva.example")
            .Receive("http://localhost/", "l=1");
        rig.Jar.Store(
            RequestTarget.Parse("http://h.test/"),
            new Headers([new Header("Set-Cookie", "latin=gr\u00fc\u00df") { IsLatin1 = true }]),
            _time);
        rig.Time.Now += TimeSpan.FromMinutes(1);
        rig.Sent("https://www.example.com/");
        rig.Time.Now = _time.Now;
        return rig;
    }

    private static string Essence(Cookie cookie) =>
        $"{cookie.Name}={cookie.Value}|{cookie.Domain}|{cookie.HostOnly}|{cookie.Path}|{cookie.Expires:s}|"
        + $"{cookie.Secure}|{cookie.HttpOnly}|{cookie.IsLatin1}";
}
