using Peregrine;

namespace Surface;

internal static class Sessions
{
    internal static async Task RunAsync(Httpbin bin)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpSession("one", options => options.Headers["X-A"] = "1");
        builder.Services.AddHttpSession("one", options => options.Headers["X-A"] += "2");
        builder.Services.AddHttpSession("one", (_, options) => options.BaseUrl = bin.Url);
        builder.Services.AddHttpSession(options => options.BaseUrl = bin.Url);
        builder.Services.AddHttpSession("jar", options => options.Cookies = new CookieJar());
        HttpSession one, plain;
        await using (var app = builder.Build())
        {
            one = app.Services.GetRequiredKeyedService<HttpSession>("one");
            plain = app.Services.GetRequiredService<HttpSession>();
            await using var scope = app.Services.CreateAsyncScope();
            Check.That(
                ReferenceEquals(one, scope.ServiceProvider.GetRequiredKeyedService<HttpSession>("one")),
                "a keyed singleton");
            Check.Equal("12", one.Build(HttpMethod.Get, "/").Headers["X-A"], "calls with one name add up, in order");
            Check.Equal(200, plain.Get("/get").StatusCode, "without a name it is the plain HttpSession");
            Check.That(ReferenceEquals(CookieJar.None, one.Cookies), "CookieJar.None unless told otherwise");
            Check.That(
                !ReferenceEquals(CookieJar.None, app.Services.GetRequiredKeyedService<HttpSession>("jar").Cookies),
                "a jar of its own where it is told to");
        }

        Check.Throws<ObjectDisposedException>(() => one.Get("/get"), "the container disposes it");
        Check.Throws<ObjectDisposedException>(() => plain.Get("/get"), "and the plain one");
    }
}
