namespace Peregrine;

/// <summary>A line of curl as a planned call.</summary>
internal static class CurlPlan
{
    private const int LargestShown = 1024 * 1024;

    internal static PlannedRequest ToRequest(Plan plan, CurlCommand curl)
    {
        var body = curl.Request.Body;
        var options = new RequestOptions { Body = body };
        var isShown = body is { IsReplayable: true, Length: <= LargestShown };
        return new PlannedRequest(plan, options, isShown ? body!.Read() : null);
    }
}
