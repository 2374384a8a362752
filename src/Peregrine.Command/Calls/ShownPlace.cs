namespace Peregrine;

/// <summary>Which parts of a call are shown, and where.</summary>
/// <param name="Shown">The parts.</param>
/// <param name="Heads">Where all but the response's body is shown.</param>
/// <param name="Body">Where a body is shown as a text.</param>
/// <param name="IsBodyText">Whether the body is shown as a text; otherwise its bytes go to standard output.</param>
/// <param name="GivesHeadsAway">Whether the heads go to another program or a file.</param>
internal sealed record ShownPlace(Shown Shown, Screen Heads, Screen Body, bool IsBodyText, bool GivesHeadsAway)
{
    internal static ShownPlace Of(Plan plan) =>
        Of(plan, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>The same where it is known what are terminals.</summary>
    internal static ShownPlace Of(Plan plan, bool isTerminal, bool isErrorTerminal)
    {
        var output = new Screen(StandardStream.OpenOutput, Look.Of(plan, isTerminal))
        {
            Width = WidthOf(Descriptor.Output, isTerminal),
        };
        var isBeside = !isTerminal && plan.Shown is null && !plan.IsOffline; // What -v tells is not the body.
        return new(
            ShownOf(plan, isTerminal),
            isBeside ? Beside(plan, isErrorTerminal) : output,
            output,
            isTerminal || plan.Pretty > Pretty.None,
            !isTerminal && !isBeside);
    }

    private static Screen Beside(Plan plan, bool isErrorTerminal) =>
        new(StandardStream.OpenErrors, LookBeside(plan, isErrorTerminal))
        {
            Width = WidthOf(Descriptor.Errors, isErrorTerminal),
        };

    private static int WidthOf(int descriptor, bool isTerminal) =>
        isTerminal ? TerminalWidth.Of(descriptor) : int.MaxValue;

    // It is for people to read, also in a file.
    private static Look LookBeside(Plan plan, bool isErrorTerminal) =>
        Look.Of(plan, isErrorTerminal) with { IsFormatted = plan.Pretty is null or Pretty.All or Pretty.Format };

    private static Shown ShownOf(Plan plan, bool isTerminal) =>
        plan.Quietness > 0 ? Shown.None
        : plan.IsOffline ? Shown.Request & (plan.Shown ?? Shown.Everything)
        : plan.Shown
            ?? (plan.Verbosity > 0 ? Shown.Everything
                : plan.IsDownload ? Shown.None
                : isTerminal ? Shown.Response
                : Shown.Body);
}
