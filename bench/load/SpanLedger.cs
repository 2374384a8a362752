using System.Buffers.Binary;
using static System.StringComparison;

namespace Peregrine.Load;

/// <summary>The spans that came: of each its identifiers, its kind and whether it is an error.</summary>
internal sealed class SpanLedger
{
    private readonly List<SpanEntry> _entries = [];
    private readonly Lock _gate = new();

    /// <summary>Takes an export (opentelemetry.proto.collector.trace.v1).</summary>
    internal void Add(ProtoMessage export)
    {
        foreach (var span in export.All(1, 2, 2))
        {
            Add(new SpanEntry(
                Id(span, 2), Id(span, 4), (SpanKind)span.Number(6), span.Text(5).StartsWith("POST", Ordinal),
                span.All(15).Any(status => status.Number(3) == 2)));
        }
    }

    internal void Add(SpanEntry entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>
    /// What holds of all of them. Each send goes to a server that is traced too, so a CLIENT span without a SERVER span
    /// below it tells that a span was lost that no other names. The token server is another origin, which gets no
    /// context of a trace: its spans begin their own.
    /// </summary>
    internal SpanVerdict Judge()
    {
        lock (_gate)
        {
            HashSet<ulong> ids = [.. _entries.Select(entry => entry.Id)];
            HashSet<ulong> served = [.. _entries.Where(one => one.Kind == SpanKind.Server).Select(one => one.Parent)];
            return new SpanVerdict(
                Count: _entries.Count,
                Roots: _entries.Count(entry => entry.Parent == 0 && !entry.IsToken),
                Orphans: _entries.Count(entry => entry.Parent != 0 && !ids.Contains(entry.Parent)),
                Unserved: _entries.Count(
                    entry => entry.Kind == SpanKind.Client && !entry.IsToken && !served.Contains(entry.Id)),
                Tokens: _entries.Count(entry => entry.Kind == SpanKind.Client && entry.IsToken),
                Errors: _entries.Count(entry => entry.IsError));
        }
    }

    private static ulong Id(ProtoMessage span, int number) =>
        span.Bytes(number) is { Length: 8 } id ? BinaryPrimitives.ReadUInt64BigEndian(id.Span) : 0;
}
