namespace Peregrine;

/// <summary>Tells what came of a call.</summary>
internal interface ICallOutput
{
    /// <summary>Shows the answer, its body as it comes in.</summary>
    /// <exception cref="RequestException">The body did not come whole.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    Task PrintAsync(Response response, CancellationToken cancellationToken);

    /// <summary>Shows the answer whose body was saved.</summary>
    Task PrintSavedAsync(Download download, CancellationToken cancellationToken);

    /// <summary>Shows the way to a failure.</summary>
    Task PrintAsync(RequestException failure, CancellationToken cancellationToken);
}
