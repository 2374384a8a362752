using System.Text;

namespace Peregrine;

/// <summary>Secrets behind escapes, in nested values and in fields, as a recording hides all of an entry.</summary>
public sealed class SecretPlacesTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[{\"token\":")]
    public void However_deep_a_value_is_it_is_hidden(string piece)
    {
        var text = "{\"token\":" + string.Concat(Enumerable.Repeat(piece, 100_000)) + "\"hunter2x\"";

        Assert.DoesNotContain("hunter2x", Body(text, Json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"secrets":[{"value":"aaaaaa"},{"value":"bbbbbb"}],"a":"c"}""",
        """{"secrets":[{"value":"***"},{"value":"***"}],"a":"c"}""")]
    [InlineData("""{"tokens":["abcdef",null,"ghijkl",[1,"mnopqr"]]}""",
        """{"tokens":["***",null,"***",[1,"***"]]}""")]
    [InlineData("""{"credentials":{"pin":123456,"expires_in":3600},"n":7}""",
        """{"credentials":{"pin":"***","expires_in":3600},"n":7}""")]
    [InlineData("""{"password":[1234,true,-5]}""", """{"password":["***",true,"***"]}""")]
    [InlineData("""{"i":"{\"secrets\":[{\"v\":\"aaaa\"},{\"v\":\"bbbb\"}]}","b":"c"}""",
        """{"i":"{\"secrets\":[{\"v\":\"***\"},{\"v\":\"***\"}]}","b":"c"}""")]
    [InlineData("""{"url":"https://x.blob/?sv=1\u0026sig=AbC","n":"a\u0026b"}""",
        """{"url":"https://x.blob/?sv=1\u0026sig=***","n":"a\u0026b"}""")]
    [InlineData("""{"a":"https:\/\/user:s3cret@host\/x"}""", """{"a":"https:\/\/***@host\/x"}""")]
    [InlineData("""{"i":"{\u0022password\u0022: \u0022hunter2x\u0022}"}""",
        """{"i":"{\u0022password\u0022: \u0022***\u0022}"}""")]
    [InlineData("""{"a":"?r=https%3A%2F%2Fa%2Fcb%3Faccess_token%3Dabc%26x%3Dy"}""",
        """{"a":"?r=https%3A%2F%2Fa%2Fcb%3Faccess_token%3D***%26x%3Dy"}""")]
    [InlineData("""{"grant_type":"authorization_code","code":"abcd"}""",
        """{"grant_type":"authorization_code","code":"***"}""")]
    [InlineData("""{"error":"e","code":"abcd"}""", """{"error":"e","code":"abcd"}""")]
    [InlineData("""{"a":"token=","b":"c"}""", """{"a":"token=","b":"c"}""")]
    [InlineData("""["%22:]","token=%22token="]""", """["%22:]","token=***"]""")]
    [InlineData("""{"secret_id":"abcd"}""", """{"secret_id":"***"}""")]
    public void In_JSON(string text, string hidden) => Assert.Equal(hidden, Body(text, Json));

    [Theory]
    [InlineData("payload=%7B%22password%22%3A%22hunter2x%22%7D&a=b", "payload=%7B%22password%22%3A%22***%22%7D&a=b")]
    [InlineData("p=%7B%22password%22%3A+%22hunter2x%22%7D", "p=%7B%22password%22%3A+%22***%22%7D")]
    [InlineData("r=https%3A%2F%2Fa%2Fcb%3Fcode%3Dab%26state%3Dx", "r=https%3A%2F%2Fa%2Fcb%3Fcode%3D***%26state%3Dx")]
    public void In_a_form(string text, string hidden) => Assert.Equal(hidden, Body(text, Form));

    [Theory]
    [InlineData("<password><![CDATA[hunter2x]]></password><b>c</b>", "<password><![CDATA[***]]></password><b>c</b>")]
    [InlineData("<password> <![CDATA[a<b]]> </password>", "<password> <![CDATA[***]]> </password>")]
    [InlineData("<credentials><user>ann</user><p>b</p></credentials><b>c</b>",
        "<credentials><user>***</user><p>***</p></credentials><b>c</b>")]
    [InlineData("<x>&lt;password&gt;hunter2x&lt;/password&gt;</x>", "<x>&lt;password&gt;***&lt;/password&gt;</x>")]
    [InlineData("<password><![CDATA[hunt", "<password><![CDATA[***")]
    public void In_XML(string text, string hidden) => Assert.Equal(hidden, Body(text, "application/xml"));

    [Theory]
    [InlineData("<token><![CDATA[")]
    [InlineData("%2525")]
    [InlineData("\"\\\\u0022")]
    [InlineData("&amp;amp;")]
    [InlineData("%22token%22%3A%7B")]
    public async Task A_text_of_many_escapes_takes_no_longer_than_others(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var hidden = await Task.Run(() => Body(text, Json)).WaitAsync(TimeSpan.FromMinutes(1)); // Squared it is hours.

        Assert.InRange(hidden.Length, 1, 2 * text.Length);
    }

    [Fact]
    public void A_URL_in_a_URL()
    {
        var hidden = Hidden(new HarEntry
        {
            Request = new() { Url = "https://h.test/?redirect=https%3A%2F%2Fa%2Fcb%3Faccess_token%3Dabcdef&lang=de" },
            Response = new()
            {
                Headers = new([
                    new("Location", "/in?to=https%3A%2F%2Fa%2Fcb%3Faccess_token%3Dghijkl"),
                    new("Link", "</x?to=%3Fapi_key%3Dmnopqr>; rel=next"),
                ]),
            },
        });

        Assert.EndsWith("access_token%3D***&lang=de", hidden.Request.Url, StringComparison.Ordinal);
        Assert.EndsWith("access_token%3D***", hidden.Response.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal("</x?to=%3Fapi_key%3D***>; rel=next", hidden.Response.Headers["Link"]);
        Assert.DoesNotContain("abcdef", Encoding.UTF8.GetString(HarWriter.ToBytes(hidden)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Token token=abc123def", "abc123def")]
    [InlineData("Authorization", "Basic c2tfbGl2ZV9hYmM6", "sk_live_abc")]
    [InlineData("Location", "/cb?code=abc123def", "abc123def")]
    [InlineData("X-Clone", "https://ghp_token@github.com/x", "ghp_token")]
    [InlineData("X-Clone", "https://ghp_token:@github.com/x", "ghp_token")]
    [InlineData("X-To", "?to=https%3A%2F%2Fa%2F%3Ftoken%3Dp%C3%A4ssword", "pässword")]
    public void What_a_field_tells_is_hidden_elsewhere(string name, string value, string secret)
    {
        var hidden = Hidden(new HarEntry
        {
            Request = new() { Headers = new([new(name, value)]), Bytes = Encoding.UTF8.GetBytes($"it is {secret}.") },
        });

        Assert.Equal("it is ***.", Encoding.UTF8.GetString(hidden.Request.Bytes));
    }

    [Theory]
    [InlineData("see https://user:passw", "see https://***")]
    [InlineData("""{"a":"https:\/\/user:12""", """{"a":"https:\/\/***""")]
    [InlineData("a=https%3A%2F%2Fuser%3Apass", "a=https%3A%2F%2F***")]
    [InlineData("https://h.test/ a", "https://h.test/ a")]
    public void A_body_that_was_cut_inside_of_a_password(string text, string hidden) =>
        Assert.Equal(hidden, Body(text, "text/plain", isCut: true));

    [Theory]
    [InlineData("""{"total":1002003,"n":-100200.5}""", """{"total":"***","n":"***"}""")]
    [InlineData("""{"total":1002003}""" + "\n" + """{"b":"ids: 5,100200,7"}""",
        """{"total":"***"}""" + "\n" + """{"b":"ids: 5,***,7"}""")]
    [InlineData("""{"desktop":{"a":"desktop"}}""", """{"desktop":{"a":"***"}}""")]
    [InlineData("""{"i":"{\"desktop\":100200}"}""", """{"i":"{\"desktop\":\"***\"}"}""")]
    [InlineData("""{"abc123def456":1}""", """{"***":1}""")]
    public void A_known_value_in_a_number_or_a_name(string text, string hidden) =>
        Assert.Equal(hidden, Body(text, Json, headers: [new("Cookie", "sid=100200; token=desktop; x=abc123def456")]));

    [Fact]
    public void A_cookie_that_is_no_secret_is_hidden_in_its_place_alone()
    {
        var hidden = Hidden(new HarEntry
        {
            Request = new()
            {
                Headers = new([new("Cookie", "theme=desktop; uid=100200"), new("X-Desktop", "a"), new("desktop", "b")]),
                Bytes = "desktop 100200"u8.ToArray(),
            },
        });

        Assert.Equal("theme=***; uid=***", hidden.Request.Headers["Cookie"]);
        Assert.Equal("desktop 100200"u8, hidden.Request.Bytes);
    }

    [Fact]
    public void The_name_of_a_field_stays()
    {
        var headers = Hidden(new HarEntry
        {
            Request = new() { Headers = new([new("X-Token", "desktop"), new("X-Desktop", "a"), new("desktop", "b")]) },
        }).Request.Headers;

        Assert.Equal(["X-Token", "X-Desktop", "desktop"], headers.Select(field => field.Name));
    }

    [Fact]
    public void A_body_without_escapes_costs_no_copies()
    {
        var known = new KnownSecrets();
        known.Add("hunter2x");
        var text = string.Concat(Enumerable.Repeat("abc & % \\ ", 100_000));
        known.FindIn("", []);
        var before = GC.GetAllocatedBytesForCurrentThread();

        known.FindIn(text, []);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static string Body(string text, string type, bool isCut = false, Header[]? headers = null) =>
        Encoding.UTF8.GetString(Hidden(new HarEntry
        {
            Request = new() { Headers = new(headers ?? []) },
            Response = new() { Bytes = Encoding.UTF8.GetBytes(text), ContentType = type, IsCut = isCut },
        }).Response.Bytes);

    private static HarEntry Hidden(HarEntry entry)
    {
        var mask = new HarMask(new KnownSecrets(), new SecretNameRule([]));
        mask.Learn(entry);
        return mask.Hide(entry);
    }
}
