using System.Text;

namespace Peregrine;

/// <summary>The request that a line of curl asks for, as curl 7.88 sends it.</summary>
public sealed class CurlRequestTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("curl http://h/x", "GET http://h/x")]
    [InlineData("curl h/x", "GET http://h/x")]
    [InlineData("curl --proto-default https h/x", "GET https://h/x")]
    [InlineData("curl --url http://h/x", "GET http://h/x")]
    [InlineData("curl -I http://h/x", "HEAD http://h/x")]
    [InlineData("curl -XDELETE http://h/x", "DELETE http://h/x")]
    [InlineData("curl -X purge http://h/x", "purge http://h/x")]
    [InlineData("curl --insec http://h/x", "GET http://h/x")]
    [InlineData("curl http://h/x -d a=b", "POST http://h/x")]
    [InlineData("curl http://h/x -d a=b -X PUT", "PUT http://h/x")]
    [InlineData("curl http://h/x -F a=b", "POST http://h/x")]
    [InlineData("curl -G http://h/x -d a=b -d c=d", "GET http://h/x?a=b&c=d")]
    [InlineData("curl -G http://h/x?z=1 --data-urlencode 'q=a b+c'", "GET http://h/x?z=1&q=a+b%2Bc")]
    [InlineData("curl -IG http://h/x -d a=b", "HEAD http://h/x?a=b")]
    [InlineData("curl -G http://h/x -F a=b", "POST http://h/x")]
    [InlineData("curl -T '' http://h/x", "GET http://h/x")]
    [InlineData("curl -I -T '' http://h/x", "HEAD http://h/x")]
    [InlineData("curl 'http://h/x?y' --url-query 'a=b c'", "GET http://h/x?y&a=b+c")]
    [InlineData("curl -sSL http://h/x", "GET http://h/x")]
    [InlineData("curl -- http://h/x", "GET http://h/x")]
    [InlineData("curl 'http://h/a%2fb?x=%7e#part'", "GET http://h/a%2fb?x=%7e")]
    [InlineData("curl -g 'http://h/x?a[]={1}'", "GET http://h/x?a[]={1}")]
    [InlineData("curl -g 'http://h/x?a\\[1\\]'", "GET http://h/x?a\\[1\\]")]
    [InlineData("curl 'http://h/x?a\\[b\\]=\\{1\\}&c=\\d'", "GET http://h/x?a[b]={1}&c=\\d")]
    [InlineData("curl http:/h/x", "GET http://h/x")]
    [InlineData("curl http:///h/x", "GET http://h/x")]
    [InlineData("curl h:81/x", "GET http://h:81/x")]
    [InlineData("curl -G http://h/x -d ''", "GET http://h/x")]
    [InlineData("curl -G http://h/x -d a=b --url-query c=d", "GET http://h/x?a=b")]
    [InlineData("curl -G http://h/x --url-query c=d", "GET http://h/x?c=d")]
    public void The_line_names_method_and_address(string line, string expected)
    {
        var request = CurlCommand.Parse(line).Request;

        Assert.Equal(expected, $"{request.Method} {request.Url.OriginalString}");
    }

    [Theory]
    [InlineData("-d a=b -d c=d", "a=b&c=d", Form)]
    [InlineData("-d 'a\nb'", "a\nb", Form)]
    [InlineData("--data-raw @a", "@a", Form)]
    [InlineData("--data-urlencode 'q=a b/ü~*'", "q=a+b%2F%C3%BC~%2A", Form)]
    [InlineData("--data-urlencode 'x&y'", "x%26y", Form)]
    [InlineData("--data-urlencode '=p q'", "p+q", Form)]
    [InlineData("--json '{\"a\":1}' --json '{}'", "{\"a\":1}{}", "application/json")]
    [InlineData("-d x -H 'Content-Type: text/plain'", "x", "text/plain")]
    [InlineData("-d x -H 'Content-Type:'", "x", null)]
    [InlineData("-d ''", "", Form)]
    public void Data_is_the_body(string arguments, string body, string? type)
    {
        var request = CurlCommand.Parse($"curl http://h/ {arguments}").Request;

        Assert.Equal(body, Encoding.UTF8.GetString(request.Body!.Read()));
        Assert.Equal((type, type), (request.Headers["Content-Type"], request.Body.ContentType));
    }

    [Theory]
    [InlineData("", "User-Agent,Accept")]
    [InlineData("-A me", "User-Agent=me,Accept")]
    [InlineData("-A ''", "Accept")]
    [InlineData("-H 'User-Agent:' -H 'Accept:'", "")]
    [InlineData("-H 'X: 1' -H 'x: 2' -H 'E;' -e http://r/ -b a=b -b c=d -r 0-9",
        "Range=bytes=0-9,User-Agent,Accept,Referer=http://r/,Cookie=a=b; c=d,X=1,x=2,E=")]
    [InlineData("-H 'X: 1' -H 'Host: other' -d y",
        "Host=other,User-Agent,Accept,X=1,Content-Type=application/x-www-form-urlencoded")]
    [InlineData("-r 5", "Range=bytes=5-,User-Agent,Accept")]
    [InlineData("-r -5", "Range=bytes=-5,User-Agent,Accept")]
    [InlineData("--json '{}' -H 'X: 1'", "User-Agent,X=1,Content-Type=application/json,Accept=application/json")]
    [InlineData("-H 'accept: a' -H 'cookie: c=d' -b e=f", "User-Agent,accept=a,cookie=c=d")]
    [InlineData("-d x -H 'Content-Length: 9' -H 'Transfer-Encoding: chunked' -H 'Content-Type: t/p'",
        "User-Agent,Accept,Content-Type=t/p")]
    public void Fields_stand_in_the_order_of_curl(string arguments, string expected)
    {
        var headers = CurlCommand.Parse($"curl http://h/ {arguments}").Request.Headers;

        // What curl has of its own is ours here.
        var own = headers.Select(field => field.Name switch
        {
            "User-Agent" when field.Value == UserAgent.Default => "User-Agent",
            "Accept" when field.Value == "*/*" => "Accept",
            _ => $"{field.Name}={field.Value}",
        });
        Assert.Equal(expected, string.Join(',', own));
    }

    [Fact]
    public void A_form_keeps_its_order_and_what_is_told_of_its_parts()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "content");
            var request = CurlCommand.Parse(
                $"curl http://h/ -F 'f=@{file};filename=\"a\\\"b.txt\";type=text/x;charset=y' -F 'n=a;type=text/z' "
                + $"-F 't=<{file}' --form-string 's=@x;y' -F 'q=\";\"'").Request;

            var boundary = Boundary.Parse(request.Headers["Content-Type"]);
            Assert.Equal(
                """
                --B
                Content-Disposition: form-data; name="f"; filename="a%22b.txt"
                Content-Type: text/x;charset=y

                content
                --B
                Content-Disposition: form-data; name="n"
                Content-Type: text/z

                a
                --B
                Content-Disposition: form-data; name="t"

                content
                --B
                Content-Disposition: form-data; name="s"

                @x;y
                --B
                Content-Disposition: form-data; name="q"

                ;
                --B--

                """,
                Encoding.UTF8.GetString(request.Body!.Read())
                    .Replace(boundary!, "B", StringComparison.Ordinal).ReplaceLineEndings("\n"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Files_are_read_when_they_are_sent()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "early");
            string[] options =
            [
                $"-d @{file}", $"--data-binary @{file}", $"-T {file}", $"-d a=b -d @{file}",
                $"--data-urlencode n@{file}",
            ];
            var bodies = options
                .Select(option => CurlCommand.Parse($"curl http://h/x {option}").Request.Body!).ToList();
            File.WriteAllText(file, "la te\r\n");

            Assert.Equal(
                ["la te", "la te\r\n", "la te\r\n", "a=b&la te", "n=la+te%0D%0A"],
                bodies.Select(body => Encoding.UTF8.GetString(body.Read())));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() => Assert.Throws<FileNotFoundException>(
        () => CurlCommand.Parse("curl http://h/ -d @/no/such/file"));

    [Fact]
    public void An_upload_to_a_folder_has_the_name_of_the_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            var request = CurlCommand.Parse($"curl http://h/a/ -T {file}").Request;

            Assert.Equal($"PUT http://h/a/{Path.GetFileName(file)}", $"{request.Method} {request.Url}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
