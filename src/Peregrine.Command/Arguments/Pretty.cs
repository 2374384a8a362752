namespace Peregrine;

/// <summary>What is done to a text so that people read it more easily.</summary>
[Flags]
internal enum Pretty
{
    None = 0,

    /// <summary>It is coloured.</summary>
    Colours = 1,

    /// <summary>It is indented.</summary>
    Format = 2,

    All = Colours | Format,
}
