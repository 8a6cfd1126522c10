namespace MlNetFashion.Training.Data;

/// <summary>What is known of an item in the same words for every catalogue, so that captions and matches work across them.</summary>
enum Fact
{
    /// <summary>The kind of garment, singular: "t-shirt", "casual shoes".</summary>
    Type,

    /// <summary>The main colour: "navy blue".</summary>
    Colour,

    /// <summary>men, women, boys, girls or unisex.</summary>
    Gender,

    /// <summary>solid, striped, …</summary>
    Pattern,

    /// <summary>sleeveless, short, long.</summary>
    Sleeve,

    /// <summary>mini, knee, maxi, …</summary>
    Length,

    /// <summary>round, v-neck, …</summary>
    Neckline,

    /// <summary>casual, sports, formal, …</summary>
    Usage,

    /// <summary>summer, winter, …</summary>
    Season,
}
