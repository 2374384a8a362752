using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>A container with one session, whose answers come from a mock and whose log is kept.</summary>
internal sealed class Host : IDisposable
{
    private readonly ServiceProvider _container;

    internal Host(
        IConfiguration? configuration = null, Action<HttpSessionBuilder>? add = null, LogLevel level = LogLevel.Trace)
    {
        Services.AddSingleton<ILoggerProvider>(Log);
        Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        Log.Level = level;
        var builder = Services.AddHttpSession("shop", options =>
        {
            options.BaseUrl = "https://shop.example";
            options.Transport = Mock;
        });
        if (configuration is not null)
        {
            Services.AddHttpSession("shop", configuration);
        }

        add?.Invoke(builder);
        _container = Services.BuildServiceProvider();
    }

    internal ServiceCollection Services { get; } = [];

    internal MockTransport Mock { get; } = new() { ["GET /x"] = _ => MockResponse.Text("x") };

    internal ListLog Log { get; } = new();

    internal IServiceProvider Container => _container;

    internal HttpSession Session => _container.GetRequiredKeyedService<HttpSession>("shop");

    public void Dispose() => _container.Dispose();
}
