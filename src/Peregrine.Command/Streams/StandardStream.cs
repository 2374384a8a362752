namespace Peregrine;

/// <summary>
/// The standard streams, by their descriptors: the console of the platform sends a terminal codes of its own when it
/// begins, and does not take them back at the end.
/// </summary>
internal static class StandardStream
{
    /// <summary>Standard output. What is written leaves at once.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    internal static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput()
        : Descriptor.IsClosed(Descriptor.Output) ? throw new IOException("standard output is closed.")
        : new DescriptorStream(Descriptor.Output, FileAccess.Write);

    /// <summary>
    /// Standard error. A message that can't be written there is lost, and is no reason to end otherwise.
    /// </summary>
    internal static Stream OpenErrors() => OperatingSystem.IsWindows() ? Console.OpenStandardError()
        : Descriptor.IsClosed(Descriptor.Errors) ? Stream.Null
        : new ForgivingStream(new DescriptorStream(Descriptor.Errors, FileAccess.Write));

    /// <summary>Standard input; null where it is closed.</summary>
    internal static Stream? OpenInput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardInput();
        }

        if (Descriptor.IsClosed(Descriptor.Input))
        {
            return null;
        }

        Descriptor.Widen(Descriptor.Input);
        return new DescriptorStream(Descriptor.Input, FileAccess.Read);
    }
}
