namespace Shop;

/// <summary>Says on the console where to look.</summary>
internal static class Welcome
{
    public static void Print(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"""
                The shop is open. Look here:
                  {url}/products      the list of the catalogue
                  {url}/products/1    one product, of two upstreams that are asked at once
                  {url}/products/99   a product that is not there: 404
                  {url}/health        whether the upstreams answer
                  {url}/alive         whether this process does
                Retries of upstreams that fail are in the log. Spans and metrics: dotnet run -- --Telemetry:Console=true
                """);
        }
    }
}
