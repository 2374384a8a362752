namespace Peregrine;

/// <summary>What an exception of the library says, for a list of faults.</summary>
internal static class FaultText
{
    /// <summary>
    /// The message without the name of the parameter and the value, which say nothing to the author of a configuration
    /// and may be a secret.
    /// </summary>
    internal static string Of(Exception fault)
    {
        var message = fault.Message;
        var end = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
