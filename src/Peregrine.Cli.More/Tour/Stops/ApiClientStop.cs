namespace Peregrine;

/// <summary>A class for one API.</summary>
internal sealed class ApiClientStop : IStop
{
    public string Title => "A class for a REST API";

    public async Task RunAsync(Visit visit)
    {
        var key = visit.Secret("tour-shop-14142");
        using var shop = new ShopClient($"{visit.Server}/anything/v1", key);

        var users = await shop.UsersAsync(page: 2);
        visit.Show(users);
        visit.Expect("GET under the base URL", $"{visit.Server}/anything/v1/users?page=2", users.Url);
        visit.Expect("with its query", "2", users.Args.GetValueOrDefault("page"));
        visit.Expect("and the client's token", $"Bearer {key}", users.Headers.GetValueOrDefault("Authorization"));

        var created = await shop.CreateAsync(new NewUser("Alice"));
        visit.Show(created);
        visit.Expect("POST with an object of ours", """{"name":"Alice"}""", created.Json);

        var deleted = await shop.DeleteAsync(id: 7);
        visit.Show(deleted);
        visit.Expect("DELETE of one", $"DELETE {visit.Server}/anything/v1/users/7", $"{deleted.Method} {deleted.Url}");
    }

    private sealed record NewUser(string Name);

    private sealed class ShopClient(Url baseUrl, string apiKey)
        : ApiClient(baseUrl, new() { Auth = Auth.Bearer(apiKey), Timeout = 15 })
    {
        public Task<Anything> UsersAsync(int page) =>
            Session.GetAsync<Anything>("/users", new() { Query = { ["page"] = page } });

        public Task<Anything> CreateAsync(NewUser user) => Session.PostAsync<Anything>("/users", new() { Json = user });

        public Task<Anything> DeleteAsync(int id) => Session.DeleteAsync<Anything>($"/users/{id}");
    }
}
