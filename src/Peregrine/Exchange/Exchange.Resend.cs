namespace Peregrine;

/// <content>The silent resend: a request that no server has begun with goes again without a policy.</content>
internal sealed partial class Exchange
{
    // The server closed an idle connection and has not answered one byte, or said that it had not begun: the request
    // may go again without a policy.
    private static NextSend? Resend(Request request, Outcome outcome, Hop hop)
    {
        if (outcome.Failure is not ProtocolException failure || !request.CanBeSentAgain)
        {
            return null;
        }

        if (failure.DemandsHttp11 && (failure.WasNotTaken || RetryPolicy.IsIdempotent(request.Method)))
        {
            return hop.TryFallBack() ? new NextSend(request, AttemptReason.Http11Required) : null;
        }

        return (failure.WasNotTaken || (failure.IsStaleConnection && RetryPolicy.IsIdempotent(request.Method)))
            && hop.TryResend(failure.WasNotTaken)
                ? new NextSend(request, AttemptReason.StaleConnection)
                : null;
    }
}
