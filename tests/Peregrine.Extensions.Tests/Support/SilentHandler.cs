namespace Peregrine;

/// <summary>Answers nothing until it is cancelled.</summary>
internal sealed class SilentHandler(TaskCompletionSource arrived) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var silence = Task.Delay(Timeout.Infinite, cancellationToken);
        arrived.TrySetResult();
        await silence;
        throw new InvalidOperationException("It was not cancelled.");
    }
}
