namespace Peregrine;

/// <summary>What is said to those whose command line can't be understood.</summary>
internal static class Usage
{
    private const string Advice = "peregrine -h shows how it is used, peregrine help TOPIC tells more.";

    internal static ExitCode Refuse(string reason)
    {
        Messages.Say(reason);
        Messages.Line(Advice);
        return ExitCode.Usage;
    }
}
