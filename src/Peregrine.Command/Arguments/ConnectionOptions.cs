namespace Peregrine;

/// <summary>Options for the connection below a call.</summary>
internal static class ConnectionOptions
{
    internal static OptionTopic Topic { get; } = new("CONNECTION",
    [
        CommandOption.Switch("insecure", null,
            "any certificate is accepted: an attacker on the way can read and change everything",
            plan => plan with { IsInsecure = true }),
    ]);
}
