namespace Peregrine;

/// <summary>A bearer token that the caller's function returns for each try.</summary>
internal sealed class BearerAuth(Func<CancellationToken, ValueTask<string>> source) : Auth
{
    internal override string? Field => HeaderNames.Authorization;

    protected internal override Request Sign(Request request) =>
        throw new InvalidOperationException("This scheme has to ask for its token, which only a call can do.");

    internal override ValueTask<Request> SignAsync(Request request, CallContext call, ITokenSession? session)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        call.ForgetMoment();
        var token = source(call.CancellationToken);
        return token.IsCompletedSuccessfully ? new(Signed(request, token.Result)) : WaitAsync(request, token, call);
    }

    // The function may ignore its token: the call's cancellation and time limit count all the same.
    private static async ValueTask<Request> WaitAsync(Request request, ValueTask<string> token, CallContext call) =>
        Signed(request, await TokenWait.ForAsync(token.AsTask(), request, call).ConfigureAwait(false));

    private static Request Signed(Request request, string token) =>
        !string.IsNullOrEmpty(token) && HeaderRules.IsValue(token)
            ? request with { Headers = request.Headers.With(BearerToken.FieldOf(token)) }
            : throw new InvalidOperationException(
                "The function of Auth.Bearer returned no token, or one that a header can't hold.");
}
