#!/usr/bin/env dotnet
// Errors are caught by what they mean. dotnet run samples/errors.cs [-- URL of an httpbin]
#:project ../src/Peregrine
#:property PublishAot=false
using Peregrine;

var bin = args.FirstOrDefault()?.TrimEnd('/') ?? "https://httpbin.org";

Try($"{bin}/delay/3", new() { Timeout = (5, 0.3) });
Try($"{bin}/status/401");
Try($"{bin}/status/404");
Try($"{bin}/status/429");
Try($"{bin}/html");
Try("http://127.0.0.1:1/nobody-listens-here");

Response notFound = Http.Get($"{bin}/status/404");
Console.WriteLine($"The plain form does not throw: {notFound.StatusCode}, IsSuccess: {notFound.IsSuccess}");

static void Try(string url, RequestOptions? options = null)
{
    try
    {
        Http.Get<Dictionary<string, object>>(url, options);
    }
    catch (RequestTimeoutException e)
    {
        Console.WriteLine($"Too slow ({e.Phase}): {e.Message}");
    }
    catch (ConnectException e)
    {
        Console.WriteLine($"No connection ({e.Stage}): {e.Message}");
    }
    catch (StatusException e) when (e.StatusCode == 401)
    {
        Console.WriteLine("Authentication required: check your token");
    }
    catch (StatusException e) when (e.StatusCode == 429)
    {
        Console.WriteLine($"Slow down: try again in {e.Response.RetryAfter ?? TimeSpan.FromSeconds(60)}");
    }
    catch (RequestException e)
    {
        Console.WriteLine($"{e.GetType().Name}: {e.Message}");
    }
}
