namespace Peregrine;

/// <summary>
/// The types that a lower room may name: words of its rules or of its public face, that carry nothing of the higher
/// room's work. A pair that is no longer needed fails the tests.
/// </summary>
/// <param name="Rooms">The rooms that name; a room stands for those inside it too.</param>
/// <param name="Targets">The types that are named.</param>
/// <param name="Reason">Why they may.</param>
internal sealed record RoomVocabulary(string[] Rooms, string[] Targets, string Reason)
{
    internal static IReadOnlyList<RoomVocabulary> All { get; } =
    [
        new(["Urls/", "Headers/"], [nameof(InvalidUrlException)], "a text that is no URL is refused with this error"),
        new(
            ["Errors/"],
            [nameof(Request), nameof(Response)],
            "an error names what it was about"),
        new(
            ["Auth/"],
            [nameof(Request), nameof(Response)],
            "credentials sign a request, and read the challenge of a response"),
        new(["Auth/OAuth/"], [nameof(HttpSession)], "a caller may ask for the token of a session"),
        new(
            ["Redirects/", "Retry/"],
            [nameof(Request), nameof(Response)],
            "a policy judges a request and its response"),
        new(["Retry/"], [nameof(Outcome)], "a policy judges how a try ended: with a response or with a failure"),
        new(["Bodies/"], [nameof(Request)], "a body that can't be read in time is an error about its request"),
        new(
            ["Requests/"],
            [nameof(CallSettings), nameof(TemplatedSettings)],
            "a request carries the settings that it was built with, for the exchange to read"),
        new(["Requests/"], [nameof(CurlWriter)], "a request can be written as a line of curl"),
        new(["Curl/"], [nameof(HttpSessionOptions)], "a line of curl gives the options of the session that sends it"),
        new(["Proxies/"], [nameof(Request)], "the credentials of a proxy sign a request as others do"),
    ];

    internal static bool Allows(Arrow arrow) =>
        All.Any(one => one.Rooms.Any(room => Is(room, arrow)) && one.Targets.Contains(arrow.Target));

    /// <summary>The pairs that no arrow needs.</summary>
    internal static IEnumerable<string> NotNeeded(IReadOnlyList<Arrow> arrows) =>
        from one in All
        from room in one.Rooms
        from target in one.Targets
        where !arrows.Any(arrow => Is(room, arrow) && arrow.Target == target)
        select $"{room} -> {target}: {one.Reason}";

    private static bool Is(string room, Arrow arrow) => arrow.Room.StartsWith(room, StringComparison.Ordinal);
}
