using System.Runtime;
using Peregrine;

// A process that asks once and ends, as users start it: what is measured is all of it.
var characters = args switch
{
    ["httpclient", var url] => Framework(url),
    ["peregrine", var url] => Http.Get(url).Text.Length,
    _ => throw new ArgumentException("start-package httpclient|peregrine URL"),
};
var compiled = JitInfo.GetCompiledMethodCount();
Console.WriteLine($"{characters} {Environment.CpuUsage.TotalTime.TotalMicroseconds:F0} {compiled}");

static int Framework(string url)
{
    using var client = new HttpClient();
    return client.GetStringAsync(url).GetAwaiter().GetResult().Length;
}
