using Amazon.Runtime;
using Amazon.S3;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Flurl.Http;
using Google.Apis.Services;
using Grpc.Net.Client;
using k8s;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Octokit;
using Octokit.Internal;
using Refit;
using RestSharp;

namespace Peregrine;

/// <summary>The lines of docs/guides/other-libraries.md. A test compares the page with this file.</summary>
internal static partial class LibraryLines
{
    internal static BlobServiceClient Azure(HttpSession session, Uri address)
    {
        var blobs = new BlobServiceClient(
            address, new BlobClientOptions { Transport = new HttpClientTransport(session.AsHttpClient()) });
        return blobs;
    }

    internal static AmazonS3Client S3(HttpSession session, string address, AWSCredentials credentials)
    {
        var s3 = new AmazonS3Client(
            credentials, new AmazonS3Config { ServiceURL = address, HttpClientFactory = new SessionFactory(session) });
        return s3;
    }

    internal static GitHubClient GitHub(HttpSession session)
    {
        var github = new GitHubClient(
            new Connection(new Octokit.ProductHeaderValue("my-app"), new HttpClientAdapter(session.AsHandler)));
        return github;
    }

    internal static BaseClientService.Initializer Google(HttpSession session)
    {
        var settings = new BaseClientService.Initializer { HttpClientFactory = new GoogleFactory(session) };
        return settings;
    }

    internal static GrpcChannel Grpc(HttpSession session, Uri address)
    {
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = session.AsHandler() });
        return channel;
    }

    internal static Kubernetes Kubernetes(HttpSession session, KubernetesClientConfiguration config)
    {
        var cluster = new Kubernetes(config, new ToSession(session));
        return cluster;
    }

    internal static IUsers Refit(HttpSession session)
    {
        var users = RestService.For<IUsers>(session.AsHttpClient());
        return users;
    }

    internal static HttpClientRequestAdapter Kiota(HttpSession session, IAuthenticationProvider authentication)
    {
        var adapter = new HttpClientRequestAdapter(authentication, httpClient: session.AsHttpClient());
        return adapter;
    }

    internal static RestClient RestSharp(HttpSession session)
    {
        var rest = new RestClient(session.AsHttpClient());
        return rest;
    }

    internal static FlurlClient Flurl(HttpSession session)
    {
        var flurl = new FlurlClient(session.AsHttpClient());
        return flurl;
    }

    internal interface IUsers
    {
        [Get("/users/{name}")]
        Task<string> NamedAsync(string name, CancellationToken cancellationToken);
    }
}
