namespace Peregrine;

/// <summary>The exit code of an outcome.</summary>
internal static class ExitCodes
{
    internal static ExitCode Of(int statusCode) => statusCode switch
    {
        < 300 => ExitCode.Success,
        < 400 => ExitCode.Redirection,
        < 500 => ExitCode.ClientError,
        _ => ExitCode.ServerError,
    };

    internal static ExitCode Of(RequestException failure) => failure switch
    {
        RedirectException => ExitCode.Redirects,
        ConnectException { Stage: ConnectStage.Tls } => ExitCode.Tls,
        ConnectException => ExitCode.Connect,
        RequestTimeoutException => ExitCode.Timeout,
        StatusException status => Of(status.StatusCode),
        AuthException => ExitCode.ClientError,
        _ => ExitCode.Protocol,
    };
}
