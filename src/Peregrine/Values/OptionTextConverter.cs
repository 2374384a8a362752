using System.ComponentModel;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// By this the binder of <c>Microsoft.Extensions.Configuration</c> reads an option that is written as text. A text that
/// can't be read is an error: the binder silently skips types without a converter, and a skipped proxy would be a
/// direct connection.
/// </summary>
/// <typeparam name="T">The type of the option. Those that derive from it inherit the converter.</typeparam>
internal sealed class OptionTextConverter<T> : TypeConverter
    where T : class, IOptionText<T>
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string);

    /// <exception cref="FormatException">The text is no such option.</exception>
    /// <exception cref="ArgumentException">The option can't be used.</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? T.FromText(text.Trim()) : throw GetConvertFromException(value);
}
