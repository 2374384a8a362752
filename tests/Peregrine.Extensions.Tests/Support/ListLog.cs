using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>Keeps what is logged, one line each: level, event id, category, text.</summary>
internal sealed class ListLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    internal LogLevel Level { get; set; }

    internal IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(ListLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= log.Level && name.StartsWith("Peregrine", StringComparison.Ordinal);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log._lines.Enqueue($"{logLevel} {eventId.Id} {name}: {formatter(state, exception)}");
            }
        }
    }
}
