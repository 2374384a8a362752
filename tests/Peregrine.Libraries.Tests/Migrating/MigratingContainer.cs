using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

/// <summary>The lines of docs/guides/migrating.md that put clients into a container.</summary>
internal static class MigratingContainer
{
    internal static IServiceProvider FromFactory()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTransient<Stamp>();
        Before.Add(builder);
        return builder.Services.BuildServiceProvider();
    }

    internal static IServiceProvider ToPeregrine(Middleware stamp)
    {
        var builder = WebApplication.CreateSlimBuilder();
        After.Add(builder, stamp);
        return builder.Services.BuildServiceProvider();
    }

    internal static class Before
    {
        internal static void Add(WebApplicationBuilder builder) =>
            builder.Services.AddHttpClient<ShopClient>(
                client => client.BaseAddress = new Uri("https://api.example.com/"))
                .AddHttpMessageHandler<Stamp>()
                .AddStandardResilienceHandler();

        internal sealed class ShopClient(HttpClient client)
        {
            internal Uri? Address => client.BaseAddress;
        }
    }

    internal static class After
    {
        internal static void Add(WebApplicationBuilder builder, Middleware stamp)
        {
            builder.Services.AddHttpSession("shop", options =>
            {
                options.BaseUrl = "https://api.example.com";
                options.Middleware.Add(stamp);
                options.Retry = 3;
            }).AddApiClient<ShopClient>();
            builder.Services.AddHttpClient("legacy").UseHttpSession("shop");
        }

        internal sealed class ShopClient(HttpSession session) : ApiClient(session)
        {
            internal Request Request => Session.Build(HttpMethod.Get, "/");
        }
    }
}
