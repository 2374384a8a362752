namespace Peregrine;

/// <summary>A way to make a call whose body is not read whole.</summary>
public enum Door
{
    Stream,
    Download,
    Events,
    HttpClient,
}
