using System.ClientModel;
using System.ClientModel.Primitives;
using Docker.DotNet;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using ModelContextProtocol.Client;
using OpenAI;
using OpenAI.Chat;

namespace Peregrine;

/// <summary>The lines for what streams, whose names would collide with those of the others.</summary>
internal static partial class LibraryLines
{
    internal static DockerClient Docker(HttpSession session)
    {
        var docker = new DockerClientConfiguration(
            new Uri("unix:///var/run/docker.sock"), new SessionCredentials(session)).CreateClient();
        return docker;
    }

    internal static ChatClient OpenAi(HttpClient client, Uri address, ApiKeyCredential key)
    {
        var chat = new ChatClient(
            "a-model",
            key,
            new OpenAIClientOptions { Endpoint = address, Transport = new HttpClientPipelineTransport(client) });
        return chat;
    }

    internal static HttpClientTransport Mcp(HttpClient client, Uri address)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = address }, client);
        return transport;
    }

    internal static HubConnection SignalR(HttpSession session, string address, HttpTransportType transports)
    {
        var hub = new HubConnectionBuilder().WithUrl(address, transports, options =>
            options.HttpMessageHandlerFactory = _ => session.AsHandler()).Build();
        return hub;
    }
}
