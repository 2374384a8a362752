using System.Net.Http.Headers;
using System.Text;

namespace Shop.StandIns;

/// <summary>Stands in for the token server (RFC 6749, section 4.4). It knows one client.</summary>
internal static class LoginStandIn
{
    public static void MapLogin(this WebApplication app, IssuedTokens tokens, string? clientId, string? clientSecret) =>
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return !IsClient(request, clientId, clientSecret)
                ? Results.Json(new { error = "invalid_client" }, statusCode: 401)
                : form["grant_type"] != "client_credentials"
                ? Results.Json(new { error = "unsupported_grant_type" }, statusCode: 400)
                : Results.Json(new
                {
                    access_token = tokens.Issue(), token_type = "Bearer", expires_in = tokens.Seconds,
                    scope = form["scope"].ToString(),
                });
        });

    private static bool IsClient(HttpRequest request, string? id, string? secret) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given)
        && given is { Scheme: "Basic", Parameter: { } parameter }
        && Encoding.UTF8.GetString(Convert.FromBase64String(parameter)) is var pair
        && pair == $"{Encoded(id)}:{Encoded(secret)}";

    // RFC 6749, section 2.3.1: each of the two is encoded as a field of a form.
    private static string Encoded(string? text) => Uri.EscapeDataString(text ?? "").Replace("%20", "+");
}
