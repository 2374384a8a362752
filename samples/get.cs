#!/usr/bin/env dotnet
// One-line calls. dotnet run samples/get.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";

Response response = Http.Get($"{bin}/get", new() { Query = { ["page"] = 1, ["tag"] = new[] { "a", "b" } } });
Console.WriteLine($"{response.StatusCode} {response.ReasonPhrase}, {response.ContentType}, "
    + $"{response.Elapsed.TotalMilliseconds:0} ms");
Console.WriteLine($"The server saw {response.Json()["args"]!.ToJsonString()}");

Echo echo = await Http.GetAsync<Echo>($"{bin}/get");
Console.WriteLine($"It was asked for {echo.Url} by {echo.Headers["User-Agent"]}");

internal sealed record Echo(string Url, Dictionary<string, string> Headers);
