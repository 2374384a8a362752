namespace Peregrine;

/// <summary>Tells the user who pipes something into a call that does not send it.</summary>
internal static class UnreadInput
{
    private const string Meant = "-I, --ignore-stdin says that this is meant";

    internal static void Tell(Plan plan)
    {
        if (plan is { StandardInput: StandardInput.Unread, IgnoresStandardInput: false }
            && Console.IsInputRedirected && HasBytes())
        {
            Messages.Say(plan.HasData
                ? $"standard input is not sent: something else is the body ({Meant})"
                : $"standard input is not sent: {plan.Method} takes no body unless - asks for it ({Meant})");
        }
    }

    private static bool HasBytes() => !OperatingSystem.IsWindows() && !Descriptor.IsClosed(Descriptor.Input)
        && Descriptor.HasBytes(Descriptor.Input);
}
