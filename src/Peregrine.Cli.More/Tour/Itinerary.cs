namespace Peregrine;

/// <summary>The stops of the tour, in their order.</summary>
internal static class Itinerary
{
    /// <summary>Those that any httpbin can serve.</summary>
    internal static IReadOnlyList<IStop> Everywhere { get; } =
    [
        new VerbsStop(),
        new ParametersStop(),
        new UploadStop(),
        new SessionStop(),
        new CookiesStop(),
        new ErrorsStop(),
        new RetryAfterStop(),
        new RateStop(),
        new SyncAndAsyncStop(),
        new ManyStop(),
        new AuthStop(),
        new OAuthStop(),
        new ApiClientStop(),
        new RedirectsStop(),
        new StreamsStop(),
        new RecordingStop(),
    ];
}
