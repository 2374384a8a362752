namespace Shop.StandIns;

/// <summary>How the stand-ins behave: the section <c>StandIns</c>.</summary>
internal sealed record StandInSettings
{
    /// <summary>Whether there are any. Off, so that a deployed shop has none.</summary>
    public bool Enabled { get; init; }

    /// <summary>The same seed makes the same requests fail, as far as they come in the same order.</summary>
    public int Seed { get; init; }

    /// <summary>The share of requests, from 0 to 1, that are answered with 503.</summary>
    public double Unavailable { get; init; }

    /// <summary>The share of requests, from 0 to 1, that are answered late.</summary>
    public double Slow { get; init; }

    /// <summary>How late.</summary>
    public TimeSpan SlowBy { get; init; }

    /// <summary>How long a token is good.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromMinutes(2);
}
