using System.ComponentModel;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// Refuses a text of configuration where an option has to be a section. Without a converter the binder would silently
/// skip the text.
/// </summary>
/// <param name="type">The type that is asked for, or one that inherits the converter.</param>
internal sealed class SectionConverter(Type type) : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string);

    /// <exception cref="FormatException">Always, for a text.</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        throw (value is string ? Refused() : GetConvertFromException(value));

    private FormatException Refused() =>
        new($"{type.Name} can't be written as text: use a section with its members, or code.");
}
