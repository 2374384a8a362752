namespace Peregrine;

/// <summary>Puts code into a place of a session: it is told the response that is there.</summary>
internal static class BetweenCode
{
    /// <summary>The path whose answer leads past the place.</summary>
    internal static string PathOf(Between place) => place switch
    {
        Between.Challenge => "/401",
        Between.RetryVerdict => "/503",
        Between.RedirectVerdict => "/302",
        _ => "/200",
    };

    internal static void Put(Between place, HttpSessionOptions options, Action<Response> code)
    {
        switch (place)
        {
            case Between.OnResponse:
                options.OnResponse = code;
                break;
            case Between.Middleware:
                options.Middleware.Add(Run);
                break;
            case Between.NetworkMiddleware:
                options.NetworkMiddleware.Add(Run);
                break;
            case Between.Challenge:
                options.Auth = new TestScheme(code);
                break;
            case Between.RetryVerdict:
                options.Retry = new RetryPolicy(1)
                {
                    Verdict = context =>
                    {
                        code(context.Response!);
                        return null;
                    },
                };
                break;
            default:
                options.Redirects = new RedirectPolicy
                {
                    Verdict = context =>
                    {
                        code(context.Response);
                        return RedirectVerdict.Stop;
                    },
                };
                break;
        }

        async ValueTask<Response> Run(Request request, Next next)
        {
            var response = await next.SendAsync(request);
            code(response);
            return response;
        }
    }

    private sealed class TestScheme(Action<Response> code) : Auth
    {
        protected internal override Request Sign(Request request) => request;

        protected internal override Request? Answer(Request request, Response response)
        {
            code(response);
            return null;
        }
    }
}
