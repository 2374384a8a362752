namespace Peregrine;

/// <summary>A word of a command line, its quotes undone, or an operator such as <c>|</c>.</summary>
/// <param name="Text">The word. A byte that is no UTF-8 is a character from U+DC80 on (<see cref="ShellText"/>).
/// </param>
/// <param name="IsOperator">Whether it ends the command.</param>
internal readonly record struct ShellWord(string Text, bool IsOperator = false)
{
    /// <summary>Its length: what it holds may be a secret.</summary>
    public override string ToString() => $"{Text.Length} characters";
}
