using System.Diagnostics.Tracing;

namespace Peregrine;

/// <summary>The format as Python's netrc module reads it, and as curl does where that module gives up.</summary>
[Collection(nameof(AloneCollection))] // One test sets an environment variable, one listens to the whole process.
public sealed class NetrcTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string, string> Files => new()
    {
        { "", "" },
        { "machine a.test login u password p", "a.test:u::p" },
        { "machine a.test\n\tuser u\r\n  password p\n", "a.test:u::p" },
        { "machine a.test login u account c password p default login d password e", "a.test:u:c:p default:d::e" },
        { "machine a.test login \"u v\" password \"p\\\"q\"", "a.test:u v::p\"q" },
        { "machine a.test login u\\ v password p\\\\q", "a.test:u v::p\\q" },
        { "# one\n#two words\nmachine a.test # three\nlogin u#1 #four\npassword #p", "a.test:u#1::#p" },
        { "#\nmachine a.test login u password p", "a.test:u::p" },
        { "# machine no\nmachine a.test\n#password x\npassword p", "a.test:::p" },
        {
            "machine a.test login u password p\nmacdef init\nmachine no\ncd /\n\nmachine b.test password q",
            "a.test:u::p b.test:::q"
        },
        { "macdef m\r\nx\r\n\r\nmachine b.test", "b.test:::" },
        { "macdef m\n\nmachine b.test", "b.test:::" },
        { "machine a.test login", "a.test:::" },
        { "machine a.test login \"u", "a.test:u::" },
        { "machine a.test login \"\" password \"\"", "a.test:::" },
        { "machine a.test password p\\", "a.test:::p\\" },
        { "machine a.test login machine password default", "a.test:machine::default" },
        {
            "machine a.test login u password p method interactive machine b.test login v password q",
            "a.test:u::p b.test:v::q"
        },
        { "machine a.test port 8443 protocol https login u password p", "a.test:u::p" },
        {
            "machine a.test login u password \"p q\" note \"two words\" default login d password e",
            "a.test:u::p q default:d::e"
        },
        { "passwrod x machine a.test login u password p", "a.test:u::p" },
        { "login u", "" },
        { "machine", "" },
        { "machine a.test\n\nlogin u s3cr3t", "a.test:u::" },
        { "machine a.test login u password p\nmacdef init\nno empty line\n", "a.test:u::p" },
        { "machine a.test login u password p\nmacdef init", "a.test:u::p" },
        { "macdef init\n\nlogin s3cr3t", "" },
        { "macdef", "" },
    };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_format_is_read_as_python_reads_it(string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', new NetrcReader(text).ReadAll().Select(
            entry => $"{entry}:{entry.Login}:{entry.Account}:{entry.Password}")));

    [Fact]
    public void A_word_that_is_not_known_is_told_by_its_line()
    {
        File.WriteAllText(
            _file, "machine a.test\n  login u\n  password p\n  method s3cr3t\nmachine b.test login v password q\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var listener = new Listener();

        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Netrc(_file) });
        session.Get("http://b.test/");

        Assert.Equal(Basic("v:q"), server.Sent[0].Headers["Authorization"]);
        Assert.Equal([$"{_file} 4"], listener.Told);
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_none()
    {
        File.WriteAllText(_file, new string('#', 5_000_000));

        Assert.Throws<InvalidDataException>(() => Auth.Netrc(_file));
    }

    [Fact]
    public void The_reader_survives_whatever_it_is_given()
    {
        string[] pieces =
        [
            "machine", " ", "\n", "\"", "\\", "#", "macdef", "default",
            "password", "x", "\0", "\r", new string('a', 1_000_000),
        ];
        var random = new Random(29);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(
                _ => pieces[random.Next(i % 200 == 0 ? pieces.Length : pieces.Length - 1)]));
            Assert.NotNull(new NetrcReader(text).ReadAll());
        }
    }

    [Fact]
    public void The_entry_of_the_host_is_sent_whatever_its_port_and_case() =>
        Assert.Equal(
            [Basic("u:p"), Basic("u:p"), null],
            Sent("machine A.test login u password p", "http://a.test/", "https://a.TEST:8443/", "http://sub.a.test/"));

    [Fact]
    public void The_default_is_for_every_other_host() => Assert.Equal(
        [Basic("u:p"), Basic("d:e")],
        Sent("machine a.test login u password p default login d password e", "http://a.test/", "http://b.test/"));

    [Fact] // CVE-2024-47081.
    public void The_host_is_the_one_that_is_connected_to() => Assert.Equal(
        [Basic(":@evil"), null, Basic("b.test:"), null],
        Sent(
            "machine a.test login u password p machine b.test login v password q",
            "http://:%40evil@a.test/", "http://evil.test/#@a.test/",
            "http://b.test:@evil.test/", "http://evil.test/?@a.test"));

    [Fact]
    public void A_user_in_the_url_finds_an_entry_of_that_user_only()
    {
        const string file =
            "machine a.test login u password p machine a.test login v password q default login u password d";

        Assert.Equal(
            [Basic("u:p"), Basic("v:q"), null, Basic("w:x"), Basic("v:q"), null],
            Sent(
                file, "http://u@a.test/", "http://v@a.test/", "http://w@a.test/",
                "http://w:x@a.test/", "http://a.test/", "http://U@a.test/"));
    }

    [Fact]
    public void An_entry_that_is_not_complete_gives_nothing() => Assert.Equal(
        [null, null, null, null, Basic("acc:p")],
        Sent(
            "machine a.test login u machine b.test password p machine c.test machine e.test account acc password p "
            + "default login \"\" password \"\"",
            "http://a.test/", "http://b.test/", "http://c.test/", "http://d.test/", "http://e.test/"));

    [Theory] // Each hop is looked up anew, and the default does not follow.
    [InlineData("machine a.test login u password p", null)]
    [InlineData("machine a.test login u password p machine b.test login v", null)]
    [InlineData("machine a.test login u password p default login d password e", null)]
    [InlineData("default login d password e", null)]
    [InlineData("machine a.test login u password p machine b.test login v password q", "v:q")]
    public void A_redirect_takes_nothing_along(string file, string? expected)
    {
        File.WriteAllText(_file, file);
        var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "http://b.test/")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Netrc(_file) });

        session.Get("http://a.test/");

        Assert.NotNull(server.Sent[0].Headers["Authorization"]);
        Assert.Equal(expected is null ? null : Basic(expected), server.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public void A_header_of_the_caller_wins()
    {
        File.WriteAllText(_file, "machine a.test login u password p");
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Netrc(_file) });

        session.Get("http://a.test/", new() { Headers = { ["AUTHORIZATION"] = "Own x" } });
        session.Send(new Request(HttpMethod.Get, new Uri("http://a.test/"))
        {
            Headers = Headers.Empty.With("Authorization", "Own x"),
        });
        session.Get("http://a.test/", new() { Auth = Auth.None });

        Assert.Equal(["Own x", "Own x", null], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        Assert.Throws<FileNotFoundException>(() => Auth.Netrc(_file + ".none"));
    }

    [Fact]
    public void The_environment_names_the_file()
    {
        var before = Environment.GetEnvironmentVariable("NETRC");
        try
        {
            File.WriteAllText(_file, "machine a.test login u password p");
            Environment.SetEnvironmentVariable("NETRC", _file);
            Assert.Single(NetrcFile.Read(null));
            Environment.SetEnvironmentVariable("NETRC", _file + ".none");
            Assert.Empty(NetrcFile.Read(null));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NETRC", before);
        }
    }

    [Theory]
    [InlineData("machine a.test login u password p", UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData("machine a.test login u password p", UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData("machine a.test login u password p", UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    [InlineData(
        "machine a.test login anonymous password me@home.test", UnixFileMode.UserRead | UnixFileMode.OtherRead, false)]
    public void A_file_that_others_may_read_is_warned_about(string text, UnixFileMode mode, bool isWarned)
    {
        File.WriteAllText(_file, text);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes of files.");
            return;
        }

        File.SetUnixFileMode(_file, mode);
        using var listener = new Listener();

        Auth.Netrc(_file);

        Assert.Equal(isWarned ? [_file] : [], listener.Files);
    }

    private static string Basic(string pair) =>
        "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair));

    private IEnumerable<string?> Sent(string file, params string[] urls)
    {
        File.WriteAllText(_file, file);
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Netrc(_file) });
        foreach (var url in urls)
        {
            session.Get(url);
        }

        return server.Sent.Select(sent => sent.Headers["Authorization"]);
    }

    private sealed class Listener : EventListener
    {
        internal List<string> Files { get; } = [];

        internal List<string> Told { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Peregrine")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            Files.Add((string)eventData.Payload![0]!);
            Told.Add(string.Join(' ', eventData.Payload!));
        }
    }
}
