namespace Peregrine;

/// <summary>
/// Plans of chance for <see cref="FaultProxy.Plan"/>. The same seed gives the connection of the same number the same
/// faults, in every run and whatever the order in which connections come.
/// </summary>
public static class FaultPlan
{
    private const int Kinds = 5;

    /// <summary>A plan that draws: a function of the connection's number and of a source of its own.</summary>
    /// <param name="seed">What the source of each connection is made of, with its number.</param>
    /// <param name="plan">The faults of a connection, or <see langword="null"/> for none of its own. Connections count
    /// from 1.</param>
    public static Func<int, ConnectionFaults?> Seeded(int seed, Func<int, Random, ConnectionFaults?> plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return number => plan(number, new Random(Mix(seed, number)));
    }

    /// <summary>
    /// A plan that gives a share of the connections one fault each: a cut, a reset, a half-close, a stall or a changed
    /// byte, up or down, at a random position.
    /// </summary>
    /// <param name="seed">What the draws are made of.</param>
    /// <param name="share">How many of the connections, from 0 (none) to 1 (each).</param>
    /// <param name="within">The position is below this number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1, or <paramref name="within"/> is not
    /// positive.</exception>
    public static Func<int, ConnectionFaults?> Random(int seed, double share = 0.5, long within = 10_000)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(within);
        return Seeded(seed, (_, random) => random.NextDouble() < share ? OneOf(random, within) : null);
    }

    private static ConnectionFaults OneOf(Random random, long within)
    {
        var at = random.NextInt64(within);
        var faults = random.Next(Kinds) switch
        {
            0 => new Faults { CutAfter = at },
            1 => new Faults { ResetAfter = at },
            2 => new Faults { HalfCloseAfter = at },
            3 => new Faults { StallAfter = at },
            _ => new Faults { GarbleAt = at },
        };
        return random.Next(2) == 0 ? new() { Up = faults } : new() { Down = faults };
    }

    // Neighbours must not draw alike: the bits are mixed (the finalizer of MurmurHash3).
    private static int Mix(int seed, int number)
    {
        var bits = unchecked(((uint)seed * 0x9E3779B1) ^ ((uint)number * 0x85EBCA77));
        bits = unchecked((bits ^ (bits >> 16)) * 0x85EBCA6B);
        bits = unchecked((bits ^ (bits >> 13)) * 0xC2B2AE35);
        return unchecked((int)(bits ^ (bits >> 16)));
    }
}
