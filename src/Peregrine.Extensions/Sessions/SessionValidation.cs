using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>
/// Says all faults of a session's options: those that its configuration had, or else what a session made of them says.
/// </summary>
internal sealed class SessionValidation : IValidateOptions<HttpSessionOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpSessionOptions options)
    {
        if (ConfigurationFaults.Of(options) is { Count: > 0 } found)
        {
            return ValidateOptionsResult.Fail(found);
        }

        try
        {
            new HttpSession(options).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException fault)
        {
            return ValidateOptionsResult.Fail($"{Where(name)}: {FaultText.Of(fault)}");
        }
    }

    private static string Where(string? name) => string.IsNullOrEmpty(name) ? "The session" : $"The session '{name}'";
}
