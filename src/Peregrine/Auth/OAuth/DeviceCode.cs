namespace Peregrine;

/// <summary>
/// What the program shows to the user, who goes on with it on another device (RFC 8628, section 3.2).
/// </summary>
public sealed class DeviceCode
{
    internal DeviceCode(string userCode, Uri verificationUri, Uri? complete, DateTimeOffset expiresAt) =>
        (UserCode, VerificationUri, VerificationUriComplete, ExpiresAt) =
            (userCode, verificationUri, complete, expiresAt);

    /// <summary>The code that the user types in at <see cref="VerificationUri"/>.</summary>
    public string UserCode { get; }

    /// <summary>The address that the user opens.</summary>
    public Uri VerificationUri { get; }

    /// <summary>
    /// The same address with the code in it, for a link or a QR code; null when the server sends none.
    /// </summary>
    public Uri? VerificationUriComplete { get; }

    /// <summary>When the code expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The address, never the code.</summary>
    public override string ToString() => Redaction.Address(VerificationUri);
}
