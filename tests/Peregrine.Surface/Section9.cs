using Peregrine;

namespace Surface;

internal static class Section9
{
    internal static string BaseUrl { get; private set; } = "";

    internal static async Task RunAsync(string bin)
    {
        BaseUrl = $"{bin}/anything";
        using var shop = new ShopClient("key");
        Check.Equal(new User("Bearer key", "2"), (await shop.UsersAsync(2)).Single(), "UsersAsync");
        Check.Equal(new User("Bearer key", "Alice"), await shop.CreateAsync(new NewUser("Alice")), "CreateAsync");

        using var session = new HttpSession(new() { BaseUrl = BaseUrl });
        using (var guest = new GuestClient(session))
        {
            Check.Equal(200, await guest.PingAsync(), "a session that it does not own");
        }

        Check.Equal(200, session.Get("/ping").StatusCode, "disposing the client leaves it open");
    }
}

public sealed class ShopClient(string apiKey)
    : ApiClient(Section9.BaseUrl, new() { Auth = Auth.Bearer(apiKey), JsonOptions = EchoedUsers.Json })
{
    internal Task<User[]> UsersAsync(int page) =>
        Session.GetAsync<User[]>("/users", new() { Query = { ["page"] = page } });

    internal Task<User> CreateAsync(NewUser user) => Session.PostAsync<User>("/users", new() { Json = user });
}

public sealed class GuestClient(HttpSession session) : ApiClient(session)
{
    public async Task<int> PingAsync() => (await Session.GetAsync("/ping")).StatusCode;
}
