using System.Diagnostics.CodeAnalysis;
using DevLab.JmesPath;

namespace Peregrine;

/// <summary>Filters by JMESPath.</summary>
internal static class JmesFilter
{
    /// <summary>The filter of an expression.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "The parser throws exceptions of no type of its own.")]
    internal static BodyFilter Parse(string expression)
    {
        try
        {
            var path = new JmesPath();
            _ = path.Parse(expression);
            return json => Transform(path, expression, json);
        }
        catch (Exception wrong)
        {
            throw new UsageException($"--filter: {Reason(wrong)}");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Functions throw exceptions of no type of their own.")]
    private static string Transform(JmesPath path, string expression, string json)
    {
        try
        {
            return path.Transform(json, expression) ?? "null";
        }
        catch (Newtonsoft.Json.JsonException)
        {
            throw new FilterException("--filter takes JSON, and the body is none.");
        }
        catch (Exception wrong)
        {
            throw new FilterException($"--filter: {Reason(wrong)}");
        }
    }

    private static string Reason(Exception wrong) =>
        PrintableText.Line(wrong.Message.ReplaceLineEndings(" ").Trim()).TrimEnd('.') + ".";
}
