using System.Globalization;

namespace Peregrine;

/// <summary>
/// The user agrees on another device (RFC 8628), for programs without a browser. The call that needs the token waits
/// for the user.
/// </summary>
public sealed class DeviceCodeGrant : OAuthGrant
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    // For an expires_in that is missing or unreadable, and for one that is longer than any user waits.
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    /// <summary>The endpoint that gives the code; null takes it from <see cref="OAuthGrant.Discovery"/>.</summary>
    public Url? DeviceEndpoint { get; init; }

    /// <summary>Shows the code to the user. An exception from it ends the login, and reaches the caller.</summary>
    public Action<DeviceCode>? OnUserCode { get; init; }

    internal override bool IsInteractive => true;

    internal override async ValueTask<OAuthToken> ObtainAsync(TokenClient client)
    {
        var (response, answer, secrets) = await client.PostAsync(
            client.Endpoints.Device, [.. TokenRequest.Wanted(this)], TokenRepeat.Always).ConfigureAwait(false);
        if (answer.Error is not null || !response.IsSuccess)
        {
            throw client.Refused(response, answer, secrets);
        }

        var code = Read(response, answer, client);
        OnUserCode!(code.Shown);
        return await PollAsync(code.Secret, code.Shown.ExpiresAt, code.Pause, client).ConfigureAwait(false);
    }

    internal override void Check()
    {
        base.Check();
        Check(DeviceEndpoint, nameof(DeviceEndpoint), isNeeded: true);
        ArgumentNullException.ThrowIfNull(OnUserCode);
    }

    // RFC 8628, section 3.5: after authorization_pending it asks again, after slow_down it waits 5 s longer from then
    // on, after a lost connection or a server error it backs off. Any other answer ends the login.
    private static async ValueTask<OAuthToken> PollAsync(
        string secret, DateTimeOffset end, TimeSpan pause, TokenClient client)
    {
        while (client.Now + pause < end)
        {
            await client.PauseAsync(pause).ConfigureAwait(false);
            try
            {
                var (response, answer, secrets) = await client.PostAsync(
                    client.Endpoints.Token,
                    [new("grant_type", GrantType), new("device_code", secret)], TokenRepeat.Never)
                    .ConfigureAwait(false);
                if (answer.Error is "slow_down")
                {
                    pause += SlowDown;
                }
                else if (TokenErrors.IsTrouble(response.StatusCode, answer.Error))
                {
                    pause = Slower(pause, response.RetryAfter);
                }
                else if (answer.Error is not "authorization_pending")
                {
                    return client.TokenOf(response, answer, secrets);
                }
            }
            catch (RequestException lost) when (lost is RequestTimeoutException
                or ConnectException or ProtocolException)
            {
                pause = Slower(pause, null);
            }
        }

        throw new AuthException(
            $"{client.Asked}: the user did not agree before the code expired.", client.Asked, "expired_token");
    }

    // Twice as long, and as long as the server asks for.
    private static TimeSpan Slower(TimeSpan pause, TimeSpan? asked) =>
        Backoff.AtLeast(Backoff.After(2, pause, LongestPause), asked, LongestLife);

    private static (DeviceCode Shown, string Secret, TimeSpan Pause) Read(
        Response response, TokenResponse answer, TokenClient client)
    {
        try
        {
            if (answer["device_code"] is not { Length: > 0 } secret || answer["user_code"] is not { Length: > 0 } user
                || (answer["verification_uri"] ?? answer["verification_url"]) is not { Length: > 0 } page)
            {
                throw new FormatException("a member is missing");
            }

            var isNumber = double.TryParse(
                answer["interval"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
            var life = answer.ExpiresIn() is { } named
                ? TimeSpan.FromSeconds(Math.Min(named, LongestLife.TotalSeconds)) : UsualLife;
            var shown = new DeviceCode(
                Redaction.Printable(user), RequestTarget.Parse(page).Uri, Complete(answer), client.Now + life);
            return (shown, secret, isNumber && seconds is > 0 and < 3600 ? TimeSpan.FromSeconds(seconds) : UsualPause);
        }
        catch (Exception reason) when (reason is FormatException or InvalidUrlException)
        {
            throw new AuthException(
                $"{client.Asked}: the answer of the device endpoint can't be read: {reason.Message}.", client.Asked,
                response: response);
        }
    }

    // It is optional: one that can't be read counts as missing.
    private static Uri? Complete(TokenResponse answer)
    {
        try
        {
            return answer["verification_uri_complete"] is { Length: > 0 } text ? RequestTarget.Parse(text).Uri : null;
        }
        catch (InvalidUrlException)
        {
            return null;
        }
    }
}
