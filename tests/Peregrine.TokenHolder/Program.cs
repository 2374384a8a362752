// A program that holds its OAuth token in a file which it shares with other processes; the tests run two of it. Its
// arguments are the token endpoint, the file and sync or async. For every line that it reads, it is as if it had just
// started: it says "asking", gets a token and says which.
using Peregrine;

var (endpoint, file, isBlocking) = (args[0], args[1], args[2] == "sync");
using var session = new HttpSession();

Console.Out.WriteLine("ready");
while (Console.ReadLine() is not null)
{
    var auth = Auth.OAuth2(
        new RefreshTokenGrant { TokenEndpoint = endpoint, ClientId = "holder", Store = new FileTokenStore(file) });
    Console.Out.WriteLine("asking");
    var token = isBlocking ? auth.GetToken(session) : await auth.GetTokenAsync(session);
    Console.Out.WriteLine(token.AccessToken);
}
