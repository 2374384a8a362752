using System.Globalization;

namespace Peregrine.Bench;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>How often each client has its turn.</summary>
    internal int Rounds { get; private init; } = 15;

    /// <summary>How long a turn is.</summary>
    internal double Seconds { get; private init; } = 0.2;

    /// <summary>
    /// For how many seconds of processor time a client warms up: compiled in the last tier it is after five to eight.
    /// </summary>
    internal int Warm { get; private init; } = 8;

    internal string[] Clients { get; private init; } = [];

    internal string[] Scenarios { get; private init; } = [];

    internal bool Has(string client) => Clients.Length == 0 || Clients.Contains(client);

    internal static Settings Of(string[] arguments)
    {
        var settings = new Settings();
        foreach (var argument in arguments)
        {
            settings = argument.Split('=') switch
            {
                ["--rounds", var rounds] => settings with { Rounds = int.Parse(rounds, CultureInfo.InvariantCulture) },
                ["--seconds", var seconds] =>
                    settings with { Seconds = double.Parse(seconds, CultureInfo.InvariantCulture) },
                ["--warm", var warm] => settings with { Warm = int.Parse(warm, CultureInfo.InvariantCulture) },
                ["--clients", var clients] => settings with { Clients = clients.Split(',') },
                _ => settings with { Scenarios = [.. settings.Scenarios, argument] },
            };
        }

        return settings;
    }
}
