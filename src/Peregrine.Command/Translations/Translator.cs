using System.Text;

namespace Peregrine;

/// <summary>Prints a request in another language in place of sending it.</summary>
internal static class Translator
{
    private const int LargestBody = 1024 * 1024;

    /// <exception cref="UsageException">It can't be written in that language.</exception>
    internal static async Task<ExitCode> PrintAsync(
        PlannedRequest planned, HttpSessionOptions options, CancellationToken cancellationToken)
    {
        var plan = planned.Plan;
        using var session = CallSession.Open(planned, options, Environment.GetEnvironmentVariable);
        var request = await SignedAsync(session.Session, planned, cancellationToken);
        var plain = await WriteAsync(planned, request, showsSecrets: true, cancellationToken);
        var shown = plan.ShowsSecrets
            ? plain
            : await WriteAsync(planned, request, showsSecrets: false, cancellationToken);
        if (!Console.IsOutputRedirected)
        {
            Screen.Output.Block(new InkedText(shown));
        }
        else
        {
            using var output = StandardStream.OpenOutput();
            output.Write(Encoding.UTF8.GetBytes(shown));
        }

        if (shown != plain)
        {
            Messages.Say(Masked.Notice);
        }

        return ExitCode.Success;
    }

    // A network middleware sees the request as it would be sent, with cookies and credentials. It answers by itself, so
    // nothing is sent.
    private static async Task<Request> SignedAsync(
        HttpSession session, PlannedRequest planned, CancellationToken cancellationToken)
    {
        Request? seen = null;
        using var looking = session.With(new HttpSessionOptions
        {
            NetworkMiddleware =
            {
                (request, _) =>
                {
                    seen = request;
                    return new ValueTask<Response>(Response.Create(request, 200));
                },
            },
        });
        var request = planned.Plan.Curl is { Request: var own }
            ? new Request(own.Method, own.Url) { Headers = own.Headers, Body = own.Body }
            : SentBody.Build(looking, planned);
        using var answer = await looking.SendAsync(request, cancellationToken);
        return seen ?? request;
    }

    private static async Task<string> WriteAsync(
        PlannedRequest planned, Request request, bool showsSecrets, CancellationToken cancellationToken)
    {
        var to = planned.Plan.Translation!.Value;
        if (to == Translation.Curl)
        {
            return request.ToCurl(showsSecrets) + '\n';
        }

        var translated = await ReadAsync(planned, request, showsSecrets, cancellationToken);
        return to switch
        {
            Translation.CSharp => CSharpText.Of(translated),
            Translation.Http => HttpFileText.Of(translated),
            Translation.Har => HarDocument.Of(translated),
            _ => PythonText.Of(translated),
        };
    }

    private static async Task<TranslatedRequest> ReadAsync(
        PlannedRequest planned, Request request, bool showsSecrets, CancellationToken cancellationToken)
    {
        var settings = TranslatedSettings.Of(planned.Plan, planned.Options);
        var item = planned.Plan.Items.FirstOrDefault(one => one.Kind == ItemKind.Body);
        var file = item is null ? null : LocalFile.At(item.Value);
        if (file is null && request.Body is { } body && (!body.IsReplayable || body.Length > LargestBody))
        {
            throw new UsageException("a body of more than 1 MiB is not written: name it as a file, @FILE, or as curl.");
        }

        var named = file is null ? request : request with { Body = null };
        if (!showsSecrets)
        {
            var hidden = await HarRequest.FromAsync(named, cancellationToken: cancellationToken);
            return new TranslatedRequest(
                hidden.Method, hidden.Url, hidden.Headers, named.Body is null ? null : hidden.Bytes, file, settings);
        }

        var bytes = named.Body is null ? null : await named.Body.ReadAsync(cancellationToken);
        return new TranslatedRequest(
            request.Method.Method, WithoutFragment(request.Url.AbsoluteUri), request.Headers, bytes, file, settings);
    }

    private static string WithoutFragment(string url) => url.Split('#', 2)[0];
}
