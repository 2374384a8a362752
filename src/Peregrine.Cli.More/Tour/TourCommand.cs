namespace Peregrine;

/// <summary><c>peregrine tour [--against URL]</c>.</summary>
internal static class TourCommand
{
    private const string AgainstEquals = "--against=";

    internal static async Task<ExitCode> RunAsync(string[] args) => args switch
    {
        [] => await EmbeddedAsync(),
        ["--help" or "-h"] => HelpCommand.Run(["help", "commands"])!.Value,
        ["--against"] => Usage.Refuse("--against needs a URL."),
        ["--against", var url] => await AgainstAsync(url),
        [var one] when one.StartsWith(AgainstEquals, StringComparison.Ordinal) =>
            await AgainstAsync(one[AgainstEquals.Length..]),
        [var unknown, ..] => Usage.Refuse($"tour does not know what to do with '{unknown}'."),
    };

    private static async Task<ExitCode> EmbeddedAsync()
    {
        await using var bin = await Httpbin.StartAsync();
        return await new TourRun(Console.Out, bin.Url)
            .VisitAsync(
            [
                .. Itinerary.Everywhere, new PagesStop(), new TlsStop(bin), new ConnectionStop(bin), new CrowdStop(bin),
                new ProxyStop(bin),
            ]);
    }

    private static async Task<ExitCode> AgainstAsync(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return Usage.Refuse("--against needs an absolute http or https URL.");
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return Usage.Refuse(
                "--against takes a URL without user name, query and fragment: the tour brings its own.");
        }

        return await ReachAsync(url)
            ? await new TourRun(Console.Out, url).VisitAsync(Itinerary.Everywhere)
            : ExitCode.Failure;
    }

    // Any answer will do: what it is worth, the stops say.
    private static async Task<bool> ReachAsync(Uri url)
    {
        try
        {
            await Http.GetAsync(url, new() { Timeout = 5, Redirects = RedirectPolicy.None });
            return true;
        }
        catch (RequestException failure)
        {
            await Console.Error.WriteLineAsync($"peregrine: nothing to visit at {url}: {failure.Message}");
            return false;
        }
    }
}
