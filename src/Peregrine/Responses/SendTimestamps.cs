namespace Peregrine;

/// <summary>
/// When the steps of one try happened, as timestamps of the session's clock. They are read on the way in any case; the
/// lengths are computed when a caller asks.
/// </summary>
/// <param name="Asked">A connection was asked for.</param>
/// <param name="Began">There was one, and sending began.</param>
/// <param name="Sent">The request was sent.</param>
/// <param name="Answered">The head of the response was there.</param>
internal readonly record struct SendTimestamps(long Asked, long Began, long Sent, long Answered);
