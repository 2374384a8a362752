namespace Peregrine.Bench;

/// <summary>Some work that every client does.</summary>
internal sealed record Scenario(string Name, string Title, Func<Adapter, int, Task> Call)
{
    internal Place Place { get; init; }

    internal string[] Clients { get; init; } = Adapters.Everywhere;

    /// <summary>Programs of other languages that do the same, where they are installed.</summary>
    internal string[] Programs { get; init; } = [];

    /// <summary>What curl asks for, and its options for that; null where it takes no part.</summary>
    internal Func<(string Path, string[] Options)>? Curl { get; init; }

    /// <summary>How many calls are under way at once.</summary>
    internal int Workers { get; init; } = 1;

    /// <summary>
    /// How many megabytes one call carries: then a round is one call, and its cost is told per megabyte.
    /// </summary>
    internal int Megabytes { get; init; }

    /// <summary>
    /// How many calls a round makes with a client of its own; 0 makes calls for a while, with one client.
    /// </summary>
    internal int Batch { get; init; }

    /// <summary>
    /// How many seconds a turn takes at least: as long as it needs for what is measured to outweigh its beginning and
    /// its end.
    /// </summary>
    internal double Seconds { get; init; }

    /// <summary>
    /// The program under `artifacts` that is started anew in each round; null where one process makes the calls.
    /// </summary>
    internal string? Program { get; init; }

    /// <summary>Whether a client may use all cores, because two of its threads do the work.</summary>
    internal bool IsFree { get; init; }

    /// <summary>
    /// Whether a batch makes connections that then fall idle. The bytes of a call are what is in the heap then.
    /// </summary>
    internal bool IsIdle { get; init; }

    /// <summary>What is done once before.</summary>
    internal Action<Adapter>? Prepare { get; init; }

    /// <summary>What is done before each turn and not measured; the turn is then one call.</summary>
    internal Func<Adapter, Task>? BeforeTurn { get; init; }

    /// <summary>How many turns a client has at most, where each takes long.</summary>
    internal int MostTurns { get; init; } = int.MaxValue;

    internal Bar[] Bars { get; init; } = [];

    /// <summary>The names of all that take part.</summary>
    internal string[] Everyone => Curl is null ? [.. Clients, .. Programs] : [.. Clients, .. Programs, Adapters.Curl];

    internal bool IsBulk => Megabytes > 0;

    /// <summary>Whether a turn is one call.</summary>
    internal bool HasOneCall => IsBulk || BeforeTurn is not null;

    /// <summary>Whether a turn is a whole piece of work, however long it takes.</summary>
    internal bool HasWholeTurns => HasOneCall || Program is not null || Batch > 0;
}
