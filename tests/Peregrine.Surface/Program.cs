// Every public shape that programs are written against, compiled and run.
// dotnet run --project tests/Peregrine.Surface -- URL of an httpbin
//
// The hosts of the blocks are replaced by that URL; /anything and /response-headers stand in the place of the paths of
// the APIs that the blocks name. Sections 10, 14 and 16 need no server but their own.
//
// Names of those sections that have not come yet, and so stand nowhere here:
// section 2: Proxy, Version, UploadProgress, DownloadProgress (RequestOptions)
// section 4: Proxies, Mounts, Middleware, OnRequest, OnResponse, Environment, UnixSocket, Resolve, AddressRules,
// RetryBudget
// section 5: Timings, Connection, the streams (Read, Lines, Chunks, RawChunks, JsonLines, Events, JsonArray, Save)
using Surface;

if (args is not [var url])
{
    Console.Error.WriteLine("Usage: Peregrine.Surface URL-of-an-httpbin");
    return 1;
}

var bin = url.TrimEnd('/');
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
(string Name, Func<Task> Run)[] sections =
[
    ("1. One line", () => Section1.RunAsync(bin, limit.Token)),
    ("2. The request's options", () => Section2.RunAsync(bin)),
    ("3. URLs that cannot be injected into", () => Section3.RunAsync(bin)),
    ("4. The session", () => Section4.RunAsync(bin)),
    ("5. The response", () => Section5.RunAsync(bin)),
    ("6. Errors", () => Section6.RunAsync(bin)),
    ("7. Many at once", () => Section7.RunAsync(bin)),
    ("9. A REST API client", () => Section9.RunAsync(bin)),
    ("10. Testing", Section10.RunAsync),
    ("14. Pages", Section14.RunAsync),
    ("15. Rates", () => Section15.RunAsync(bin)),
    ("16. Faults", Section16Faults.RunAsync),
    ("16. Recording", () => Section16Har.RunAsync(bin)),
];

foreach (var (name, run) in sections)
{
    await Check.SectionAsync(name, run);
}

return Check.Report();
