#!/usr/bin/env dotnet
// Many calls at once. A failure is an outcome, not a throw. dotnet run samples/many.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";
using var session = new HttpSession(new() { BaseUrl = bin });

Response[] responses = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => session.GetAsync($"/anything/{n}")));
Console.WriteLine($"{responses.Count(response => response.IsSuccess)} of {responses.Length} together");

Request[] requests =
[
    session.Build(HttpMethod.Get, "/get"),
    session.Build(HttpMethod.Get, "/status/404"),
    session.Build(HttpMethod.Get, "http://127.0.0.1:1/nobody-listens-here"),
    session.Build(HttpMethod.Get, "/uuid"),
];

await foreach (SendOutcome outcome in session.SendManyAsync(requests, concurrency: 2))
{
    var result = outcome.Response?.StatusCode.ToString() ?? outcome.Failure!.GetType().Name;
    Console.WriteLine($"{outcome.Index}: {outcome.Request} -> {result}");
}
