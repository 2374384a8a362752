// Every JSON path of the API in a program without reflection-based JSON. It is compiled with the trim and AOT
// analyzers, and a warning is an error. Its argument is the URL of a server that answers everything with
// {"login":…,"name":…,"items":[…],"total":1}, where the one item is the same user.
using System.Text.Json;
using Peregrine;

var url = args[0];
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = AotContext.Default };
using var session = new HttpSession(new() { BaseUrl = url, JsonOptions = json });

var user = new User("octocat", "The Octocat");
Require(session.Get<User>("/user") == user, "Get<T>");
Require(await session.GetAsync<User>("/user") == user, "GetAsync<T>");
Require(session.Get("/user").Json<User>() == user, "response.Json<T>()");
Require((string?)session.Get("/user").Json()["login"] == "octocat", "response.Json()");
Require(await session.PostAsync<User>("/users", new() { Json = user }) == user, "Json = value");
Require(
    session.Post<User>("/users", new() { Body = Body.Json(user, AotContext.Default.User) }) == user,
    "Body.Json(value, typeInfo)");
Require(Http.Get<User>(url, new() { JsonOptions = json }) == user, "Http with JsonOptions of the call");
Require(session.Items<User>("/users", Paging.LinkHeader(items: "/items")).Single() == user, "Items<T>");
Require(
    await session.ItemsAsync<User>("/users", Paging.NextUrl("/links/next", items: "/items")).SingleAsync() == user,
    "ItemsAsync<T>");
Require(session.Pages("/users", Paging.Offset("offset", total: "/total", items: "/items")).Count() == 1, "Pages");

RequireNamed(() => session.Get<Stranger>("/user"), "reading a type that the context lacks");
RequireNamed(() => session.Post("/users", new() { Json = new Stranger("x") }), "writing a type that the context lacks");
RequireNamed(
    () => _ = session.Items<Stranger>("/users", Paging.LinkHeader(items: "/items")).ToList(),
    "reading items of a type that the context lacks");
RequireNamed(() => Http.Get<Stranger>(url), "reading without JsonOptions");
RequireNamed(() => Http.Post(url, new() { Json = new Stranger("x") }), "writing without JsonOptions");

Console.WriteLine($"ok: {url}");

static void Require(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"{what}: not the value that the server gave.");
    }
}

static void RequireNamed(Action act, string what)
{
    try
    {
        act();
    }
    catch (InvalidOperationException refusal) when (refusal.Message.Contains(
        nameof(Stranger), StringComparison.Ordinal))
    {
        return;
    }

    throw new InvalidOperationException($"{what}: no InvalidOperationException that names the type.");
}
