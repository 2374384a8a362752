using System.Text.Json;

namespace Peregrine;

public sealed partial class MockMatch
{
    private static MockMatch Named(string kind, string name, Func<MockRequest, IReadOnlyList<string>> valuesIn)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new($"{kind} {name} is there", request => valuesIn(request).Count == 0 ? $"no {kind} {name}" : null);
    }

    private static MockMatch Named(
        string kind, string name, Func<MockRequest, IReadOnlyList<string>> valuesIn, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Named(kind, name, valuesIn, one => one == value, $"{kind} {name} is {MockShown.Value(name, value)}", "");
    }

    private static MockMatch Named(
        string kind, string name, Func<MockRequest, IReadOnlyList<string>> valuesIn, Func<string, bool> isGood,
        string text)
    {
        ArgumentNullException.ThrowIfNull(isGood);
        return Named(kind, name, valuesIn, isGood, $"{kind} {name} fits {text}", $", which does not fit {text}");
    }

    private static MockMatch Named(
        string kind, string name, Func<MockRequest, IReadOnlyList<string>> valuesIn, Func<string, bool> isGood,
        string text, string note)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(text, request => valuesIn(request) switch
        {
            [] => $"no {kind} {name}",
            var values when values.Any(isGood) => null,
            var values =>
                $"{kind} {name} is {string.Join(", ", values.Select(one => MockShown.Value(name, one)))}{note}",
        });
    }

    private static MockMatch Json(byte[] written, bool isPart)
    {
        using var document = JsonDocument.Parse(written);
        var expected = document.RootElement.Clone();
        return new(isPart ? "the body has a JSON part" : "the body is a JSON value", request =>
        {
            try
            {
                using var body = JsonDocument.Parse(request.Text);
                return MockJsonDifference.Find(expected, body.RootElement, isPart);
            }
            catch (JsonException)
            {
                return request.Bytes.Length == 0 ? "no body" : "the body is not JSON";
            }
        });
    }

    private static Func<MockRequest, IReadOnlyList<string>> LinesOf(string name) =>
        request => [.. request.Headers.GetAll(name)];

    private static Func<MockRequest, IReadOnlyList<string>> FieldsOf(string name) =>
        request => MockForm.Read(request).Values(name);

    // The content may be a secret: its place is enough.
    private static string? Difference<T>(string unit, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : IEquatable<T>
    {
        var same = expected.CommonPrefixLength(actual);
        return same == expected.Length && same == actual.Length
            ? null
            : $"the body has {actual.Length} {unit}, not {expected.Length}, and differs from position {same} on";
    }

    private static string? Difference(string unit, string expected, string actual) =>
        Difference<char>(unit, expected, actual);
}
