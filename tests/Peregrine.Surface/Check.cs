namespace Surface;

/// <summary>What was checked, and what did not hold.</summary>
internal static class Check
{
    private static readonly List<string> Failures = [];
    private static string _section = "";
    private static int _count;

    /// <summary>Runs one section; an exception is a failure of it, and the next one runs.</summary>
    internal static async Task SectionAsync(string name, Func<Task> run)
    {
        _section = name;
        var (before, failed) = (_count, Failures.Count);
        try
        {
            await run();
        }
        catch (Exception thrown)
        {
            Failures.Add($"{name}: {thrown}");
        }

        Console.WriteLine($"{name}: {_count - before} checks, {Failures.Count - failed} failed");
    }

    internal static void That(bool holds, string what)
    {
        _count++;
        if (!holds)
        {
            Failures.Add($"{_section}: {what}");
        }
    }

    internal static void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {expected}, got {actual}");

    internal static TException Throws<TException>(Action act, string what)
        where TException : Exception
    {
        _count++;
        try
        {
            act();
        }
        catch (TException expected)
        {
            return expected;
        }

        throw new InvalidOperationException($"{what}: no {typeof(TException).Name}");
    }

    internal static int Report()
    {
        foreach (var failure in Failures)
        {
            Console.Error.WriteLine(failure);
        }

        Console.WriteLine(
            Failures.Count == 0 ? $"{_count} checks hold" : $"{Failures.Count} of {_count} checks failed");
        return Failures.Count == 0 ? 0 : 1;
    }
}
