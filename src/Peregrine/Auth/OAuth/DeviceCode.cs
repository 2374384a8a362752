namespace Peregrine;

/// <summary>What the user is told, to go on with on another device (RFC 8628, section 3.2).</summary>
public sealed class DeviceCode
{
    internal DeviceCode(string userCode, Uri verificationUri, Uri? complete, DateTimeOffset expiresAt) =>
        (UserCode, VerificationUri, VerificationUriComplete, ExpiresAt) =
            (userCode, verificationUri, complete, expiresAt);

    /// <summary>What the user types in there.</summary>
    public string UserCode { get; }

    /// <summary>Where the user goes.</summary>
    public Uri VerificationUri { get; }

    /// <summary>The same with the code in it, for a link or a QR code; null when the server gives none.</summary>
    public Uri? VerificationUriComplete { get; }

    /// <summary>When the code ends.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Where to go, never the code.</summary>
    public override string ToString() => Redaction.Address(VerificationUri);
}
