using System.Text;

namespace Shop.StandIns;

/// <summary>Stands in for the token server (RFC 6749, section 4.4). It knows one client.</summary>
internal static class LoginStandIn
{
    public static void MapLogin(this WebApplication app, IssuedTokens tokens, string? clientId, string? clientSecret)
    {
        var client = Basic(clientId ?? "", clientSecret ?? "");
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            if (request.Headers.Authorization != client)
            {
                return Results.Json(new { error = "invalid_client" }, statusCode: 401);
            }

            return form["grant_type"] == "client_credentials"
                ? Results.Json(tokens.Issue())
                : Results.Json(new { error = "unsupported_grant_type" }, statusCode: 400);
        });
    }

    // RFC 6749, section 2.3.1: each of the two is encoded as a field of a form first.
    private static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Encoded(id)}:{Encoded(secret)}"));

    private static string Encoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
