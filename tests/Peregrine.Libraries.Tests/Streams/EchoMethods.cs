using Grpc.Core;

namespace Peregrine;

/// <summary>The methods of a service of gRPC, one of each kind, whose messages are bytes as they are.</summary>
internal static class EchoMethods
{
    private static readonly Marshaller<byte[]> Bytes = new(value => value, value => value);

    internal static Method<byte[], byte[]> Say { get; } = Create(MethodType.Unary, nameof(EchoService.SayAsync));

    internal static Method<byte[], byte[]> Count { get; } =
        Create(MethodType.ServerStreaming, nameof(EchoService.CountAsync));

    internal static Method<byte[], byte[]> Gather { get; } =
        Create(MethodType.ClientStreaming, nameof(EchoService.GatherAsync));

    internal static Method<byte[], byte[]> Talk { get; } =
        Create(MethodType.DuplexStreaming, nameof(EchoService.TalkAsync));

    private static Method<byte[], byte[]> Create(MethodType type, string name) =>
        new(type, "test.Echo", name, Bytes, Bytes);
}
