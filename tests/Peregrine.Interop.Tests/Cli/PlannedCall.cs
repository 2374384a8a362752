namespace Peregrine;

/// <summary>A call as the command makes it of its arguments, in this process.</summary>
internal static class PlannedCall
{
    /// <summary>The text of the answer.</summary>
    internal static Task<string> TextAsync(params string[] arguments) => TextAsync(_ => null, arguments);

    /// <summary>The text of the answer, with environment variables.</summary>
    internal static async Task<string> TextAsync(Func<string, string?> variable, params string[] arguments)
    {
        using var session = Open(variable, arguments);
        await using var response = await session.SendAsync(TestContext.Current.CancellationToken);
        Assert.True(session.Keep());
        await response.ReadAsync(TestContext.Current.CancellationToken);
        return response.Text;
    }

    /// <summary>What the command would send.</summary>
    internal static CallSession Open(params string[] arguments) => Open(_ => null, arguments);

    /// <summary>What the command would send, with environment variables.</summary>
    internal static CallSession Open(Func<string, string?> variable, params string[] arguments) =>
        CallSession.Open(PlanRequest.Of(CommandLine.Parse(arguments), null, variable), new(), variable);
}
