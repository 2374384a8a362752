namespace Peregrine;

/// <summary>Tells the user who pipes something into a call that does not send it.</summary>
internal static class UnreadInput
{
    internal static void Tell(Plan plan)
    {
        if (plan is { StandardInput: StandardInput.Unread, IgnoresStandardInput: false }
            && Console.IsInputRedirected && HasBytes())
        {
            Messages.Say(plan.HasData
                ? "standard input is not sent: something else is the body (-I says that this is meant)"
                : $"standard input is not sent: {plan.Method} takes no body unless - asks for it "
                    + "(-I says that this is meant)");
        }
    }

    private static bool HasBytes() => !OperatingSystem.IsWindows() && !Descriptor.IsClosed(Descriptor.Input)
        && Descriptor.HasBytes(Descriptor.Input);
}
