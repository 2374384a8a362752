using System.Globalization;

namespace Peregrine;

/// <summary>The user agrees on another device (RFC 8628): for programs without a browser. The call that needs the token waits for it.</summary>
public sealed class DeviceCodeGrant : OAuthGrant
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Where a code comes from.</summary>
    public Url? DeviceEndpoint { get; init; }

    /// <summary>Shows the code to the user. What it throws ends the login.</summary>
    public Action<DeviceCode>? OnUserCode { get; init; }

    internal override bool IsInteractive => true;

    internal override async ValueTask<OAuthToken> ObtainAsync(TokenDesk desk)
    {
        var (response, answer, secrets) = await desk.PostAsync(desk.Endpoints.Device, [.. TokenRequest.Wanted(this)]).ConfigureAwait(false);
        if (answer.Error is not null || !response.IsSuccess)
        {
            throw desk.Refused(response, answer, secrets);
        }

        var code = Read(answer, desk);
        OnUserCode!(code.Shown);
        return await PollAsync(code.Secret, code.Shown.ExpiresAt, code.Pause, desk).ConfigureAwait(false);
    }

    internal override void Check()
    {
        base.Check();
        Check(DeviceEndpoint, nameof(DeviceEndpoint), isNeeded: true);
        ArgumentNullException.ThrowIfNull(OnUserCode);
    }

    // Section 3.5: pending goes on, slow_down goes on 5 s slower for good, a lost connection backs off; anything else is the end.
    private static async ValueTask<OAuthToken> PollAsync(string secret, DateTimeOffset end, TimeSpan pause, TokenDesk desk)
    {
        while (desk.Now + pause < end)
        {
            await desk.PauseAsync(pause).ConfigureAwait(false);
            try
            {
                var (response, answer, secrets) = await desk.PostAsync(desk.Endpoints.Token, [new("grant_type", GrantType), new("device_code", secret)]).ConfigureAwait(false);
                if (answer.Error is not ("authorization_pending" or "slow_down"))
                {
                    return desk.TokenOf(response, answer, secrets);
                }

                pause += answer.Error == "slow_down" ? SlowDown : TimeSpan.Zero;
            }
            catch (RequestException lost) when (lost is RequestTimeoutException or ConnectException or ProtocolException)
            {
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        throw new AuthException($"{desk.Asked}: nobody agreed before the code ended.", desk.Asked, "expired_token");
    }

    private static (DeviceCode Shown, string Secret, TimeSpan Pause) Read(TokenAnswer answer, TokenDesk desk)
    {
        try
        {
            if (answer["device_code"] is not { Length: > 0 } secret || answer["user_code"] is not { Length: > 0 } user
                || (answer["verification_uri"] ?? answer["verification_url"]) is not { Length: > 0 } page || answer.ExpiresIn() is not { } lifetime)
            {
                throw new FormatException("a member is missing");
            }

            var complete = answer["verification_uri_complete"] is { Length: > 0 } text ? Target.Parse(text).Uri : null;
            var pause = double.TryParse(answer["interval"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 3600 ? seconds : 5;
            var shown = new DeviceCode(Redaction.Printable(user), Target.Parse(page).Uri, complete, desk.Now.AddSeconds(lifetime));
            return (shown, secret, TimeSpan.FromSeconds(pause));
        }
        catch (Exception reason) when (reason is FormatException or InvalidUrlException)
        {
            throw new AuthException($"{desk.Asked}: the answer of the device endpoint can't be read: {reason.Message}.", desk.Asked);
        }
    }
}
