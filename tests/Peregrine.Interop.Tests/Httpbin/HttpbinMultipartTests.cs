using System.Text;

namespace Peregrine;

public sealed class HttpbinMultipartTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Fields_and_files_are_told_apart_by_the_file_name(string server)
    {
        var answer = await SendAsync(server, """
            --x
            Content-Disposition: form-data; name="a"

            1
            --x
            Content-Disposition: form-data; name="a"
            Content-Type: text/plain

            grüße
            --x
            Content-Disposition: form-data; name="f"; filename="f.txt"
            Content-Type: text/plain

            two
            lines
            --x
            Content-Disposition: form-data; name="empty"; filename=""


            --x--

            """);
        Assert.Equal("""{"a":["1","grüße"]}""", answer.Part("form"));
        Assert.Equal("""{"empty":"","f":"two\r\nlines"}""", answer.Part("files"));
        Assert.Equal("", answer.String("data"));
        Assert.Equal("null", answer.Part("json"));
    }

    [Theory, HttpbinContract]
    public async Task The_first_file_of_a_name_is_shown(string server)
    {
        var answer = await SendAsync(server, """
            --x
            Content-Disposition: form-data; name="f"; filename="1"

            one
            --x
            Content-Disposition: form-data; name="f"; filename="2"

            two
            --x--

            """);
        Assert.Equal("""{"f":"one"}""", answer.Part("files"));
    }

    [Theory, HttpbinContract]
    public async Task Bytes_in_a_file_become_a_data_url_of_its_type(string server)
    {
        using var content = new MultipartFormDataContent
        {
            { HttpbinClient.Octets([0xFF, 0x00], "image/png"), "typed", "a.png" },
            { new ByteArrayContent([0xFF, 0x00]), "plain", "b.bin" },
        };
        var answer = await (await ClientAsync(server)).PostAsync("post", content);
        Assert.Equal(
            """{"plain":"data:application/octet-stream;base64,/wA=","typed":"data:image/png;base64,/wA="}""",
            answer.Part("files"));
    }

    [Theory, HttpbinContract]
    public async Task Names_may_hold_quotes_and_other_alphabets(string server)
    {
        var answer = await SendAsync(server, """
            --x
            Content-Disposition: form-data; name="grö\"ße"

            1
            --x--

            """);
        Assert.Equal("1", answer.String("form", "grö\"ße"));
    }

    [Theory, HttpbinContract]
    public async Task A_broken_body_is_an_empty_form(string server)
    {
        foreach (var body in new[] { "junk", "--x\nContent-Disposition: form-data; name=\"a\"\n\n1" })
        {
            var answer = await SendAsync(server, body);
            Assert.Equal(200, answer.Status);
            Assert.Equal("{}", answer.Part("form"));
            Assert.Equal("", answer.String("data"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Without_a_boundary_the_form_is_empty(string server)
    {
        var answer = await (await ClientAsync(server)).PostAsync("post", "junk", "multipart/form-data");
        Assert.Equal(200, answer.Status);
        Assert.Equal("{}", answer.Part("form"));
    }

    private async Task<HttpbinAnswer> SendAsync(string server, string body)
    {
        var octets = Encoding.UTF8.GetBytes(body.ReplaceLineEndings("\r\n"));
        return await (await ClientAsync(server))
            .PostAsync("post", HttpbinClient.Octets(octets, "multipart/form-data; boundary=x"));
    }
}
