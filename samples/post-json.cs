#!/usr/bin/env dotnet
// JSON out, JSON in. dotnet run samples/post-json.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";

Echo echo = await Http.PostAsync<Echo>($"{bin}/post", new() { Json = new Order("book", 2) });
Console.WriteLine($"The server read {echo.Json.Quantity} × {echo.Json.Item}");
Console.WriteLine($"from a body of type {echo.Headers["Content-Type"]}: {echo.Data}");

internal sealed record Order(string Item, int Quantity);

internal sealed record Echo(Order Json, string Data, Dictionary<string, string> Headers);
