namespace Peregrine;

/// <summary>Chooses from a text of JSON.</summary>
/// <param name="json">The text.</param>
/// <returns>What was found, as JSON.</returns>
/// <exception cref="FilterException">It can't be done with this text.</exception>
internal delegate string BodyFilter(string json);
