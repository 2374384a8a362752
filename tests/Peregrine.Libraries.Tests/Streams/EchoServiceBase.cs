using Grpc.Core;

namespace Peregrine;

/// <summary>What the compiler of Protocol Buffers would make for the service.</summary>
[BindServiceMethod(typeof(EchoServiceBase), nameof(Bind))]
internal abstract class EchoServiceBase
{
    /// <summary>The server calls it once, to learn the methods.</summary>
    public static void Bind(ServiceBinderBase binder, EchoServiceBase? service)
    {
        binder.AddMethod(EchoMethods.Say, service is null ? null : service.SayAsync);
        binder.AddMethod(EchoMethods.Count, service is null ? null : service.CountAsync);
        binder.AddMethod(EchoMethods.Gather, service is null ? null : service.GatherAsync);
        binder.AddMethod(EchoMethods.Talk, service is null ? null : service.TalkAsync);
    }

    public abstract Task<byte[]> SayAsync(byte[] request, ServerCallContext context);

    public abstract Task CountAsync(
        byte[] request, IServerStreamWriter<byte[]> answers, ServerCallContext context);

    public abstract Task<byte[]> GatherAsync(IAsyncStreamReader<byte[]> requests, ServerCallContext context);

    public abstract Task TalkAsync(
        IAsyncStreamReader<byte[]> requests, IServerStreamWriter<byte[]> answers, ServerCallContext context);
}
