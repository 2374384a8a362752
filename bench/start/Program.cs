using System.Net.Http.Json;
using Peregrine;
using Peregrine.Bench;

// A process that asks once and ends: what is measured is all of it. Both clients read the JSON with the same generated
// contract.
var items = args switch
{
    ["httpclient", var url] => await FrameworkAsync(url),
    ["peregrine", var url] => await OursAsync(url),
    _ => throw new ArgumentException("start httpclient|peregrine URL"),
};
Console.WriteLine($"{items} {Environment.CpuUsage.TotalTime.TotalMicroseconds:F0}");

static async Task<int> FrameworkAsync(string url)
{
    using var client = new HttpClient();
    return (await client.GetFromJsonAsync(url, Contract.Default.Answer))!.Items.Length;
}

static async Task<int> OursAsync(string url)
{
    using var session = new HttpSession(new() { JsonOptions = Contract.Default.Options });
    return (await session.GetAsync<Answer>(url)).Items.Length;
}
