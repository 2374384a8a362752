using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// What a route of a <see cref="MockTransport"/> asks of a request beside its pattern. It says in words what keeps a
/// request from matching, and is combined with <c>&amp;</c>, <c>|</c> and <c>!</c>.
/// <code>
/// mock["POST /users", MockMatch.Json(new { name = "Alice" }) &amp; MockMatch.Header("X-Tenant", "a")] = _ => …;
/// </code>
/// </summary>
/// <remarks>
/// Messages show values, cut to 100 characters, but not where a name says that it is a secret: they are <c>***</c>
/// there.
/// </remarks>
public sealed partial class MockMatch
{
    private readonly string _text;
    private readonly Func<MockRequest, string?> _difference;
    private readonly object? _condition;

    private MockMatch(string text, Func<MockRequest, string?> difference, object? condition = null) =>
        (_text, _difference, _condition) = (text, difference, condition);

    /// <summary>Both have to match.</summary>
    public static MockMatch operator &(MockMatch left, MockMatch right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new($"{left} and {right}", request => left.Difference(request) ?? right.Difference(request));
    }

    /// <summary>One of them has to match.</summary>
    public static MockMatch operator |(MockMatch left, MockMatch right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new($"({left} or {right})", request =>
            left.Difference(request) is { } one && right.Difference(request) is { } other ? $"{one}; {other}" : null);
    }

    /// <summary>It must not match.</summary>
    public static MockMatch operator !(MockMatch match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return new($"not ({match})", request => match.Difference(request) is null ? $"it is so that {match}" : null);
    }

    /// <summary>A condition of any kind. What it throws passes through to the caller.</summary>
    /// <param name="condition">Whether a request matches; what the pattern captured is there already.</param>
    /// <param name="text">How it is called in messages; the default is its source.</param>
    public static MockMatch Where(
        Func<MockRequest, bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(text, request => condition(request) ? null : $"not so: {text}", condition);
    }

    /// <summary>A parameter of the query, with any value. Case counts.</summary>
    public static MockMatch Query(string name) =>
        Named("query", name, request => request.Query.GetAll(name));

    /// <summary>A parameter of the query: one of its values, decoded, is this one. Case counts.</summary>
    public static MockMatch Query(string name, string value) =>
        Named("query", name, request => request.Query.GetAll(name), value);

    /// <summary>A parameter of the query: one of its values, decoded, is good.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="isGood">Whether a value is good.</param>
    /// <param name="text">How that is called in messages; the default is its source.</param>
    public static MockMatch Query(
        string name, Func<string, bool> isGood, [CallerArgumentExpression(nameof(isGood))] string text = "") =>
        Named("query", name, request => request.Query.GetAll(name), isGood, text);

    /// <summary>A header field, with any value.</summary>
    public static MockMatch Header(string name) => Named("header", name, LinesOf(name));

    /// <summary>A header field: one of its lines is this value. Case counts in the value.</summary>
    public static MockMatch Header(string name, string value) => Named("header", name, LinesOf(name), value);

    /// <summary>A header field: one of its lines is good.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="isGood">Whether a line is good.</param>
    /// <param name="text">How that is called in messages; the default is its source.</param>
    public static MockMatch Header(
        string name, Func<string, bool> isGood, [CallerArgumentExpression(nameof(isGood))] string text = "") =>
        Named("header", name, LinesOf(name), isGood, text);

    /// <summary>A text field of a form, urlencoded or multipart, with any value. Case counts.</summary>
    public static MockMatch Form(string name) => Named("form field", name, FieldsOf(name));

    /// <summary>A text field of a form, urlencoded or multipart: one of its values is this one. Case counts.</summary>
    public static MockMatch Form(string name, string value) => Named("form field", name, FieldsOf(name), value);

    /// <summary>A text field of a form, urlencoded or multipart: one of its values is good.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="isGood">Whether a value is good.</param>
    /// <param name="text">How that is called in messages; the default is its source.</param>
    public static MockMatch Form(
        string name, Func<string, bool> isGood, [CallerArgumentExpression(nameof(isGood))] string text = "") =>
        Named("form field", name, FieldsOf(name), isGood, text);

    /// <summary>A file of a multipart form, under this name of a field, with any content.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="fileName">The file's own name; the default is any.</param>
    public static MockMatch File(string name, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Func<MockRequest, IReadOnlyList<string>> files = request => MockForm.Read(request).Files(name);
        return fileName is null ? Named("file", name, files) : Named("file", name, files, fileName);
    }

    /// <summary>
    /// A JSON body that is this value, written with <c>JsonSerializerDefaults.Web</c>. The order of members and the way
    /// in which a number is written don't count (<c>1</c> is <c>1.0</c>); a string is a JSON string.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has turned reflection off: give a
    /// contract.</exception>
    public static MockMatch Json(object? value) => Json(MockJson.Write(value), isPart: false);

    /// <summary>A JSON body that is this value, written without reflection.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">The contract, of a source-generated context.</param>
    public static MockMatch Json<T>(T value, JsonTypeInfo<T> typeInfo) =>
        Json(MockJson.Write(value, typeInfo), isPart: false);

    /// <summary>
    /// A JSON body that has at least the members of this value, at each depth, as <see cref="Json(object?)"/> compares
    /// them; objects may have more. Arrays have the same number of items.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has turned reflection off: give a
    /// contract.</exception>
    public static MockMatch JsonPart(object? value) => Json(MockJson.Write(value), isPart: true);

    /// <summary>
    /// A JSON body that has at least the members of this value, written without reflection.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">The contract, of a source-generated context.</param>
    public static MockMatch JsonPart<T>(T value, JsonTypeInfo<T> typeInfo) =>
        Json(MockJson.Write(value, typeInfo), isPart: true);

    /// <summary>A body that is this text, in the charset that its <c>Content-Type</c> names. Case counts.</summary>
    public static MockMatch Body(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new($"the body is a text of {text.Length} characters", request => Difference(
            "characters", text, request.Text));
    }

    /// <summary>A body of these bytes.</summary>
    public static MockMatch Body(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        byte[] own = [.. bytes];
        return new($"the body is {own.Length} bytes", request => Difference<byte>("bytes", own, request.Bytes));
    }

    /// <summary>What it asks for, in words.</summary>
    public override string ToString() => _text;

    /// <summary>What keeps a request from matching, in words; null when it matches.</summary>
    internal string? Difference(MockRequest request) => _difference(request);

    /// <summary>Whether a route with the one takes the place of a route with the other.</summary>
    internal static bool AreSame(MockMatch? one, MockMatch? other) =>
        ReferenceEquals(one, other) || (one?._condition is { } condition && condition.Equals(other?._condition));
}
