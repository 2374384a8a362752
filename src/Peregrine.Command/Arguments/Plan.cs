namespace Peregrine;

/// <summary>What a command line asks for. Nothing was read, resolved or sent for it.</summary>
internal sealed partial record Plan
{
    /// <summary>The method that was written, or null.</summary>
    internal HttpMethod? WrittenMethod { get; init; }

    /// <summary>Where to.</summary>
    internal CallAddress Address { get; init; } = new("");

    /// <summary>The scheme of an address that was written without one; null where its host decides.</summary>
    internal string? DefaultScheme { get; init; }

    /// <summary>Fields, headers, query parameters and files, as they were written.</summary>
    internal IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>What the fields make, when it was written.</summary>
    internal BodyFormat? Format { get; init; }

    /// <summary>The body as it stands, or null.</summary>
    internal string? Raw { get; init; }

    /// <summary>Whether <c>-</c> was written.</summary>
    internal bool WantsStandardInput { get; init; }

    /// <summary>Whether standard input is left alone whatever the method.</summary>
    internal bool IgnoresStandardInput { get; init; }

    internal Login? Login { get; init; }

    /// <summary>The limit on each phase in seconds, or null for the library's.</summary>
    internal double? Timeout { get; init; }

    /// <summary>The limit on the whole call in seconds, or null for none.</summary>
    internal double? MaxTime { get; init; }

    internal bool FollowsRedirects { get; init; } = true;

    internal int? MaxRedirects { get; init; }

    internal int Retries { get; init; }

    internal bool IsInsecure { get; init; }

    /// <summary>Whether the command line gives a body; standard input does only when it is asked for.</summary>
    internal bool HasData => Raw is not null || WantsStandardInput || Items.Any(item => item.IsData);

    internal HttpMethod Method => WrittenMethod ?? (HasData ? HttpMethod.Post : HttpMethod.Get);

    // A loop that feeds its own input to us, and a pipe that stays open, are left alone unless a method says that there
    // is a body.
    internal StandardInput StandardInput =>
        WantsStandardInput ? (IsChunked ? StandardInput.Streamed : StandardInput.Read)
        : !HasData && !IgnoresStandardInput && WrittenMethod is { } method && MethodSyntax.TakesBody(method)
            ? (IsChunked ? StandardInput.StreamedWhenRedirected : StandardInput.WhenRedirected)
        : StandardInput.Unread;

    /// <summary>Method and host; the rest may be secrets.</summary>
    public override string ToString() => $"{Method} {Address}";
}
