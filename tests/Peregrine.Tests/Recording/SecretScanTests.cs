namespace Peregrine;

/// <summary>What is hidden in a text because of the names in it.</summary>
public sealed class SecretScanTests
{
    private static readonly SecretNameRule Rule = new(["my-own"]);

    [Theory]
    [InlineData("""{"password":"hunter22"}""", """{"password":"***"}""")]
    [InlineData("""{ "password" : "hunter22" , "a": 1 }""", """{ "password" : "***" , "a": 1 }""")]
    [InlineData("""{"password":"a\"b\\","x":"y"}""", """{"password":"***","x":"y"}""")]
    [InlineData("""{"password":12345678}""", """{"password":"***"}""")]
    [InlineData("""{"password" : 12345678 , "a":[12345678, 1]}""", """{"password" : "***" , "a":["***", 1]}""")]
    [InlineData("""{"i":"{\"password\":12345678}"}""", """{"i":"{\"password\":\"***\"}"}""")]
    [InlineData("password=12345678,1", "password=***")]
    [InlineData("""{"password":null,"secret":true}""", """{"password":null,"secret":true}""")]
    [InlineData("""{"password":""}""", """{"password":""}""")]
    [InlineData("""{"tokens":["aaaa","bbbb"],"a":["cccc"]}""", """{"tokens":["***","***"],"a":["cccc"]}""")]
    [InlineData("""{"total_tokens":17}""", """{"total_tokens":17}""")]
    [InlineData("""{"My-Own":"x"}""", """{"My-Own":"***"}""")]
    [InlineData("""{"token":{"value":"aaaa","type":"jwt"},"b":"c"}""",
        """{"token":{"value":"***","type":"jwt"},"b":"c"}""")]
    [InlineData(
        """{"token":{"a":{"b":["xxxx"]},"n":"}"},"b":"c"}""",
        """{"token":{"a":{"b":["***"]},"n":"***"},"b":"c"}""")]
    [InlineData(
        """{"inner":"{\"password\":\"hunter22\",\"b\":1}"}""",
        """{"inner":"{\"password\":\"***\",\"b\":1}"}""")]
    [InlineData("""{"inner":"{\"n\":\"{\\\"password\\\":\\\"hunter22\\\"}\"}"}""",
        """{"inner":"{\"n\":\"{\\\"password\\\":\\\"***\\\"}\"}"}""")]
    [InlineData("""{"passw\u006frd":"hunter22"}""", """{"passw\u006frd":"***"}""")]
    [InlineData("""{'password':'hunter22'}""", """{'password':'***'}""")]
    [InlineData(
        "data: {\"token\":\"aaaa\"}\n\ndata: {\"a\":1}\n\n",
        "data: {\"token\":\"***\"}\n\ndata: {\"a\":1}\n\n")]
    [InlineData("""{"password":"hunt""", """{"password":"***""")]
    [InlineData("""{"token":{"value":"hunt""", """{"token":{"value":"***""")]
    [InlineData(
        "see https://h.test/x?access_token=abcd&page=2 now",
        "see https://h.test/x?access_token=***&page=2 now")]
    [InlineData("""{"next":"https://h.test/?page_token=abcd"}""", """{"next":"https://h.test/?page_token=***"}""")]
    [InlineData("client%5Fsecret=abcd&a=b", "client%5Fsecret=***&a=b")]
    [InlineData("password=\"a b\" x=1", "password=\"***\" x=1")]
    [InlineData("if (token == null) token => 1", "if (token == null) token => 1")]
    [InlineData("https://alice:pa55word@h.test/x", "https://***@h.test/x")]
    [InlineData("mail https://h.test/ to a@b", "mail https://h.test/ to a@b")]
    [InlineData("<a><password type=\"t\">hunter22</password><b>c</b></a>",
        "<a><password type=\"t\">***</password><b>c</b></a>")]
    [InlineData("<w:Password>hunter22</w:Password>", "<w:Password>***</w:Password>")]
    [InlineData("<password/>text<b>c</b>", "<password/>text<b>c</b>")]
    [InlineData(":=>\":'>=", ":=>\":'>=")]
    public void A_text_of_any_kind(string text, string hidden) => Assert.Equal(hidden, Hide(text));

    [Theory]
    [InlineData("""{"password":"a\"b"}""", "a\"b")]
    [InlineData("""{"i":"{\"password\":\"a\\\"b\"}"}""", "a\"b")]
    [InlineData("access_token=a%2Bb", "a+b")]
    [InlineData("<secret>a&amp;b</secret>", "a&b")]
    [InlineData("https://u:p%40ss@h.test/", "p@ss")]
    public void The_value_is_told_without_the_escapes_of_its_place(string text, string value)
    {
        var spans = new List<HiddenSpan>();
        SecretScan.Find(text, Rule, spans);

        Assert.Contains(value, spans.Select(span => span.Value));
    }

    [Fact]
    public void A_text_that_is_cut_anywhere_never_shows_more_than_the_whole_one()
    {
        const string Text = """{"a":[{"password":"Zhunter22","t":{"x":"Zvalue1"}},"b"],"token":{"v":["Zvalue2"]}}""";
        for (var length = 0; length <= Text.Length; length++)
        {
            var hidden = Hide(Text[..length]);

            Assert.DoesNotContain("Zhunt", hidden, StringComparison.Ordinal);
            Assert.DoesNotContain("Zvalue2", hidden, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_text_breaks_it()
    {
        var random = new Random(11);
        const string Letters = "\"\\':=<>/{}[], \npassword&%1@";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(4) == 0
                ? "password"
                : Letters[random.Next(Letters.Length)].ToString()));

            Hide(text);
        }
    }

    [Theory]
    [InlineData("token=")]
    [InlineData("\"token\":{")]
    [InlineData("\"token\":[")]
    [InlineData("\"token\":\\")]
    [InlineData("\\\"token\\\":\\\\\\\"")]
    [InlineData("<token>")]
    [InlineData("://x:@")]
    [InlineData("'")]
    [InlineData("\\")]
    public async Task A_text_of_a_million_letters_takes_no_longer_than_others(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var hidden = await Task.Run(() => Hide(text)).WaitAsync(TimeSpan.FromMinutes(1)); // Squared it is hours.

        Assert.InRange(hidden.Length, 1, 2 * text.Length);
    }

    [Theory]
    [InlineData("name=\"password\"", true)]
    [InlineData("filename=\"password\"; name=\"other\"", false)]
    [InlineData("name=password; filename=\"a\"", true)]
    public void The_part_of_a_form(string disposition, bool isHidden)
    {
        var body = $"--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\nhunt\r\ner22\r\n--b--\r\n";
        var spans = new List<HiddenSpan>();
        SecretPairs.FindInParts(body, "b", Rule, spans);

        var expected = isHidden ? body.Replace("hunt\r\ner22", "***", StringComparison.Ordinal) : body;
        Assert.Equal(expected, HiddenSpan.Hide(body, spans));
    }

    [Fact]
    public void The_code_of_an_OAuth_answer_is_hidden_and_another_code_is_not()
    {
        Assert.Equal("https://h.test/cb?code=***&state=x", HideUrl("https://h.test/cb?code=abcd&state=x"));
        Assert.Equal("https://h.test/cb?code=abcd", HideUrl("https://h.test/cb?code=abcd"));
        Assert.Equal("https://h.test/cb#access_token=***&a=b", HideUrl("https://h.test/cb#access_token=a'b&a=b"));
    }

    private static string Hide(string text)
    {
        var spans = new List<HiddenSpan>();
        SecretScan.Find(text, Rule, spans);
        var known = new KnownSecrets();
        if (text.Contains("12345678", StringComparison.Ordinal))
        {
            spans.ForEach(span => known.Add(span.Value ?? ""));
        }

        known.FindIn(text, spans);
        return HiddenSpan.Hide(text, spans);
    }

    private static string HideUrl(string url)
    {
        var spans = new List<HiddenSpan>();
        SecretPairs.FindInUrl(url, Rule, spans);
        return HiddenSpan.Hide(url, spans);
    }
}
