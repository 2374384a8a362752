using System.Globalization;

namespace Peregrine;

/// <summary>
/// The <c>error.type</c> of telemetry: the status of an answer that is an error, or the class of the exception, which
/// for a <see cref="RequestException"/> is its place in the tree. Few values, so that it can be a dimension.
/// </summary>
internal static class ErrorType
{
    private const int FirstError = 400;

    /// <summary>Of an answer; null where it is no error.</summary>
    internal static string? Of(int statusCode) =>
        statusCode < FirstError ? null : statusCode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of a failure.</summary>
    internal static string Of(Exception failure) => failure is StatusException status
        ? status.StatusCode.ToString(CultureInfo.InvariantCulture)
        : failure.GetType().FullName!;
}
