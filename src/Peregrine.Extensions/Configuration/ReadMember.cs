using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>Reads one member of an option.</summary>
/// <typeparam name="T">The type of the option.</typeparam>
/// <param name="reader">Reads what is below, and takes its faults.</param>
/// <param name="at">The section of the member: it says something.</param>
/// <param name="value">The option before.</param>
/// <returns>The option with the member.</returns>
/// <exception cref="FormatException">It can't be read; the message shows no secret.</exception>
/// <exception cref="ArgumentException">The value can't be used.</exception>
internal delegate T ReadMember<T>(ConfigurationReader reader, IConfigurationSection at, T value);
