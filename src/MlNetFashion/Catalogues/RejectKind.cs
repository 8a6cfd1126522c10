namespace MlNetFashion.Catalogues;

/// <summary>Why something was left out, coarsely enough to be counted.</summary>
public enum RejectKind
{
    /// <summary>A file that should be a picture is empty, no picture, cut off, too large, or of a format that is not read.</summary>
    Picture,

    /// <summary>A photo whose id has no row in the CSV.</summary>
    NoRow,

    /// <summary>A second photo or a second row of one id; the first is kept.</summary>
    DuplicateId,

    /// <summary>A row of the CSV with too few or too many fields, without an id, or with a quote that is never closed.</summary>
    Row,

    /// <summary>A folder, file or archive that could not be read to its end, or at all.</summary>
    Source,

    /// <summary>A further picture of an item that has one.</summary>
    FurtherView,
}
