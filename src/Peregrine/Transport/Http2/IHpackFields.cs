namespace Peregrine;

/// <summary>Takes the fields of a block as they are decoded.</summary>
internal interface IHpackFields
{
    /// <summary>
    /// The field that may well come next: where it does, it is not made anew. Its name is null where there is none.
    /// </summary>
    Header Expected { get; }

    void Add(in HpackField field);
}
