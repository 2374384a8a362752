using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>
/// Reads sections of configuration without reflection. What can't be read is added to the faults, named by its whole
/// path, and the reading goes on.
/// </summary>
/// <param name="faults">The list to add to.</param>
/// <param name="kept">What an earlier reading made.</param>
internal sealed class ConfigurationReader(List<string> faults, KeptObjects kept)
{
    /// <summary>Reads the members of an option, and gives the option with them.</summary>
    /// <typeparam name="T">The type of the option.</typeparam>
    /// <param name="section">The section whose keys are the members.</param>
    /// <param name="value">The option before.</param>
    /// <param name="members">How each member is read.</param>
    internal T Members<T>(IConfiguration section, T value, FrozenDictionary<string, ReadMember<T>> members)
    {
        foreach (var at in section.GetChildren())
        {
            if (!members.TryGetValue(at.Key, out var read))
            {
                var names = string.Join(", ", members.Keys.Order(StringComparer.Ordinal));
                Fault(at, SetInCode.Says<T>(at.Key) ?? $"there is no such option. There are {names}.");
            }
            else if (IsSaid(at))
            {
                value = Try(at, value, () => read(this, at, value));
            }
        }

        return value;
    }

    /// <summary>Reads each key of a list of names and values.</summary>
    internal void Each(IConfigurationSection section, Action<IConfigurationSection> read)
    {
        if (ConfiguredText.Beside(section) is not null)
        {
            throw new FormatException("it is a section of names with their values, and no text.");
        }

        foreach (var at in section.GetChildren())
        {
            Try(at, 0, () =>
            {
                read(at);
                return 0;
            });
        }
    }

    /// <summary>
    /// Reads an option that is a text, or a section with members, or both, from several sources: the members then
    /// change what the text says.
    /// </summary>
    internal T TextOrMembers<T>(
        IConfigurationSection at, Func<string, T> fromText, Func<T> blank,
        FrozenDictionary<string, ReadMember<T>> members)
    {
        if (ConfiguredText.Beside(at) is { } none && ConfiguredText.TurnsOff(none) && at.GetChildren().Any())
        {
            throw new FormatException(
                $"'{none.Trim()}' and its members ({string.Join(", ", at.GetChildren().Select(one => one.Key))}) "
                + "contradict each other.");
        }

        var value = ConfiguredText.Beside(at) is { } text ? fromText(text.Trim()) : blank();
        return Members(at, value, members);
    }

    /// <summary>The object that an earlier reading made of this section while it says the same, or a new one.</summary>
    internal T Kept<T>(IConfigurationSection at, Func<T> make)
        where T : class
    {
        if (kept.TryGet<T>(at, out var made))
        {
            return made;
        }

        var before = faults.Count;
        made = make();
        return faults.Count == before ? kept.Keep(at, made) : made;
    }

    // Null says nothing, as in code.
    private static bool IsSaid(IConfigurationSection at) => at.Value is not null || at.GetChildren().Any();

    private T Try<T>(IConfigurationSection at, T otherwise, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException)
        {
            Fault(at, FaultText.Of(fault));
            return otherwise;
        }
    }

    private void Fault(IConfigurationSection at, string text) => faults.Add($"{at.Path}: {text}");
}
