namespace Peregrine;

/// <summary>The variables that sessions read.</summary>
internal static class EnvironmentNames
{
    internal const string HttpProxy = "HTTP_PROXY";
    internal const string HttpsProxy = "HTTPS_PROXY";
    internal const string AllProxy = "ALL_PROXY";
    internal const string NoProxy = "NO_PROXY";
    internal const string RequestsCaBundle = "REQUESTS_CA_BUNDLE";
    internal const string CurlCaBundle = "CURL_CA_BUNDLE";
    internal const string SslCertFile = "SSL_CERT_FILE";
    internal const string SslCertDir = "SSL_CERT_DIR";

    internal static readonly string[] All =
    [
        HttpProxy, HttpsProxy, AllProxy, NoProxy, RequestsCaBundle, CurlCaBundle, SslCertFile, SslCertDir,
    ];
}
