using System.Text;

namespace Peregrine;

public sealed class HttpbinPasswordTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Basic_takes_the_right_password(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("basic-auth/user/pass%20w%C3%B6rd", Basic("user:pass wörd"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"authenticated":true,"user":"user"}""", answer.Part());
    }

    [Theory, HttpbinContract]
    public async Task Basic_challenges_everything_else(string server)
    {
        var client = await ClientAsync(server);
        (string, string)[][] wrong =
        [
            [],
            [Basic("user:wrong")],
            [Basic("other:passwd")],
            [("Authorization", "Basic ?")],
            [("Authorization", "x")],
        ];
        foreach (var headers in wrong)
        {
            var answer = await client.GetAsync("basic-auth/user/passwd", headers);
            Assert.Equal(401, answer.Status);
            Assert.Equal("Basic realm=\"Fake Realm\"", answer.Header("WWW-Authenticate"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Hidden_basic_says_404_instead(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(200, (await client.GetAsync("hidden-basic-auth/user/passwd", Basic("user:passwd"))).Status);
        var answer = await client.GetAsync("hidden-basic-auth/user/passwd");
        Assert.Equal(404, answer.Status);
        Assert.Null(answer.Header("WWW-Authenticate"));
    }

    [Theory, HttpbinContract]
    public async Task Bearer_challenges_without_a_token(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("bearer");
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory, HttpbinContract]
    public async Task Bearer_tells_the_token(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("bearer", ("Authorization", "Bearer 0123.xyz-_"));
        Assert.Equal("""{"authenticated":true,"token":"0123.xyz-_"}""", answer.Part());
    }

    [Theory, HttpbinContract]
    public async Task A_bearer_token_is_told_whole(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("bearer", ("Authorization", "Bearer area-51"));
        Assert.Equal("area-51", answer.String("token"));
    }

    [Theory, HttpbinContract]
    public async Task Another_scheme_is_no_bearer_token(string server) =>
        Assert.Equal(401, (await (await ClientAsync(server)).GetAsync("bearer", Basic("user:passwd"))).Status);

    private static (string, string) Basic(string credentials) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
}
