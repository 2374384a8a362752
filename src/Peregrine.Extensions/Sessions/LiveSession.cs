using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Peregrine;

/// <summary>A session of the container, which follows its configuration. The container disposes the session.</summary>
internal sealed class LiveSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly IServiceProvider _container;
    private readonly ConfiguredOptions[] _configured;
    private readonly ILogger _logger;
    private readonly SessionHooks _hooks;
    private readonly IDisposable[] _reloads;
    private HttpSessionOptions _options; // From here on: written under the lock.
    private string _said;

    internal LiveSession(IServiceProvider container, string name)
    {
        (_container, _name) = (container, name);
        _configured =
            [.. container.GetServices<ConfiguredOptions>().Where(configured => configured.Name == name)];
        _logger = (container.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance)
            .CreateLogger(name == Options.DefaultName ? "Peregrine" : $"Peregrine.{name}");
        _options = container.GetRequiredService<IOptionsMonitor<HttpSessionOptions>>().Get(name);
        _said = string.Join('\n', _configured.Select(configured => configured.Read));
        _hooks = new SessionHooks(_logger, HookAgain);
        HttpSession? session = null;
        _hooks.During(_options, options => session = new HttpSession(options));
        Session = session!;
        foreach (var empty in _configured.Where(configured => !configured.SaysSomething))
        {
            SessionEvents.EmptyConfiguration(_logger, empty.Path);
        }

        _reloads = [.. _configured.Select(configured =>
            ChangeToken.OnChange(configured.Configuration.GetReloadToken, Reload))];
        Reload(); // The options may be those that were validated when the host started, an hour ago.
    }

    internal HttpSession Session { get; }

    internal ILogger Logger => _logger;

    /// <summary>Whether the session itself repeats a try that failed.</summary>
    internal bool Retries => Volatile.Read(ref _options).Retry is { Total: > 0 };

    public void Dispose() => Array.ForEach(_reloads, reload => reload.Dispose());

    // No exception leaves this: it would reach the code that reloads the configuration, which can do nothing about it.
    private void Reload()
    {
        lock (_gate)
        {
            var said = Said();
            if (said == _said)
            {
                return;
            }

            _said = said;
            if (_configured.FirstOrDefault(one => one.Read.Length > 0 && !one.SaysSomething) is { } emptied)
            {
                // The file is being written, or its section was renamed: that does not reset the session.
                SessionEvents.ReloadRefused(_logger, $"{emptied.Path}: there is nothing any more.");
                return;
            }

            try
            {
                var options = _container.GetRequiredService<IOptionsFactory<HttpSessionOptions>>().Create(_name);
                var fixedNames = ConnectionOptions.Keep(options, _options);
                _hooks.During(options, Session.Reconfigure);
                Publish(options);
                SessionEvents.Reconfigured(_logger);
                if (fixedNames.Length > 0)
                {
                    SessionEvents.NeedsRestart(_logger, fixedNames);
                }
            }
            catch (OptionsValidationException invalid)
            {
                foreach (var fault in invalid.Failures)
                {
                    SessionEvents.ReloadRefused(_logger, fault);
                }
            }
            catch (ObjectDisposedException)
            {
                // The container is disposed, and the session with it.
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                SessionEvents.ReloadFailed(_logger, fault);
            }
        }
    }

    // IOptionsMonitor gives them from now on, too.
    private void Publish(HttpSessionOptions options)
    {
        _options = options;
        var cache = _container.GetRequiredService<IOptionsMonitorCache<HttpSessionOptions>>();
        cache.TryRemove(_name);
        cache.TryAdd(_name, options);
    }

    // The levels of the log have changed. A call runs this, and it must not wait for a reload, which runs code of the
    // user's: where one is under way, the next call tries again.
    private void HookAgain()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (_hooks.AreOutdated)
            {
                _hooks.During(_options, Session.Reconfigure);
            }
        }
        catch (ObjectDisposedException)
        {
            // A call that was under way when the container was disposed runs to its end.
        }
        finally
        {
            _gate.Exit();
        }
    }

    private string Said() => string.Join('\n', _configured.Select(configured => configured.Said));
}
