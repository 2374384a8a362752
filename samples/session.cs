#!/usr/bin/env dotnet
// What calls share: base URL, headers, credentials, cookies, limits.
// dotnet run samples/session.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";

using var session = new HttpSession(new()
{
    BaseUrl = bin,
    Headers = { ["Accept"] = "application/json" },
    Auth = Auth.Basic("alice", "wonderland"),
    Timeout = (5, 30),
    Retry = new RetryPolicy(3) { StatusCodes = [429, 503] },
});

var who = session.Get("/basic-auth/alice/wonderland").EnsureSuccess().Json();
Console.WriteLine($"Signed in as {who["user"]}");

session.Get("/cookies/set", new() { Query = { ["theme"] = "dark" } });
Console.WriteLine($"The session keeps {session.Cookies.Count} cookie");
Console.WriteLine($"and sends it back: {session.Get("/cookies").Json()["cookies"]!.ToJsonString()}");

var plain = session.Get("/headers", new() { Auth = Auth.None, Headers = { ["Accept"] = "text/plain" } });
Console.WriteLine($"One call can differ: Accept is {plain.Json()["headers"]!["Accept"]}");
