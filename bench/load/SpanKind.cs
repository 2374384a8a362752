namespace Peregrine.Load;

/// <summary>The kind of a span, by its number in opentelemetry.proto.trace.v1.</summary>
internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
}
