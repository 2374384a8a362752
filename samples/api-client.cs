#!/usr/bin/env dotnet
// A class for one API. dotnet run samples/api-client.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";

using var shop = new ShopClient(bin, apiKey: "demo-key");
Echo page = await shop.UsersAsync(page: 2);
Console.WriteLine($"GET  {page.Url}");

Echo created = await shop.CreateAsync(new NewUser("Alice"));
Console.WriteLine($"POST {created.Url}: {created.Json!.Name}");

internal sealed class ShopClient(string baseUrl, string apiKey)
    : ApiClient(baseUrl, new() { Auth = Auth.Bearer(apiKey) })
{
    public Task<Echo> UsersAsync(int page) =>
        Session.GetAsync<Echo>("/anything/users", new() { Query = { ["page"] = page } });

    public Task<Echo> CreateAsync(NewUser user) => Session.PostAsync<Echo>("/anything/users", new() { Json = user });
}

internal sealed record NewUser(string Name);

internal sealed record Echo(string Url, NewUser? Json);
