using System.Collections;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>What is a value of a query, a form or a URL's hole, and how it is written.</summary>
public sealed class ValueTests
{
    private const string Address = "https://h.example/get?x=1%20a&y=%C3%A4#f";

    public static TheoryData<object, string> Values => new()
    {
        { "a b", "a%20b" },
        { 'ä', "%C3%A4" },
        { true, "true" },
        { 1, "1" },
        { -1.5, "-1.5" },
        { 1.5m, "1.5" },
        { Int128.MaxValue, "170141183460469231731687303715884105727" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02T03%3A04%3A05Z" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "2026-01-02T03%3A04%3A05%2B02%3A00" },
        { new DateOnly(2026, 1, 2), "2026-01-02" },
        { new TimeOnly(3, 4, 5), "03%3A04%3A05" },
        { TimeSpan.FromSeconds(90), "00%3A01%3A30" },
        { DayOfWeek.Friday, "Friday" },
        { Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { new Version(1, 2), "1.2" },
        { System.Net.IPAddress.Loopback, "127.0.0.1" },
        { new Money(3), "3%20EUR" },
        { new Uri(Address), Uri.EscapeDataString(Address) },
        { new Uri("/a%20b?c", UriKind.Relative), "%2Fa%2520b%3Fc" },
        { (Url)Address, Uri.EscapeDataString(Address) },
        { (Url)new Uri(Address), Uri.EscapeDataString(Address) },
        { (Url)"/a?b=c", "%2Fa%3Fb%3Dc" },
    };

    public static TheoryData<object> NoValues => new()
    {
        new { x = 1 },
        new Dictionary<string, int> { ["k"] = 1 },
        new Hashtable { ["k"] = 1 },
        new[] { KeyValuePair.Create("k", "v") },
        new[] { ("k", "v") },
        ("k", "v"),
        new MemoryStream(),
        Task.FromResult("late"),
        new ValueTask<string>("late"),
        Task.CompletedTask,
        new Lazy<string>(() => "late"),
        (Func<string>)(() => "late"),
        (Action)(() => { }),
        new object(),
        new[] { new[] { "a" } },
        new object[] { new List<int> { 1 } },
        new object[] { new { x = 1 } },
        new object[] { Task.FromResult(1) },
        typeof(string),
        new InvalidOperationException("no"),
        Auth.Bearer("secret"),
        Body.Text("secret"),
        new Request(HttpMethod.Get, new Uri("https://h.example/")),
        CancellationToken.None,
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Is_written_the_same_way_in_a_query_a_form_a_part_and_a_hole(object value, string expected)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var request = session.Build(
            HttpMethod.Post,
            "https://h.example/",
            new() { Query = { ["v"] = value, ["w"] = new[] { value } }, Form = { ["v"] = value } });
        session.Post("https://h.example/", new() { Form = { ["v"] = value }, Files = { ["f"] = Upload.Text("t") } });

        Assert.Equal($"?v={expected}&w={expected}", request.Url.Query);
        Assert.Equal($"v={expected.Replace("%20", "+", StringComparison.Ordinal)}", TextOf(request.Body!));
        Assert.Contains(
            $"\r\n\r\n{Uri.UnescapeDataString(expected)}\r\n", server.Sent[0].Body, StringComparison.Ordinal);
        Assert.Equal(
            $"https://h.example/p/{expected}?q={expected}",
            session.Build(HttpMethod.Get, $"https://h.example/p/{value}?q={value}").Url.AbsoluteUri);
    }

    [Theory]
    [MemberData(nameof(NoValues), DisableDiscoveryEnumeration = true)]
    public void What_is_no_value_is_refused_with_its_name_and_its_type(object value)
    {
        using var session = new HttpSession();
        Action[] uses =
        [
            () => session.Build(HttpMethod.Get, "https://h.example/", new() { Query = { ["my-name"] = value } }),
            () => session.Build(HttpMethod.Get, "https://h.example/", new() { Query = { { "my-name", value } } }),
            () => session.Build(HttpMethod.Post, "https://h.example/", new() { Form = { ["my-name"] = value } }),
            () => session.Build(
                HttpMethod.Post,
                "https://h.example/",
                new() { Form = { ["my-name"] = value }, Files = { ["f"] = Upload.Text("t") } }),
        ];
        foreach (var use in uses)
        {
            var refused = Assert.Throws<ArgumentException>(use);

            Assert.Contains("'my-name'", refused.Message, StringComparison.Ordinal);
            Assert.Contains(TypesOf(value), type => refused.Message.Contains(type, StringComparison.Ordinal));
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(NoValues), DisableDiscoveryEnumeration = true)]
    public void What_is_no_value_is_refused_in_a_hole_with_its_type(object value)
    {
        using var session = new HttpSession();

        foreach (var use in (Action[])
        [
            () => session.Build(HttpMethod.Get, $"https://h.example/a/{value}"),
            () => session.Build(HttpMethod.Get, $"https://h.example/{value:raw}"),
        ])
        {
            var refused = Assert.Throws<InvalidUrlException>(use);

            Assert.Contains(value.GetType().ToString(), refused.Message, StringComparison.Ordinal);
            Assert.Contains("https://h.example/", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_forgotten_await_in_a_hole_is_refused() =>
        Assert.Throws<InvalidUrlException>(() => Http.Get($"http://127.0.0.1:1/get?a={LateAsync()}"));

    [Fact]
    public void A_url_as_a_first_hole_keeps_its_query()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://base.example/v1" });
        Url absolute = "https://h.example/get?x=1";
        Url relative = "/get?x=1";
        var name = "a&b";
        Url built = $"https://h.example/get?x={name}";

        Assert.Equal("https://h.example/get?x=1&y=2", session.Build(HttpMethod.Get, $"{absolute}&y=2").Url.AbsoluteUri);
        Assert.Equal(
            "https://h.example/get?x=1&y=a%26b", session.Build(HttpMethod.Get, $"{absolute}&y={name}").Url.AbsoluteUri);
        Assert.Equal(
            "https://h.example/get?x=a%26b&y=2", session.Build(HttpMethod.Get, $"{built}&y=2").Url.AbsoluteUri);
        Assert.Equal(
            "https://base.example/v1/get?x=1&y=2", session.Build(HttpMethod.Get, $"{relative}&y=2").Url.AbsoluteUri);
        Assert.Equal(
            "https://base.example/v1/get?x=1&y=2",
            session.Build(HttpMethod.Get, $"{new Uri("/get?x=1", UriKind.Relative)}&y=2").Url.AbsoluteUri);
        Assert.Equal("https://h.example/get?x=1", session.Build(HttpMethod.Get, $"{absolute:raw}").Url.AbsoluteUri);
        Assert.Equal(
            "https://h.example/a%20b",
            session.Build(HttpMethod.Get, $"{new Uri("https://h.example/a%20b"):raw}").Url.AbsoluteUri);
    }

    [Fact]
    public void A_url_in_a_url_is_data()
    {
        using var session = new HttpSession();
        Url next = "https://other.example/x?y=1";

        Assert.Equal(
            "https://h.example/?next=https%3A%2F%2Fother.example%2Fx%3Fy%3D1",
            session.Build(HttpMethod.Get, $"https://h.example/?next={next}").Url.AbsoluteUri);
        Assert.Equal(
            "https://h.example/https%3A%2F%2Fother.example%2Fx%3Fy%3D1",
            session.Build(HttpMethod.Get, $"https://h.example/{next}").Url.AbsoluteUri);
        Assert.Throws<InvalidUrlException>(() => session.Build(HttpMethod.Get, $"https://{next}/"));
    }

    [Fact]
    public void A_url_in_json_is_its_text()
    {
        using var session = new HttpSession();
        Url next = "https://h.example/x?y=1";

        Assert.Equal(
            """{"next":"https://h.example/x?y=1"}""",
            TextOf(session.Build(HttpMethod.Post, "https://h.example/", new() { Json = new { next } }).Body!));
        Assert.Equal(
            "https://h.example/x?y=1",
            Response.Create(session.Build(HttpMethod.Get, next), 200, body: "\"https://h.example/x?y=1\""u8.ToArray())
                .Json<Url>().Text);
    }

    private static async Task<string> LateAsync()
    {
        await Task.Yield();
        return "late";
    }

    private static IEnumerable<string> TypesOf(object value) =>
        (value as IEnumerable)?.Cast<object>().Select(one => one.GetType().ToString())
            .Append(value.GetType().ToString())
            ?? [value.GetType().ToString()];

    private static string TextOf(Body body) => Encoding.UTF8.GetString(body.InMemory!.Value.Span);

    private sealed record Money(int Amount) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) =>
            string.Create(formatProvider as CultureInfo, $"{Amount} EUR");
    }
}
