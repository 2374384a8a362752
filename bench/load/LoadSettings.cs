namespace Peregrine.Load;

/// <summary>What to do: how long, how many requests a second, and at which program.</summary>
internal sealed record LoadSettings
{
    /// <summary>The share of the rate below which the run says nothing, because the machine is too slow.</summary>
    internal const double Floor = 0.8;

    private const int Least = 10; // Two windows of readings, and the warm second before them.

    internal required string Shop { get; init; }

    internal int Seconds { get; init; } = 60;

    internal int Rate { get; init; } = 1000;

    /// <summary>The second from which nothing may grow: the code is compiled and the connections are made by then.
    /// </summary>
    internal int Warm => Math.Min(15, Seconds / 3);

    /// <summary>The settings of a command line; null where it is wrong.</summary>
    internal static LoadSettings? Parse(string[] arguments)
    {
        var settings = new LoadSettings { Shop = "" };
        foreach (var pair in arguments.Chunk(2))
        {
            var changed = pair switch
            {
                ["--shop", var shop] => settings with { Shop = shop },
                ["--seconds", var text] when int.TryParse(text, out var seconds) && seconds >= Least =>
                    settings with { Seconds = seconds },
                ["--rate", var text] when int.TryParse(text, out var rate) && rate >= 1 =>
                    settings with { Rate = rate },
                _ => null,
            };
            if (changed is null)
            {
                return null;
            }

            settings = changed;
        }

        return settings.Shop.Length > 0 ? settings : null;
    }
}
