namespace Peregrine;

/// <summary>A piece of text and how it looks.</summary>
internal sealed record InkedText(string Text, Ink Ink = Ink.Plain);
