namespace Peregrine;

/// <summary>What a failure says, in one line.</summary>
internal static class FailureLine
{
    internal static string Of(Exception failure) => PrintableText.Line(
        failure is ArgumentException wrong
            ? WithoutParameter(wrong)
            : InOptions(failure.Message));

    /// <summary>The same for a call to an address whose scheme the user left out.</summary>
    internal static string Of(RequestException failure, CallAddress address) =>
        address.IsHttpsAssumed && MaySpeakHttp(failure)
            ? $"{Of(failure)} (https is assumed: a server without TLS needs http:// in its URL)"
            : Of(failure);

    // The library names what a program would set.
    private static string InOptions(string message) => message
        .Replace("(MaxResponseBytes)", "(--max-bytes)", StringComparison.Ordinal)
        .Replace("(Limits.MaxResponseHeadBytes)", "(--max-head)", StringComparison.Ordinal);

    private static bool MaySpeakHttp(RequestException failure) => failure
        is ConnectException { Stage: ConnectStage.Socket or ConnectStage.Tls }
        or RequestTimeoutException { Phase: TimeoutPhase.Connect };

    // The framework names the parameter of the method at the end: no business of a command's user.
    private static string WithoutParameter(ArgumentException wrong)
    {
        var end = wrong.Message.IndexOf($" (Parameter '{wrong.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }
}
